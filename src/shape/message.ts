import type { Shape } from "./dim.js";
import type { Accepted, AfterError, Checked } from "./strict.js";

/**
 * A shape or dtype that an operation can't take. The message is the one that the compiler shows where it can see
 * the mistake: `op: what is wrong: left [..] has X, right [..] has Y`.
 */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
  /** The operation that refused: `"matmul"`. */
  readonly op: string;
  /** The kind of mistake, whatever the operation: `"inner"`. The page `docs/errors/inner.md` shows how to mend it. */
  readonly kind: string;

  /**
   * @param code stable, for programs: the operation and the kind of mistake, such as `"matmul/inner"`
   * @param message for people: starts with the operation, names both shapes
   */
  constructor(
    readonly code: `${string}/${string}`,
    message: string,
  ) {
    super(message);
    const slash = code.indexOf("/");
    this.op = code.slice(0, slash);
    this.kind = code.slice(slash + 1);
  }
}

/*
 * A shape rule is a type that yields either a shape or a message (a string literal type). Three habits make rules work
 * inside generic code, where shapes have type parameters in them:
 *
 * - Tests box what they test in an object. TypeScript defers a conditional type on a bare type parameter, so that
 *   nothing could be said; a boxed one is decided whenever the answer doesn't depend on the parameter.
 * - They test for success, `unknown[]`. A test for `string` would take an open question for no message.
 * - They infer dims and shapes without a constraint. While a question is open, the compiler asks it again with type
 *   parameters that lost their constraints; `infer D extends Dim` would then give `Dim`, an unknown dim, which fits
 *   everything. For the same reason a rule that is open has a message, or a mismatch, in one of its branches.
 */

/**
 * The type of a parameter that `Rule` guards: `T` where the rule gives a shape, else the message. An argument is
 * never assignable to the message, so the compiler reports it, once, at the argument at fault.
 *
 * `Where`, such as `"matmul: left"`, begins what strict mode says of an argument with unknown dims.
 */
export type Arg<Rule, T, Where extends string = "argument"> = { rule: Rule } extends { rule: unknown[] }
  ? Checked<Rule, T, Where>
  : Rule;

/** The shape that `Rule` gives. After an error it is a shape of unknown rank, so that one mistake gives one message. */
export type Result<Rule> = { rule: Rule } extends { rule: unknown[] } ? AsShape<Rule> : AfterError;

type AsShape<Rule> = { rule: Rule } extends { rule: infer S extends Shape } ? Accepted<S> : AfterError;

import type { Shape } from "./dim.js";
import type { Identical } from "./identity.js";
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
 * A shape rule is a type that yields either {@link Fits} with a shape, or a message (a string literal type). These habits
 * make rules work inside generic code, where shapes have type parameters in them, and keep them cheap:
 *
 * - Tests of shapes and dims box what they test in an object. TypeScript defers a conditional type on a bare type
 *   parameter, so that nothing could be said; a boxed one is decided whenever the answer doesn't depend on the parameter.
 * - Tests of what another rule yields, `Rule extends Fits<infer S>`, don't: a rule is no type parameter, and one that is
 *   open must stay so. Boxed, or as a plain tuple of dims, the compiler would search all branches of it, messages
 *   included, at each use of the operation's declaration.
 * - They test for success. A test for `string` would take an open question for no message.
 * - They infer dims and shapes without a constraint. While a question is open, the compiler asks it again with type
 *   parameters that lost their constraints; `infer D extends Dim` would then give `Dim`, an unknown dim, which fits
 *   everything. For the same reason a rule that is open has a message, or a mismatch, in one of its branches.
 * - What a box holds is a parameter of the type, not another rule applied inside the box: the compiler would work that
 *   rule out once more, for type parameters that lost their constraints, and `...infer L` doesn't take those.
 * - A rule that needs what another one yields takes that and tests it for `Fits` (rules/where.ts), so that it isn't
 *   decided where the operation is declared.
 * - It puts an `infer` between the results of arithmetic and a test of them (rules/reshape.ts), for the same reason.
 * - Where two questions may both be open but one yes is enough, they are one question: `extends X | Y` (broadcast.ts).
 */

/** What a rule yields where shapes fit: the shape of the result. A box around it, which is never deferred. */
export interface Fits<out S> {
  readonly fits: S;
}

/**
 * The type of a parameter that `Rule` guards: `T` where the rule gives a shape, else the message. An argument is
 * never assignable to the message, so the compiler reports it, once, at the argument at fault.
 *
 * `Where`, such as `"matmul: left"`, begins what strict mode says of an argument with unknown dims.
 */
export type Arg<Rule, T, Where extends string = "argument"> = [Rule] extends [Fits<infer S>]
  ? Checked<S, T, Where>
  : Refusal<Rule>;

/**
 * As {@link Arg}, for a record that is inferred as a whole. Where a part of it is missing, misspelt or of another type, the
 * compiler takes the `Constraint` for `T`: the rule has no say then, as the compiler tells by itself what is wrong.
 */
export type WholeArg<Rule, T, Constraint, Where extends string> =
  Identical<T, Constraint> extends true ? T : Arg<Rule, T, Where>;

/** The message of a rule. All that the compiler knows of it beforehand is that it is a text: it needn't look inside. */
type Refusal<Rule> = [Rule] extends [infer Message extends string] ? Message : never;

/** The shape that `Rule` gives. After an error it is a shape of unknown rank, so that one mistake gives one message. */
export type Result<Rule> = [Rule] extends [Fits<infer S extends Shape>] ? Accepted<S> : AfterError;

import type { ShapeConfig } from "./config.js";
import type { Dim, Shape } from "./dim.js";
import type { Raised } from "./flag.js";
import type { Show } from "./show.js";

/** Whether unknown dims are refused. Not generic, so that the compiler decides it once. */
type IsStrict = ShapeConfig extends { dynamic: "error" } ? true : false;

/**
 * The type of an argument: `T`, or in strict mode a message if it, or the shape that its rule gives, has an unknown dim.
 * `Where` begins the message: `"matmul: left"`.
 */
export type Checked<Rule, T, Where extends string> = IsStrict extends true ? StrictArgument<Rule, T, Where> : T;

/** A tensor that has no rule to keep. */
export type Known<T, Where extends string> = Checked<[], T, Where>;

/** The type `T` of an argument that says a shape `S`, or in strict mode a message if that has an unknown dim. */
export type CheckedShape<S extends Shape, T, Where extends string> = IsStrict extends true
  ? `${UnknownDims<S>}` extends never
    ? T
    : Explain<S, never, Where>
  : T;

/** The shape of a result. In strict mode an unknown rank can only come from an argument that was refused. */
export type Accepted<S extends Shape> = IsStrict extends true ? (IsShape<S> extends true ? Refused : S) : S;

/** Whether `S` is the type `Shape` itself. Comparing functions decides it for `[...S]` in generic code too. */
type IsShape<S> = (<T>() => T extends S ? 1 : 2) extends <T>() => T extends Shape ? 1 : 2 ? true : false;

/** The shape after an error, of unknown rank. In strict mode it isn't refused again: one mistake gives one message. */
export type AfterError = IsStrict extends true ? Refused : Shape;

declare const refused: unique symbol;
type Refused = (Dim & { readonly [refused]: true })[];

/** An argument of the type `any` is taken, as everywhere; so is what the compiler makes of a signature to compare it. */
type StrictArgument<Rule, T, Where extends string> = unknown extends T
  ? T
  : `${UnknownIn<T> | UnknownInRule<Rule>}` extends never
    ? T
    : Explain<Rule, T, Where>;

/**
 * The flag (flag.ts) of an unknown dim. An enum's member has none, though every number may stand for it; nor has `any`.
 */
type UnknownDim<D> = unknown extends D
  ? never
  : number extends D
    ? `${number}` extends `${D & number}`
      ? Raised
      : never
    : string extends D
      ? Raised
      : never;

type UnknownDims<S extends readonly unknown[]> = { [I in keyof S]: UnknownDim<S[I]> }[number];

/** The flag of something unknown in an argument: a dim of a tensor, a name, a text, the length of a list, an element. */
type UnknownIn<T> = T extends { readonly shape: infer S extends readonly unknown[] }
  ? UnknownDims<S>
  : T extends { readonly dim: infer D }
    ? UnknownDim<D>
    : T extends readonly (infer E)[]
      ? unknown extends E
        ? never
        : E[] extends T
          ? Raised
          : UnknownIn<E>
      : string extends T
        ? Raised
        : never;

/** The flag of an unknown dim in the shape that a rule gives. */
type UnknownInRule<Rule> = { rule: Rule } extends { rule: infer S extends readonly unknown[] }
  ? number extends S["length"]
    ? never
    : UnknownDims<S>
  : never;

type Explain<Rule, T, Where extends string> = [UnknownIn<T>] extends [never]
  ? Rule extends readonly unknown[]
    ? `${Where} gives ${Show<Rule>}, which has an unknown dim: name it, with dim("seq", size)`
    : never
  : T extends { readonly shape: infer S extends readonly unknown[] }
    ? `${Where} ${Show<S>} has an unknown dim: name it, with dim("seq", size) or assertShape(x, ["seq", 512])`
    : T extends readonly { readonly shape: readonly unknown[] }[]
      ? ExplainFirst<T, Where>
      : T extends number
        ? never
        : `${Where} has something unknown: give literals, or names with dim("seq", size)`;

/** The message for the first tensor of a list with an unknown dim. */
type ExplainFirst<T extends readonly unknown[], Where extends string, Position extends 0[] = []> = T extends readonly [
  infer First,
  ...infer Rest,
]
  ? [UnknownIn<First>] extends [never]
    ? ExplainFirst<Rest, Where, [...Position, 0]>
    : Explain<[], First, `${Where} ${Position["length"]}`>
  : `${Where} list has an unknown length: write it out`;

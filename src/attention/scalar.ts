import type { DType } from "../graph/dtype.js";

/*
 * The numbers and truth values in a score or mask function. They are written down while the function is traced, and
 * computed for each query and key later. JavaScript's operators and `if` don't work on them: write `k.le(q)`,
 * `q.sub(k)`, `condition.select(a, b)`.
 */

/** The dtypes of numbers. */
export type NumberDType = "i32" | "f32";

/** The dtype of arithmetic on two numbers: f32 if one of them is. A plain number is taken as what it stands beside. */
export type Joined<D extends NumberDType, E extends NumberDType> = "f32" extends D | E ? "f32" : "i32";

/** A scalar of dtype `D`. */
export type Scalar<D extends DType = DType> = D extends "bool"
  ? BoolScalar
  : D extends "i32"
    ? IntegerScalar
    : NumberScalar<"f32">;

/** A scalar or, where one is expected, a plain number. An i32 takes whole numbers only. */
export type Operand<D extends NumberDType> = NumberScalar<D> | number;

/** A number. An i32 beside an f32 is taken as f32. */
export interface NumberScalar<out D extends NumberDType = NumberDType> {
  readonly dtype: D;
  /** `this + other`. */
  add<E extends NumberDType = "i32">(other: Operand<E>): Scalar<Joined<D, E>>;
  /** `this - other`. */
  sub<E extends NumberDType = "i32">(other: Operand<E>): Scalar<Joined<D, E>>;
  /** `this * other`. */
  mul<E extends NumberDType = "i32">(other: Operand<E>): Scalar<Joined<D, E>>;
  /** The lesser; NaN if one is. */
  min<E extends NumberDType = "i32">(other: Operand<E>): Scalar<Joined<D, E>>;
  /** The greater; NaN if one is. */
  max<E extends NumberDType = "i32">(other: Operand<E>): Scalar<Joined<D, E>>;
  /** `this / other`, an f32. */
  div(other: Operand<NumberDType>): Scalar<"f32">;
  /** `-this`. */
  neg(): Scalar<D>;
  /** The distance from 0. */
  abs(): Scalar<D>;
  /** The hyperbolic tangent, an f32. */
  tanh(): Scalar<"f32">;
  /** `e` to the power of `this`, an f32. */
  exp(): Scalar<"f32">;
  /** The same number as f32. */
  toFloat(): Scalar<"f32">;
  /** `this < other`. */
  lt(other: Operand<NumberDType>): BoolScalar;
  /** `this <= other`. */
  le(other: Operand<NumberDType>): BoolScalar;
  /** `this > other`. */
  gt(other: Operand<NumberDType>): BoolScalar;
  /** `this >= other`. */
  ge(other: Operand<NumberDType>): BoolScalar;
  /** Whether both are equal. */
  eq(other: Operand<NumberDType>): BoolScalar;
  /** Whether they differ. */
  ne(other: Operand<NumberDType>): BoolScalar;
}

/** A whole number: a position, or an element of an i32 tensor. */
export interface IntegerScalar extends NumberScalar<"i32"> {
  /** `this / divisor`, rounded down. The divisor is a whole number of at least 1. */
  floorDiv(divisor: number): IntegerScalar;
  /** `this` less a multiple of the divisor, from 0 to `divisor - 1`. */
  mod(divisor: number): IntegerScalar;
}

/** A truth value. */
export interface BoolScalar {
  readonly dtype: "bool";
  /** Whether both are true. */
  and(other: BoolScalar): BoolScalar;
  /** Whether one is true, or both. */
  or(other: BoolScalar): BoolScalar;
  /** Whether this is false. */
  not(): BoolScalar;
  /** `whenTrue` if this is true, else `otherwise`; two plain numbers are f32. */
  select(whenTrue: number, otherwise: number): Scalar<"f32">;
  select<D extends NumberDType = "i32", E extends NumberDType = "i32">(
    whenTrue: Operand<D>,
    otherwise: Operand<E>,
  ): Scalar<Joined<D, E>>;
}

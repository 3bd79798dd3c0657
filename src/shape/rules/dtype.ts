import { ShapeError } from "../message.js";

/*
 * Dtypes are checked together with shapes: each type takes the rule that speaks next and yields what that yields, or
 * its own message. Here a dtype is any string, as shapes know nothing of storage.
 */

/** `Next` if `D` is `Wanted`, or the message. */
export type DTypeRule<Op extends string, What extends string, D extends string, Wanted extends string, Next> = {
  dtype: D;
} extends { dtype: Wanted }
  ? Next
  : Refused<Op, What, D, Wanted, `${Op}: ${What} must be ${Wanted}: got ${D} (use cast)`>;

/** The message where `D` is one dtype. It is several where a dtype isn't known, or what was given is no tensor at all. */
type Refused<Op extends string, What extends string, D extends string, Wanted extends string, Message> =
  IsOne<D> extends true ? Message : `${Op}: ${What} must be a tensor of ${Wanted}`;

type IsOne<D, All = D> = D extends unknown ? ([All] extends [D] ? true : false) : never;

/**
 * Checks that the dtype of `what` is `wanted`.
 *
 * @throws ShapeError `op/dtype`
 */
export function dtypeRule(op: string, what: string, dtype: string, wanted: string): void {
  if (dtype !== wanted) {
    throw new ShapeError(`${op}/dtype`, `${op}: ${what} must be ${wanted}: got ${dtype} (use cast)`);
  }
}

/** `Next` if both dtypes are the same, or the message. `Left` and `Right` are what the operation calls its arguments. */
export type SameDTypeRule<
  Op extends string,
  D extends string,
  E extends string,
  Next,
  Left extends string = "left",
  Right extends string = "right",
> = {
  dtype: E;
} extends { dtype: D }
  ? Next
  : Refused<Op, Right, E, D, `${Op}: dtypes differ: ${Left} ${D}, ${Right} ${E} (use cast)`>;

/**
 * Checks that two dtypes are the same. `left` and `right` are what the operation calls its arguments.
 *
 * @throws ShapeError `op/dtype`
 */
export function sameDTypeRule(op: string, d: string, e: string, left = "left", right = "right"): void {
  if (d !== e) {
    throw new ShapeError(`${op}/dtype`, `${op}: dtypes differ: ${left} ${d}, ${right} ${e} (use cast)`);
  }
}

/** `Next` if all dtypes are the same, or the message. */
export type SameDTypesRule<Op extends string, DTypes extends string[], Next> = DTypes extends [
  infer D extends string,
  ...infer Rest extends string[],
]
  ? OthersSame<Op, D, Rest, Next, [0]>
  : Next;

type OthersSame<
  Op extends string,
  D extends string,
  DTypes extends string[],
  Next,
  Position extends 0[],
> = DTypes extends [infer E extends string, ...infer Rest extends string[]]
  ? { dtype: E } extends { dtype: D }
    ? OthersSame<Op, D, Rest, Next, [...Position, 0]>
    : `${Op}: dtypes differ: tensor 0 ${D}, tensor ${Position["length"]} ${E} (use cast)`
  : Next;

/**
 * The dtype that all tensors have.
 *
 * @throws ShapeError `op/dtype` if they differ, `op/none` if there are none
 */
export function sameDTypesRule<D extends string>(op: string, dtypes: readonly D[]): D {
  const [first] = dtypes;
  if (first === undefined) throw new ShapeError(`${op}/none`, `${op}: needs at least one tensor: got none`);
  const other = dtypes.findIndex((dtype) => dtype !== first);
  if (other > 0) {
    throw new ShapeError(
      `${op}/dtype`,
      `${op}: dtypes differ: tensor 0 ${first}, tensor ${other} ${dtypes[other]} (use cast)`,
    );
  }
  return first;
}

/** `Next` if `D` can be a mask, or the message. */
export type MaskDTypeRule<Op extends string, D extends string, Next> = { dtype: D } extends { dtype: "bool" | "f32" }
  ? Next
  : `${Op}: mask must be bool (true = may attend) or f32 (added to the scores): got ${D} (use cast)`;

/**
 * Checks that `dtype` can be a mask.
 *
 * @throws ShapeError `op/dtype`
 */
export function maskDTypeRule(op: string, dtype: string): void {
  if (dtype !== "bool" && dtype !== "f32") {
    throw new ShapeError(
      `${op}/dtype`,
      `${op}: mask must be bool (true = may attend) or f32 (added to the scores): got ${dtype} (use cast)`,
    );
  }
}

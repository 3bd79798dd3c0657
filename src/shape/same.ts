import { sizeOf } from "./bindings.js";
import type { Dim, DimBindings } from "./dim.js";
import type { IsUnknown } from "./identity.js";

/**
 * Whether two dims may be the same: assignable both ways, or one of them unknown.
 *
 * This takes `any` for the same as every dim, which it is as an unknown dim too; `Identical` would not, but costs
 * 30 instantiations a time and this 7. Dims are compared more often than anything else.
 */
export type Same<A, B> = { a: A; b: B } extends { a: B; b: A }
  ? true
  : IsUnknown<A> extends true
    ? true
    : IsUnknown<B> extends true
      ? true
      : false;

/** Of two dims that are the {@link Same}, the one that says more. */
export type Known<A, B> = IsUnknown<A> extends true ? (IsUnknown<B> extends true ? A | B : B) : A;

/**
 * Whether two dims are the same size in every run: identical, or a number and a dim whose size is known to be that
 * number (a number may stand where the type says unknown). Two different names are never the same, whatever their
 * sizes in this run.
 */
export function sameDim(a: Dim, b: Dim, dims: DimBindings): boolean {
  if (a === b) return true;
  if (typeof a === typeof b) return false;
  return sizeOf(a, dims) === sizeOf(b, dims);
}

/** Of two dims that are the same by {@link sameDim}, the one that says more: the name. */
export function knownDim(a: Dim, b: Dim): Dim {
  return typeof a === "number" ? b : a;
}

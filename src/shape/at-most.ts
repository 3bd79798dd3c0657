import type { Dim } from "./dim.js";
import type { EitherUnknown } from "./polynomial.js";
import { addDims, subDims } from "./polynomial.js";
import type { AddDim, SubDim } from "./polynomial.js";

/**
 * Whether `A <= B`: `true` or `false` where that holds for every size of the names, from 0 on, else `boolean`.
 * `"past"` is at most `"new+past"`; `"seq+1"` is never at most `"seq"`; `"seq"` and 512 depend on the size.
 */
export type AtMostDim<A, B> =
  EitherUnknown<A, B> extends true
    ? boolean
    : [SubDim<B, A>] extends [never]
      ? [SubDim<A, AddDim<B, 1>>] extends [never]
        ? boolean
        : false
      : true;

/** Whether `a <= b` for every size of the names, from 0 on; undefined where that depends on the sizes. */
export function atMostDims(a: Dim, b: Dim): boolean | undefined {
  if (subDims(b, a) !== undefined) return true;
  return subDims(a, addDims(b, 1)) === undefined ? undefined : false;
}

import type { Shape } from "../../shape/dim.js";
import type { DimArgument } from "../../shape/variable.js";
import type { Tensor } from "../../tensor/tensor.js";
import { perEntry } from "../per-entry.js";
import type { MaskFunction } from "../score-function.js";

/** What {@link causal} takes. */
export interface CausalOptions<Offset = Tensor<Shape, "i32">> {
  /**
   * How many keys come before the first query: the length of a cache, as a number, a dim, or an i32 tensor with one for
   * each entry of the batch. By default 0. If it is negative the first queries see no key.
   */
  readonly offset?: DimArgument | Offset | undefined;
}

/**
 * A mask under which query `q` sees the keys `k <= q + offset`.
 * @throws TypeError if the offset is no whole number, dim or i32 tensor
 */
export function causal({ offset = 0 }: CausalOptions = {}): MaskFunction {
  const shift = perEntry("causal: offset", offset);
  return ({ b, q, k }) => k.le(q.add(shift(b)));
}

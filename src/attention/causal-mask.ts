import type { Dim, Shape } from "../shape/dim.js";
import type { SizesChecked } from "../shape/size.js";
import type { CheckedShape } from "../shape/strict.js";
import { bindingsOf, type DimArgument, type DimVariable, toShape } from "../shape/variable.js";
import { fromNode, type Tensor } from "../tensor/tensor.js";

/** What {@link causalMask} takes beside the lengths. */
export interface CausalMaskOptions {
  /** How many keys come before the first query: the length of a cache. By default 0. */
  readonly offset?: number;
}

/** How the mask takes a length, or the message where it is no size, or in strict mode unknown. */
type Length<D extends Dim, What extends string> = SizesChecked<
  "causalMask",
  [D],
  CheckedShape<[D], D | DimVariable<D & string>, `causalMask: ${What}`>
>;

/**
 * A bool mask `[queries, keys]`, true where query `i` may attend to key `j`: where `j <= i + offset`.
 * @throws ShapeError if a length is not a dim
 * @throws RangeError if the offset is not an integer
 */
export function causalMask<const Q extends Dim, const K extends Dim>(
  queries: Length<Q, "queries">,
  keys: Length<K, "keys">,
  options?: CausalMaskOptions,
): Tensor<[Q, K], "bool">;
export function causalMask(
  queries: DimArgument,
  keys: DimArgument,
  { offset = 0 }: CausalMaskOptions = {},
): Tensor<Shape, "bool"> {
  if (!Number.isSafeInteger(offset)) throw new RangeError(`causalMask: offset must be an integer: got ${offset}`);
  const shape = toShape("causalMask", [queries, keys]);
  return fromNode({ op: "causalMask", shape, dtype: "bool", dims: bindingsOf("causalMask", [queries, keys]), offset });
}

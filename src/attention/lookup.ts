import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import type { Shape } from "../shape/dim.js";
import type { Arg } from "../shape/message.js";
import { type RankRule, rankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import type { IntegerScalar, Scalar } from "./scalar.js";
import { describe, scalarNodeOf, scalarOf } from "./traced-scalar.js";
import { integerScalar } from "./make-scalar.js";

/**
 * An element of a tensor in a score or mask function, with an index for each of its axes: `lookup(slopes, h)`,
 * `lookup(lengths, b)`. An index before the first or past the last position takes that one.
 *
 * @throws ShapeError `lookup/rank` if there isn't an index for each axis
 * @throws TypeError if an index is neither an i32 scalar nor a whole number
 */
export function lookup<S extends Shape, D extends DType, I extends readonly (IntegerScalar | number)[]>(
  table: Arg<RankRule<"lookup", "table", S, I["length"]>, Tensor<S, D>, "lookup: table">,
  ...indices: I
): Scalar<D>;
export function lookup(table: Tensor<Shape, DType>, ...indices: readonly (IntegerScalar | number)[]): Scalar {
  const node = nodeOf(table);
  rankRule("lookup", "table", node.shape, indices.length);
  return element(node, node.dtype, indices);
}

/** The element of a table of dtype `D`, with an index for each of its axes. */
export function element<D extends DType>(
  table: Node,
  dtype: D,
  indices: readonly (IntegerScalar | number)[],
): Scalar<D> {
  const positions = indices.map((index) => {
    const isWhole = typeof index === "number" && Number.isSafeInteger(index);
    const position = isWhole ? integerScalar(index) : scalarNodeOf(index);
    if (position?.dtype === "i32") return position;
    throw new TypeError(`lookup: an index is an i32 scalar or a whole number: got ${describe(index)}`);
  });
  return scalarOf({ kind: "lookup", dtype, table, indices: positions });
}

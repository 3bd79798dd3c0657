import type { DType } from "../../graph/dtype.js";
import type { Shape } from "../../shape/dim.js";
import type { Arg } from "../../shape/message.js";
import { type DTypeRule, dtypeRule } from "../../shape/rules/dtype.js";
import { type MinRankRule, minRankRule } from "../../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../../tensor/tensor.js";
import { flattenBatch } from "../flatten.js";
import { element } from "../lookup.js";
import type { IntegerScalar } from "../scalar.js";
import type { MaskFunction, ScorePosition } from "../score-function.js";

/** Ids of documents `[.., length]`, or the message. */
type Ids<S extends Shape, D extends DType> = Arg<
  DTypeRule<"document", "ids", D, "i32", MinRankRule<"document", "ids", S, 1>>,
  Tensor<S, D>,
  "document: ids"
>;

/**
 * A mask under which a query sees the keys of its own document, for sequences that are packed one after the other.
 *
 * @param ids which document each position belongs to: `[length]`, or `[.., length]` with the axes of the batch
 * @param keyIds those of the keys, where they are other positions than the queries
 * @throws ShapeError `document/dtype`, `document/rank`
 */
export function document<S extends Shape, D extends DType, SK extends Shape = [1], DK extends DType = "i32">(
  ids: Ids<S, D>,
  keyIds?: Ids<SK, DK>,
): MaskFunction;
export function document(ids: Tensor<Shape, DType>, keyIds: Tensor<Shape, DType> = ids): MaskFunction {
  const [ofQueries, ofKeys] = [idsOf(ids), idsOf(keyIds)];
  return (at) => ofQueries(at, at.q).eq(ofKeys(at, at.k));
}

function idsOf(tensor: Tensor<Shape, DType>): (at: ScorePosition, position: IntegerScalar) => IntegerScalar {
  const node = nodeOf(tensor);
  dtypeRule("document", "ids", node.dtype, "i32");
  minRankRule("document", "ids", node.shape, 1);
  const table = flattenBatch(node, 1);
  return ({ b }, position) => element(table, "i32", table.shape.length === 1 ? [position] : [b, position]);
}

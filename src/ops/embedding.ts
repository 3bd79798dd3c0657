import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type EmbeddingRule, embeddingRule } from "../shape/rules/embedding.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/**
 * Row `ids[..]` of `table [vocab, width]`, for every id: `[.., width]`. An id that isn't a row of the table is a
 * RangeError where the result is evaluated.
 * @throws ShapeError if the table isn't f32 of rank 2, or the ids aren't i32
 */
export function embedding<T extends Shape, I extends Shape, D extends DType, E extends DType>(
  table: Arg<DTypeRule<"embedding", "table", D, "f32", EmbeddingRule<T, []>>, Tensor<T, D>, "embedding: table">,
  ids: Arg<DTypeRule<"embedding", "ids", E, "i32", Fits<[]>>, Tensor<I, E>, "embedding: ids">,
): Tensor<Result<EmbeddingRule<T, I>>>;
export function embedding(tableTensor: Tensor<Shape, DType>, idsTensor: Tensor<Shape, DType>): Tensor {
  const [table, ids] = [nodeOf(tableTensor), nodeOf(idsTensor)];
  dtypeRule("embedding", "table", table.dtype, "f32");
  dtypeRule("embedding", "ids", ids.dtype, "i32");
  const shape = embeddingRule(table.shape, ids.shape);
  const dims = mergeDims("embedding", { table, ids });
  return fromNode({
    op: "gather",
    name: "embedding",
    axis: 0,
    input: table,
    indices: ids,
    shape,
    dtype: "f32",
    dims,
  });
}

import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import { mergeBindings, sizeOf } from "../shape/bindings.js";
import { type DimBindings, noBindings, type Shape } from "../shape/dim.js";
import { type Arg, type Result, ShapeError } from "../shape/message.js";
import { type AttentionRule, attentionRule, type ScoresRule, scoresRule } from "../shape/rules/attention.js";
import { type DTypeRule, dtypeRule, type MaskDTypeRule, maskDTypeRule } from "../shape/rules/dtype.js";
import { type MaskRule, maskRule } from "../shape/rules/mask.js";
import type { MinRankRule } from "../shape/rules/rank.js";
import { show } from "../shape/show.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** What {@link attention} takes beside query, key and value. All constraints given are in force at once. */
export interface AttentionOptions<Mask = AnyMask> {
  /**
   * Broadcasts to the scores `[.., queries, keys]`. A bool mask is true where a query may attend to a key; an f32 mask
   * is added to the scores, and -Infinity masks.
   */
  readonly mask?: Mask | undefined;
  /** Whether query `i` may attend to key `j` only where `j <= i`. By default false. */
  readonly causal?: boolean | undefined;
  /** What the products of queries and keys are multiplied with. By default `1 / sqrt(d)`. */
  readonly scale?: number | undefined;
}

/** A mask of a shape that is known only at run time. */
export type AnyMask = Tensor<Shape, "bool" | "f32">;

/** The mask of shape `M` and dtype `D` for scores, or the message. */
export type MaskArgument<Scores, M extends Shape, D extends DType> = Scores extends infer S extends Shape
  ? Arg<MaskDTypeRule<"attention", D, MaskRule<"attention", S, M>>, Tensor<M, D>>
  : never;

/**
 * Scaled dot-product attention, `softmax(scale * query key^T + mask) value` (Vaswani et al., 2017, section 3.2.1), of
 * `query [.., queries, d]`, `key [.., keys, d]` and `value [.., keys, d_v]`: the result is `[.., queries, d_v]`. The
 * leading axes, such as batch and heads, are the same in all three; one head needs none.
 *
 * A query whose keys are all masked gives zeros, which is decided by the mask and `causal` and not by the scores. NaN
 * in a masked key or value doesn't reach the result.
 *
 * ```ts
 * attention(q, k, v, { causal: true });
 * ```
 * @throws ShapeError if shapes or dtypes don't fit, or `d` isn't known and no scale is given
 * @throws RangeError if the scale is not finite
 */
export function attention<
  Q extends Shape,
  K extends Shape,
  V extends Shape,
  M extends Shape,
  DQ extends DType,
  DK extends DType,
  DV extends DType,
  DM extends DType,
>(
  query: Arg<DTypeRule<"attention", "query", DQ, "f32", MinRankRule<"attention", "query", Q, 2>>, Tensor<Q, DQ>>,
  key: Arg<DTypeRule<"attention", "key", DK, "f32", ScoresRule<Q, K>>, Tensor<K, DK>>,
  value: Arg<DTypeRule<"attention", "value", DV, "f32", AttentionRule<Q, K, V>>, Tensor<V, DV>>,
  options?: AttentionOptions<MaskArgument<Result<ScoresRule<Q, K>>, M, DM>>,
): Tensor<Result<AttentionRule<Q, K, V>>>;
export function attention(
  queryTensor: Tensor<Shape, DType>,
  keyTensor: Tensor<Shape, DType>,
  valueTensor: Tensor<Shape, DType>,
  options: AttentionOptions = {},
): Tensor {
  const [query, key, value] = [nodeOf(queryTensor), nodeOf(keyTensor), nodeOf(valueTensor)];
  const mask = options.mask && nodeOf(options.mask);
  dtypeRule("attention", "query", query.dtype, "f32");
  dtypeRule("attention", "key", key.dtype, "f32");
  dtypeRule("attention", "value", value.dtype, "f32");
  const dims = mergeBindings("attention", query.dims, key.dims, value.dims, mask?.dims ?? noBindings);
  const shape = attentionRule(query.shape, key.shape, value.shape, dims);
  if (mask !== undefined) {
    maskDTypeRule("attention", mask.dtype);
    maskRule("attention", scoresRule(query.shape, key.shape, dims), mask.shape, dims);
  }
  const causal = options.causal ?? false;
  const scale = options.scale ?? defaultScale(query, dims);
  if (!Number.isFinite(scale)) throw new RangeError(`attention: scale must be a finite number: got ${scale}`);
  return fromNode({ op: "attention", shape, dtype: "f32", dims, query, key, value, mask, causal, scale });
}

function defaultScale(query: Node, dims: DimBindings): number {
  const width = sizeOf(query.shape.at(-1) ?? 1, dims);
  if (width === undefined) {
    throw new ShapeError(
      "attention/scale",
      `attention: the scale is 1 / sqrt(d), and d in query ${show(query.shape)} has no size here: give { scale }`,
    );
  }
  return 1 / Math.sqrt(width);
}

import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import { mergeDims, sizeOf } from "../shape/bindings.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import { type Fits, type Arg, type Result, ShapeError } from "../shape/message.js";
import { type AttentionRule, attentionRule, type ScoresRule, scoresRule } from "../shape/rules/attention.js";
import { type DTypeRule, dtypeRule, type MaskDTypeRule, maskDTypeRule } from "../shape/rules/dtype.js";
import { type MaskRule, maskRule } from "../shape/rules/mask.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
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
 * The options with a mask of shape `M` and dtype `D` for scores, or the message: a mask that doesn't fit is reported at
 * the options as a whole, as at a property the compiler would say more than the message.
 */
export type OptionsArgument<Op extends string, Scores, M extends Shape, D extends DType> = Arg<
  MaskDTypeRule<Op, D, Scores extends Fits<infer S extends unknown[]> ? MaskRule<Op, S, M> : Fits<M>>,
  AttentionOptions<Tensor<M, D>>,
  `${Op}: mask`
>;

/**
 * Scaled dot-product attention, `softmax(scale * query key^T + mask) value` (Vaswani et al., 2017, section 3.2.1), of
 * `query [.., heads, queries, d]`, `key [.., kvHeads, keys, d]` and `value [.., kvHeads, keys, d_v]`: the result is
 * `[.., heads, queries, d_v]`. The axes before, such as a batch, are the same in all three; one head needs no axis.
 *
 * `heads` is a multiple of `kvHeads`, often the same: head `h` reads key and value head `floor(h / (heads / kvHeads))`
 * (grouped query attention: Ainslie et al., 2023). One key head serves all query heads (Shazeer, 2019).
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
  DQ extends DType,
  DK extends DType,
  DV extends DType,
  M extends Shape = [],
  DM extends DType = "bool",
>(
  query: Arg<
    DTypeRule<"attention", "query", DQ, "f32", MinRankRule<"attention", "query", Q, 2>>,
    Tensor<Q, DQ>,
    "attention: query"
  >,
  key: Arg<DTypeRule<"attention", "key", DK, "f32", ScoresRule<Q, K>>, Tensor<K, DK>, "attention: key">,
  value: Arg<DTypeRule<"attention", "value", DV, "f32", AttentionRule<Q, K, V>>, Tensor<V, DV>, "attention: value">,
  options?: OptionsArgument<"attention", ScoresRule<Q, K>, M, DM>,
): Tensor<Result<AttentionRule<Q, K, V>>>;
export function attention(
  queryTensor: Tensor<Shape, DType>,
  keyTensor: Tensor<Shape, DType>,
  valueTensor: Tensor<Shape, DType>,
  options: AttentionOptions = {},
): Tensor {
  const [query, key, value] = [nodeOf(queryTensor), nodeOf(keyTensor), nodeOf(valueTensor)];
  const mask = options.mask && nodeOf(options.mask);
  const dims = mergeDims("attention", { query, key, value, mask });
  // Argument by argument, as the compiler reports them.
  dtypeRule("attention", "query", query.dtype, "f32");
  minRankRule("attention", "query", query.shape, 2);
  dtypeRule("attention", "key", key.dtype, "f32");
  const scores = scoresRule(query.shape, key.shape, dims);
  dtypeRule("attention", "value", value.dtype, "f32");
  const shape = attentionRule(query.shape, key.shape, value.shape, dims);
  if (mask !== undefined) {
    maskDTypeRule("attention", mask.dtype);
    maskRule("attention", scores, mask.shape, dims);
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

import type { DType } from "../graph/dtype.js";
import { attend } from "../attention/attend.js";
import { checkOptions, optionNodes } from "../attention/check-options.js";
import type { AttentionOptions, OptionsArgument } from "../attention/options.js";
import type { AttentionOutput, Returned } from "../attention/returned.js";
import { linear } from "../ops/linear.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import { checkParts } from "./check-parts.js";
import { type AnyTensor, type ProjectionsRule, projectionsRule, type ShapeOf } from "./projection.js";

/** The tensors of {@link selfAttention}: weights `[out, in]`, biases `[out]`, which may be left out. */
export interface SelfAttentionWeights<WQ, WK, WV, BQ, BK, BV> {
  readonly wq: WQ;
  readonly bq?: BQ | undefined;
  readonly wk: WK;
  readonly bk?: BK | undefined;
  readonly wv: WV;
  readonly bv?: BV | undefined;
}

type Inputs = { q: "input"; k: "input"; v: "input" };

/** The shape of the result, given the weight of the value; of unknown rank if that doesn't say. */
type Attended<X extends Shape, WV extends Shape> = { x: X; wv: WV } extends {
  x: [...infer Leading, unknown];
  wv: [infer Width, unknown];
}
  ? Fits<[...Leading, Width]>
  : Fits<Shape>;

/** The shape of the scores. */
type Scores<X extends Shape> = { x: X } extends { x: [...infer Leading, infer Length, unknown] }
  ? [...Leading, Length, Length]
  : Shape;

/**
 * Attention with one head in which query, key and value are projections of the same `x [.., length, in]`: the result
 * is `[.., length, d_v]`.
 *
 * ```ts
 * selfAttention(x, { wq, wk, wv }, { causal: true });   // wq, wk [d, in], wv [d_v, in]
 * ```
 * @throws ShapeError if a weight or the mask doesn't fit
 */
export function selfAttention<
  X extends Shape,
  D extends DType,
  WQ extends AnyTensor = Tensor<Shape>,
  WK extends AnyTensor = Tensor<Shape>,
  WV extends AnyTensor = Tensor<Shape>,
  BQ extends AnyTensor = Tensor<Shape>,
  BK extends AnyTensor = Tensor<Shape>,
  BV extends AnyTensor = Tensor<Shape>,
  M extends Shape = [],
  DM extends DType = "bool",
  B extends Shape = [],
  DB extends DType = "f32",
  L extends Shape = [],
  DL extends DType = "i32",
  S extends Shape = [],
  DS extends DType = "f32",
  C extends Shape = [],
  DC extends DType = "i32",
  W extends Shape = [],
  DW extends DType = "i32",
  const R extends readonly Returned[] = [],
>(
  x: Arg<
    DTypeRule<"selfAttention", "input", D, "f32", MinRankRule<"selfAttention", "input", X, 2>>,
    Tensor<X, D>,
    "selfAttention: input"
  >,
  weights: Arg<
    ProjectionsRule<"selfAttention", Inputs, X, X, X, { wq: WQ; wk: WK; wv: WV; bq: BQ; bk: BK; bv: BV }, Fits<[]>>,
    SelfAttentionWeights<WQ, WK, WV, BQ, BK, BV>,
    "selfAttention: weights"
  >,
  options?: OptionsArgument<
    "selfAttention",
    Fits<Scores<X>>,
    M,
    DM,
    {
      bias: B;
      biasDType: DB;
      lengths: L;
      lengthsDType: DL;
      sinks: S;
      sinksDType: DS;
      causal: C;
      causalDType: DC;
      window: W;
      windowDType: DW;
    },
    R
  >,
): AttentionOutput<
  Result<
    ProjectionsRule<
      "selfAttention",
      Inputs,
      X,
      X,
      X,
      { wq: WQ; wk: WK; wv: WV; bq: BQ; bk: BK; bv: BV },
      Attended<X, ShapeOf<WV>>
    >
  >,
  Fits<Scores<X>>,
  R
>;
export function selfAttention(
  x: Tensor,
  weights: SelfAttentionWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>,
  options: AttentionOptions = {},
): Tensor | Readonly<Record<string, Tensor>> {
  checkParts("selfAttention", weights, ["wq", "wk", "wv"]);
  check(x, weights, options);
  const { wq, bq, wk, bk, wv, bv } = weights;
  const results = attend(linear(x, wq, bq), linear(x, wk, bk), linear(x, wv, bv), options);
  return options.returns === undefined || options.returns.length === 0 ? results.output : results;
}

/** What the parts would refuse too, but in words that name this layer's arguments. */
function check(
  x: Tensor,
  { wq, bq, wk, bk, wv, bv }: SelfAttentionWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>,
  options: AttentionOptions,
): void {
  const op = "selfAttention";
  const [input, given] = [nodeOf(x), optionNodes(options)];
  const weights = { wq: nodeOf(wq), wk: nodeOf(wk), wv: nodeOf(wv) };
  const biases = { bq: bq && nodeOf(bq), bk: bk && nodeOf(bk), bv: bv && nodeOf(bv) };
  dtypeRule(op, "input", input.dtype, "f32");
  minRankRule(op, "input", input.shape, 2);
  const dims = mergeDims(op, { input, ...weights, ...biases, ...given });
  const projected = { name: "input", shape: input.shape };
  projectionsRule(op, { q: projected, k: projected, v: projected }, { ...weights, ...biases }, dims);
  checkOptions(op, [...input.shape.slice(0, -1), ...input.shape.slice(-2, -1)], given, dims);
}

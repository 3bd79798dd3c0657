import { add } from "../ops/binary.js";
import { layerNorm } from "../ops/normalize.js";
import { mergeDims } from "../shape/bindings.js";
import { ShapeError } from "../shape/message.js";
import { residualRule } from "../shape/rules/feed-forward.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import type { BlockOptions } from "./block-rule.js";
import {
  attendHeads,
  checkLayerOptions,
  type HeadsOptions,
  type HeadsResult,
  type HeadsWeights,
} from "./attend-heads.js";
import type { LayerCache } from "./layer-cache.js";
import { rmsNorm } from "./rms-norm.js";

/** The weights of a normalisation. */
export interface Norm {
  readonly weight: Tensor;
  readonly bias?: Tensor | undefined;
}

/** The options of a block, and of its attention, whose tensors have any shape. */
export type AnyBlockOptions = BlockOptions & Omit<HeadsOptions, "returns">;

/** The options of a block's attention, without those of its own. */
export function attentionOptions({
  order: _order,
  normalise: _normalise,
  epsilon: _epsilon,
  activation: _activation,
  ...options
}: AnyBlockOptions): HeadsOptions {
  return options;
}

/**
 * Checks what is a block's own in its options. The rest is for its attention to check.
 *
 * @throws ShapeError `op/option` if more is asked for than the output
 * @throws TypeError if there is no such order or normalisation
 */
export function checkBlockOptions(op: string, options: unknown): asserts options is AnyBlockOptions {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${op}: options must be an object with the number of heads: got ${String(options)}`);
  }
  const fields = new Map<string, unknown>(Object.entries(options));
  oneOf(op, "order", fields.get("order"), ["pre", "post"]);
  oneOf(op, "normalise", fields.get("normalise"), ["layerNorm", "rmsNorm"]);
  if (fields.has("returns")) {
    throw new ShapeError(`${op}/option`, `${op}: a block returns its output alone: leave returns out`);
  }
}

function oneOf(op: string, name: string, value: unknown, known: readonly string[]): void {
  if (value === undefined || known.some((each) => each === value)) return;
  throw new TypeError(`${op}: there is no ${name} ${String(value)}: use ${known.join(" or ")}`);
}

/** A part of a block: what it computes, and the weight that gives its result. */
export interface Part {
  readonly compute: (x: Tensor) => Tensor;
  readonly name: string;
  readonly weight: Tensor;
}

/** A part that attends. With a cache the result has what is to be kept. */
export interface AttentionPart {
  readonly norm: Norm;
  readonly weights: HeadsWeights;
  readonly options: HeadsOptions;
}

/**
 * Attention with a residual connection and a normalisation, and the next cache.
 *
 * @throws ShapeError as multiHeadAttention does, and `op/residual`
 */
export function attendWithResidual(
  op: string,
  x: Tensor,
  { norm, weights, options }: AttentionPart,
  block: BlockOptions,
): { readonly out: Tensor; readonly cache: HeadsResult["cache"] } {
  let cache: HeadsResult["cache"];
  const compute = (normal: Tensor): Tensor => {
    checkLayerOptions(options);
    const attended = attendHeads(normal, weights, options);
    cache = attended.cache;
    return attended.output;
  };
  const out = withResidual(op, x, norm, { compute, name: "wo", weight: weights.wo }, block);
  return { out, cache };
}

/** What a block gives: its output, with the next cache where there is one. */
export type BlockResult = Tensor | { readonly out: Tensor; readonly cache: LayerCache<Tensor, Tensor> };

/** The output of a block, with the next cache where there is one. */
export function blockResult(out: Tensor, cache: HeadsResult["cache"]): BlockResult {
  return cache === undefined ? out : { out, cache };
}

/**
 * `x + part(norm(x))`, or `norm(x + part(x))` where the order is post.
 *
 * @throws ShapeError `op/residual` if the part gives another width than `x` has, `op/bias` if a norm has one it doesn't take
 */
export function withResidual(op: string, x: Tensor, norm: Norm, part: Part, options: BlockOptions): Tensor {
  const isPost = options.order === "post";
  const result = part.compute(isPost ? x : normalised(op, x, norm, options));
  const [input, weight] = [nodeOf(x), nodeOf(part.weight)];
  residualRule(op, input.shape, part.name, weight.shape, mergeDims(op, { input, weight }));
  const sum = add(x, result);
  return isPost ? normalised(op, sum, norm, options) : sum;
}

function normalised(
  op: string,
  x: Tensor,
  { weight, bias }: Norm,
  { normalise, epsilon = 1e-5 }: BlockOptions,
): Tensor {
  if (normalise !== "rmsNorm") return layerNorm(x, weight, bias, { epsilon });
  if (bias !== undefined) throw new ShapeError(`${op}/bias`, `${op}: rmsNorm takes no bias`);
  return rmsNorm(x, weight, { epsilon });
}

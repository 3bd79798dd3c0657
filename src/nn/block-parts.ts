import { add } from "../ops/binary.js";
import { layerNorm } from "../ops/normalize.js";
import { mergeDims } from "../shape/bindings.js";
import { residualRule } from "../shape/rules/feed-forward.js";
import type { Shape } from "../shape/dim.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import type { BlockOptions } from "./block-rule.js";
import type { MultiHeadAttentionOptions } from "./multi-head-attention.js";
import { rmsNorm } from "./rms-norm.js";

/** The weights of a normalisation. */
export interface Norm {
  readonly weight: Tensor;
  readonly bias?: Tensor | undefined;
}

/** The options of a block, and of its attention, whose tensors have any shape. */
export type AnyBlockOptions = BlockOptions &
  Omit<MultiHeadAttentionOptions<number, Tensor, Tensor, Tensor, Tensor, Tensor<Shape, "i32">, Tensor>, "returns">;

/**
 * Checks what is a block's own in its options. The rest is for its attention to check.
 *
 * @throws TypeError if there is no such order or normalisation, or more is asked for than the output
 */
export function checkBlockOptions(op: string, options: unknown): asserts options is AnyBlockOptions {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${op}: options must be an object with the number of heads: got ${String(options)}`);
  }
  const fields = new Map<string, unknown>(Object.entries(options));
  oneOf(op, "order", fields.get("order"), ["pre", "post"]);
  oneOf(op, "normalise", fields.get("normalise"), ["layerNorm", "rmsNorm"]);
  if (fields.has("returns")) throw new TypeError(`${op}: a block returns its output alone: leave returns out`);
}

/**
 * Checks that the weights of a block have all parts; what these hold is checked with the shapes.
 *
 * @throws TypeError if one is missing
 */
export function checkParts(op: string, weights: unknown, names: readonly string[]): void {
  const given = new Map<string, unknown>(
    typeof weights === "object" && weights !== null ? Object.entries(weights) : [],
  );
  const missing = names.find((name) => typeof given.get(name) !== "object");
  if (missing === undefined) return;
  throw new TypeError(`${op}: the weights have no ${missing}: give ${names.join(", ")}`);
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

/**
 * `x + part(norm(x))`, or `norm(x + part(x))` where the order is post.
 *
 * @throws ShapeError `op/residual` if the part gives another width than `x` has
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
  if (bias !== undefined) throw new TypeError(`${op}: rmsNorm takes no bias`);
  return rmsNorm(x, weight, { epsilon });
}

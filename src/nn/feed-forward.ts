import type { DType } from "../graph/dtype.js";
import { linear } from "../ops/linear.js";
import { mul } from "../ops/binary.js";
import { gelu, relu, silu } from "../ops/unary.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type DownRule, type GateRule, hiddenRule } from "../shape/rules/feed-forward.js";
import {
  type ProjectionBiasRule,
  projectionBiasRule,
  type ProjectionRule,
  projectionRule,
} from "../shape/rules/projection.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import { checkParts } from "./check-parts.js";
import type { AnyTensor, DTypeOf, ShapeOf } from "./projection.js";

/** The tensors of {@link feedForward}: weights `[out, in]`, biases `[out]`, which may be left out, as may the gate. */
export interface FeedForwardWeights<U, D, G, BU, BD, BG> {
  readonly up: U;
  readonly upBias?: BU | undefined;
  readonly gate?: G | undefined;
  readonly gateBias?: BG | undefined;
  readonly down: D;
  readonly downBias?: BD | undefined;
}

/** The functions that a feed-forward layer can have between its projections. */
export type Activation = "relu" | "gelu" | "geluTanh" | "silu";

/** What {@link feedForward} takes beside the input and the weights. */
export interface FeedForwardOptions {
  /** By default relu, or silu where there is a gate. */
  readonly activation?: Activation | undefined;
}

/** `Next` if the weights of a feed-forward layer fit what they take and each other, or the message. */
export type FeedForwardRule<
  X extends Shape,
  U extends AnyTensor,
  D extends AnyTensor,
  G extends AnyTensor,
  BU extends AnyTensor,
  BD extends AnyTensor,
  BG extends AnyTensor,
  Next,
> = WithBias<X, "up", U, "upBias", BU, WithBias<X, "gate", G, "gateBias", BG, WithDown<U, D, G, BD, Next>>>;

type WithBias<
  X extends Shape,
  Weight extends string,
  W extends AnyTensor,
  Bias extends string,
  B extends AnyTensor,
  Next,
> = ProjectionRule<
  "feedForward",
  "input",
  X,
  Weight,
  ShapeOf<W>,
  DTypeOf<W>,
  ProjectionBiasRule<"feedForward", Weight, ShapeOf<W>, Bias, ShapeOf<B>, DTypeOf<B>, Next>
>;

type WithDown<
  U extends AnyTensor,
  D extends AnyTensor,
  G extends AnyTensor,
  BD extends AnyTensor,
  Next,
> = ProjectionRule<
  "feedForward",
  "down",
  [number],
  "down",
  ShapeOf<D>,
  DTypeOf<D>,
  GateRule<
    "feedForward",
    ShapeOf<U>,
    ShapeOf<G>,
    DownRule<
      "feedForward",
      ShapeOf<U>,
      ShapeOf<D>,
      ProjectionBiasRule<"feedForward", "down", ShapeOf<D>, "downBias", ShapeOf<BD>, DTypeOf<BD>, Next>
    >
  >
>;

type Output<X extends Shape, D extends Shape> = { x: X; down: D } extends {
  x: [...infer Leading, unknown];
  down: [infer Out, unknown];
}
  ? Fits<[...Leading, Out]>
  : Fits<Shape>;

/**
 * The position-wise layer of a transformer, `down(activation(up(x)))` (Vaswani et al., 2017, section 3.3), or with a gate
 * `down(activation(gate(x)) * up(x))` (Shazeer, 2020): of `x [.., in]` it is `[.., out]`.
 *
 * ```ts
 * feedForward(x, { up, upBias, down, downBias }, { activation: "gelu" });
 * feedForward(x, { gate, up, down });   // SwiGLU
 * ```
 * @throws ShapeError `feedForward/weight`, `feedForward/bias`, `feedForward/rank`, `feedForward/dtype`
 * @throws TypeError if there is no such activation
 */
export function feedForward<
  X extends Shape,
  DX extends DType,
  U extends AnyTensor = Tensor<Shape>,
  D extends AnyTensor = Tensor<Shape>,
  G extends AnyTensor = Tensor<Shape>,
  BU extends AnyTensor = Tensor<Shape>,
  BD extends AnyTensor = Tensor<Shape>,
  BG extends AnyTensor = Tensor<Shape>,
>(
  x: Arg<
    DTypeRule<"feedForward", "input", DX, "f32", MinRankRule<"feedForward", "input", X, 1>>,
    Tensor<X, DX>,
    "feedForward: input"
  >,
  weights: Arg<
    FeedForwardRule<X, U, D, G, BU, BD, BG, Fits<[]>>,
    FeedForwardWeights<U, D, G, BU, BD, BG>,
    "feedForward: weights"
  >,
  options?: FeedForwardOptions,
): Tensor<Result<Output<X, ShapeOf<D>>>>;
export function feedForward(x: Tensor, weights: Weights, { activation }: FeedForwardOptions = {}): Tensor {
  checkParts("feedForward", weights, ["up", "down"]);
  check(x, weights);
  const { up, upBias, gate, gateBias, down, downBias } = weights;
  const hidden = linear(x, up, upBias);
  const activate = activationOf(activation ?? (gate ? "silu" : "relu"));
  return linear(gate ? mul(activate(linear(x, gate, gateBias)), hidden) : activate(hidden), down, downBias);
}

type Weights = FeedForwardWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;

function activationOf(name: Activation): (x: Tensor) => Tensor {
  switch (name) {
    case "relu":
      return (x) => relu(x);
    case "silu":
      return (x) => silu(x);
    case "gelu":
      return (x) => gelu(x);
    case "geluTanh":
      return (x) => gelu(x, { approximate: "tanh" });
    default:
      throw new TypeError(`feedForward: there is no activation ${String(name)}: use relu, gelu, geluTanh or silu`);
  }
}

/** What the parts would refuse too, but in words that name this layer's arguments. */
function check(x: Tensor, weights: Weights): void {
  const op = "feedForward";
  const [input, up, down] = [nodeOf(x), nodeOf(weights.up), nodeOf(weights.down)];
  const [gate, upBias] = [weights.gate && nodeOf(weights.gate), weights.upBias && nodeOf(weights.upBias)];
  const [gateBias, downBias] = [
    weights.gateBias && nodeOf(weights.gateBias),
    weights.downBias && nodeOf(weights.downBias),
  ];
  dtypeRule(op, "input", input.dtype, "f32");
  minRankRule(op, "input", input.shape, 1);
  const dims = mergeDims(op, { input, up, upBias, gate, gateBias, down, downBias });
  for (const [name, weight, bias] of [["up", up, upBias] as const, ["gate", gate, gateBias] as const]) {
    if (weight === undefined) continue;
    projectionRule(op, "input", input.shape, name, weight, dims);
    if (bias !== undefined) projectionBiasRule(op, name, weight.shape, `${name}Bias`, bias, dims);
  }
  projectionRule(op, "down", down.shape.slice(-1), "down", down, dims);
  hiddenRule(op, up.shape, gate?.shape, down.shape, dims);
  if (downBias !== undefined) projectionBiasRule(op, "down", down.shape, "downBias", downBias, dims);
}

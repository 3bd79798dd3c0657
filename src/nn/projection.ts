import type { DType } from "../graph/dtype.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import { type HeadCounts, type HeadWidthRule, headWidthRule } from "../shape/rules/grouped-heads.js";
import {
  type Projecting,
  type ProjectionBiasRule,
  projectionBiasRule,
  type ProjectionRule,
  projectionRule,
  type SameWidthRule,
  sameWidthRule,
} from "../shape/rules/projection.js";
import type { Tensor } from "../tensor/tensor.js";

/** A weight or bias of any shape and dtype. */
export type AnyTensor = Tensor<Shape, DType>;

/** The shape of a tensor. */
export type ShapeOf<T> = T extends Tensor<infer S, DType> ? S : Shape;
/** The dtype of a tensor. */
export type DTypeOf<T extends AnyTensor> = T["dtype"];

/**
 * `Next` if the weights and biases of query, key and value fit what they project and each other, or the message. `Q`,
 * `K` and `V` are what messages call the inputs. Query and key are of the same width, or where there are other heads of
 * queries than of keys, each of their heads is.
 */
export type ProjectionsRule<
  Op extends string,
  Inputs extends { q: string; k: string; v: string },
  XQ extends Shape,
  XK extends Shape,
  XV extends Shape,
  W extends ProjectionWeights,
  Next,
  Heads extends HeadCounts = EqualHeads,
> = WithBias<
  Op,
  Inputs["q"],
  XQ,
  "wq",
  W["wq"],
  "bq",
  W["bq"],
  WithBias<
    Op,
    Inputs["k"],
    XK,
    "wk",
    W["wk"],
    "bk",
    W["bk"],
    WidthRule<
      Op,
      ShapeOf<W["wq"]>,
      ShapeOf<W["wk"]>,
      Heads,
      WithBias<Op, Inputs["v"], XV, "wv", W["wv"], "bv", W["bv"], Next>
    >
  >
>;

/** As many heads of queries as of keys. */
export type EqualHeads = { readonly q: 1; readonly k: 1 };

type WidthRule<Op extends string, WQ extends Shape, WK extends Shape, Heads extends HeadCounts, Next> = {
  heads: Heads;
} extends { heads: EqualHeads }
  ? SameWidthRule<Op, WQ, WK, Next>
  : HeadWidthRule<Op, WQ, WK, Heads, Next>;

/** Weights and biases by name. A bias that isn't given has an unknown shape here. */
export interface ProjectionWeights {
  readonly wq: AnyTensor;
  readonly wk: AnyTensor;
  readonly wv: AnyTensor;
  readonly bq: AnyTensor;
  readonly bk: AnyTensor;
  readonly bv: AnyTensor;
}

type WithBias<
  Op extends string,
  Input extends string,
  X extends Shape,
  Weight extends string,
  W extends AnyTensor,
  Bias extends string,
  B extends AnyTensor,
  Next,
> = ProjectionRule<
  Op,
  Input,
  X,
  Weight,
  ShapeOf<W>,
  DTypeOf<W>,
  ProjectionBiasRule<Op, Weight, ShapeOf<W>, Bias, ShapeOf<B>, DTypeOf<B>, Next>
>;

/**
 * Checks that the weights and biases of query, key and value fit what they project and each other.
 *
 * @param inputs the shapes of what is projected and what messages call it
 * @param heads where there are other heads of queries than of keys: how many
 * @throws ShapeError `op/dtype`, `op/rank`, `op/weight`, `op/bias`, `op/width`
 */
export function projectionsRule(
  op: string,
  inputs: Readonly<Record<"q" | "k" | "v", { readonly name: string; readonly shape: Readonly<Shape> }>>,
  weights: Readonly<Record<"wq" | "wk" | "wv", Projecting> & Record<"bq" | "bk" | "bv", Projecting | undefined>>,
  dims: DimBindings,
  heads?: HeadCounts,
): void {
  for (const role of ["q", "k", "v"] as const) {
    const { name, shape } = inputs[role];
    const [weight, bias] = [weights[`w${role}`], weights[`b${role}`]];
    projectionRule(op, name, shape, `w${role}`, weight, dims);
    if (bias !== undefined) projectionBiasRule(op, `w${role}`, weight.shape, `b${role}`, bias, dims);
    if (role !== "k") continue;
    if (heads === undefined) sameWidthRule(op, weights.wq.shape, weights.wk.shape, dims);
    else headWidthRule(op, weights.wq.shape, weights.wk.shape, heads, dims);
  }
}

import type { DType } from "../graph/dtype.js";
import type { UnaryFunction } from "../graph/node.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg } from "../shape/message.js";
import { dtypeRule } from "../shape/rules/index.js";
import type { DTypeRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/*
 * Functions of each element of an f32 tensor. They keep the shape.
 */

/** `e ** x`. Throws ShapeError `exp/dtype` unless `x` is f32. */
export function exp<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"exp", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "exp: input">,
): Tensor<S>;
export function exp(x: Tensor<Shape, DType>): Tensor {
  return unary("exp", "exp", x);
}

/** The hyperbolic tangent. Throws ShapeError `tanh/dtype` unless `x` is f32. */
export function tanh<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"tanh", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "tanh: input">,
): Tensor<S>;
export function tanh(x: Tensor<Shape, DType>): Tensor {
  return unary("tanh", "tanh", x);
}

/** `max(x, 0)`. Throws ShapeError `relu/dtype` unless `x` is f32. */
export function relu<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"relu", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "relu: input">,
): Tensor<S>;
export function relu(x: Tensor<Shape, DType>): Tensor {
  return unary("relu", "relu", x);
}

/** `x / (1 + exp(-x))`, also called swish. Throws ShapeError `silu/dtype` unless `x` is f32. */
export function silu<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"silu", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "silu: input">,
): Tensor<S>;
export function silu(x: Tensor<Shape, DType>): Tensor {
  return unary("silu", "silu", x);
}

/** The logistic function, `1 / (1 + exp(-x))`. Throws ShapeError `sigmoid/dtype` unless `x` is f32. */
export function sigmoid<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"sigmoid", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "sigmoid: input">,
): Tensor<S>;
export function sigmoid(x: Tensor<Shape, DType>): Tensor {
  return unary("sigmoid", "sigmoid", x);
}

/** The square root; NaN below 0. Throws ShapeError `sqrt/dtype` unless `x` is f32. */
export function sqrt<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"sqrt", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "sqrt: input">,
): Tensor<S>;
export function sqrt(x: Tensor<Shape, DType>): Tensor {
  return unary("sqrt", "sqrt", x);
}

/** `-x`. Throws ShapeError `neg/dtype` unless `x` is f32. */
export function neg<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"neg", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "neg: input">,
): Tensor<S>;
export function neg(x: Tensor<Shape, DType>): Tensor {
  return unary("neg", "neg", x);
}

/** How {@link gelu} is computed. */
export interface GeluOptions {
  /** `"none"`, the default: exact, by erf. `"tanh"`: the approximation that GPT-2 and others were trained with. */
  readonly approximate?: "none" | "tanh" | undefined;
}

/**
 * The Gaussian error linear unit: `x * (1 + erf(x / sqrt(2))) / 2`, or with `{ approximate: "tanh" }`
 * `x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x ** 3))) / 2`. Throws ShapeError `gelu/dtype` unless `x` is f32.
 *
 * Source: Hendrycks and Gimpel, "Gaussian Error Linear Units", https://arxiv.org/abs/1606.08415
 */
export function gelu<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"gelu", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "gelu: input">,
  options?: GeluOptions,
): Tensor<S>;
export function gelu(x: Tensor<Shape, DType>, { approximate = "none" }: GeluOptions = {}): Tensor {
  return unary("gelu", approximate === "tanh" ? "geluTanh" : "gelu", x);
}

/** `x * factor` for a plain number. Throws ShapeError `scale/dtype` unless `x` is f32. */
export function scale<S extends Shape, D extends DType>(
  x: Arg<DTypeRule<"scale", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "scale: input">,
  factor: number,
): Tensor<S>;
export function scale(x: Tensor<Shape, DType>, factor: number): Tensor {
  const input = nodeOf(x);
  dtypeRule("scale", "input", input.dtype, "f32");
  return fromNode({ op: "scale", factor, input, shape: input.shape, dtype: "f32", dims: input.dims });
}

function unary(op: string, fn: UnaryFunction, x: Tensor<Shape, DType>): Tensor {
  const input = nodeOf(x);
  dtypeRule(op, "input", input.dtype, "f32");
  return fromNode({ op: "unary", fn, input, shape: input.shape, dtype: "f32", dims: input.dims });
}

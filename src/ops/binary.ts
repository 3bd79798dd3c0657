import type { DType } from "../graph/dtype.js";
import type { BinaryFunction, Node } from "../graph/node.js";
import { mergeDims } from "../shape/bindings.js";
import { noBindings } from "../shape/dim.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { dtypeRule, elementwiseRule, sameDTypeRule } from "../shape/rules/index.js";
import type { DTypeRule, ElementwiseRule, SameDTypeRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/*
 * Arithmetic on f32 tensors that broadcast as numpy does. The right side may be a plain number: then B takes its
 * default, the shape of a scalar.
 */

/** `left + right`, broadcast. Throws ShapeError `add/broadcast` or `add/dtype`. */
export function add<A extends Shape, D extends DType, B extends Shape = [], E extends DType = "f32">(
  left: Arg<DTypeRule<"add", "left", D, "f32", Fits<[]>>, Tensor<A, D>, "add: left">,
  right: Arg<SameDTypeRule<"add", D, E, ElementwiseRule<"add", A, B>>, Tensor<B, E> | number, "add: right">,
): Tensor<Result<ElementwiseRule<"add", A, B>>>;
export function add(left: Tensor<Shape, DType>, right: Tensor<Shape, DType> | number): Tensor {
  return binary("add", left, right);
}

/** `left - right`, broadcast. Throws ShapeError `sub/broadcast` or `sub/dtype`. */
export function sub<A extends Shape, D extends DType, B extends Shape = [], E extends DType = "f32">(
  left: Arg<DTypeRule<"sub", "left", D, "f32", Fits<[]>>, Tensor<A, D>, "sub: left">,
  right: Arg<SameDTypeRule<"sub", D, E, ElementwiseRule<"sub", A, B>>, Tensor<B, E> | number, "sub: right">,
): Tensor<Result<ElementwiseRule<"sub", A, B>>>;
export function sub(left: Tensor<Shape, DType>, right: Tensor<Shape, DType> | number): Tensor {
  return binary("sub", left, right);
}

/** `left * right` element by element, broadcast. Throws ShapeError `mul/broadcast` or `mul/dtype`. */
export function mul<A extends Shape, D extends DType, B extends Shape = [], E extends DType = "f32">(
  left: Arg<DTypeRule<"mul", "left", D, "f32", Fits<[]>>, Tensor<A, D>, "mul: left">,
  right: Arg<SameDTypeRule<"mul", D, E, ElementwiseRule<"mul", A, B>>, Tensor<B, E> | number, "mul: right">,
): Tensor<Result<ElementwiseRule<"mul", A, B>>>;
export function mul(left: Tensor<Shape, DType>, right: Tensor<Shape, DType> | number): Tensor {
  return binary("mul", left, right);
}

/** `left / right` element by element, broadcast. Throws ShapeError `div/broadcast` or `div/dtype`. */
export function div<A extends Shape, D extends DType, B extends Shape = [], E extends DType = "f32">(
  left: Arg<DTypeRule<"div", "left", D, "f32", Fits<[]>>, Tensor<A, D>, "div: left">,
  right: Arg<SameDTypeRule<"div", D, E, ElementwiseRule<"div", A, B>>, Tensor<B, E> | number, "div: right">,
): Tensor<Result<ElementwiseRule<"div", A, B>>>;
export function div(left: Tensor<Shape, DType>, right: Tensor<Shape, DType> | number): Tensor {
  return binary("div", left, right);
}

function binary(fn: BinaryFunction, left: Tensor<Shape, DType>, right: Tensor<Shape, DType> | number): Tensor {
  const a = nodeOf(left);
  const b = typeof right === "number" ? scalar(right) : nodeOf(right);
  dtypeRule(fn, "left", a.dtype, "f32");
  sameDTypeRule(fn, a.dtype, b.dtype);
  const dims = mergeDims(fn, { left: a, right: b });
  const shape = elementwiseRule(fn, a.shape, b.shape, dims);
  return fromNode({ op: "binary", fn, left: a, right: b, shape, dtype: "f32", dims });
}

function scalar(value: number): Node {
  return { op: "fill", value, shape: [], dtype: "f32", dims: noBindings };
}

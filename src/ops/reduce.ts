import type { DType } from "../graph/dtype.js";
import type { Reduction } from "../graph/node.js";
import { type AxisRule, axisRule } from "../shape/axis.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type ReduceRule, reduceRule } from "../shape/rules/reduce.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** How {@link sum}, {@link mean} and {@link max} treat the axis that they reduce. */
export interface ReduceOptions<Keep extends boolean = boolean> {
  /** Whether the axis stays, with size 1, so that the result broadcasts with the input. By default it goes. */
  readonly keepDim?: Keep;
}

/**
 * The sum along `axis`; -1 is the last.
 * @throws ShapeError if there is no such axis, or `x` isn't f32
 */
export function sum<S extends Shape, D extends DType, const X extends number, const Keep extends boolean = false>(
  x: Arg<DTypeRule<"sum", "input", D, "f32", []>, Tensor<S, D>>,
  axis: Arg<AxisRule<"sum", S, X>, X>,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"sum", S, X, Keep>>>;
export function sum(x: Tensor<Shape, DType>, axis: number, options: ReduceOptions = {}): Tensor {
  return reduce("sum", x, axis, options);
}

/**
 * The mean along `axis`; -1 is the last.
 * @throws ShapeError if there is no such axis, or `x` isn't f32
 */
export function mean<S extends Shape, D extends DType, const X extends number, const Keep extends boolean = false>(
  x: Arg<DTypeRule<"mean", "input", D, "f32", []>, Tensor<S, D>>,
  axis: Arg<AxisRule<"mean", S, X>, X>,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"mean", S, X, Keep>>>;
export function mean(x: Tensor<Shape, DType>, axis: number, options: ReduceOptions = {}): Tensor {
  return reduce("mean", x, axis, options);
}

/**
 * The greatest element along `axis`, or NaN if one is NaN; -1 is the last.
 * @throws ShapeError if there is no such axis, or `x` isn't f32
 */
export function max<S extends Shape, D extends DType, const X extends number, const Keep extends boolean = false>(
  x: Arg<DTypeRule<"max", "input", D, "f32", []>, Tensor<S, D>>,
  axis: Arg<AxisRule<"max", S, X>, X>,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"max", S, X, Keep>>>;
export function max(x: Tensor<Shape, DType>, axis: number, options: ReduceOptions = {}): Tensor {
  return reduce("max", x, axis, options);
}

function reduce(fn: Reduction, x: Tensor<Shape, DType>, axis: number, { keepDim = false }: ReduceOptions): Tensor {
  const input = nodeOf(x);
  dtypeRule(fn, "input", input.dtype, "f32");
  const shape = reduceRule(fn, input.shape, axis, keepDim);
  const index = axisRule(fn, input.shape, axis);
  return fromNode({ op: "reduce", shape, dtype: "f32", dims: input.dims, fn, axis: index, keepDim, input });
}

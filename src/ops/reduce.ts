import type { DType } from "../graph/dtype.js";
import type { BoolReduction, NumberReduction, ReduceNode, Reduction } from "../graph/node.js";
import { sizeOf } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type Axes, notEmptyRule, type ReduceRule, reduceRule } from "../shape/rules/reduce.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** How {@link sum} and the other reductions treat the axes that they reduce. */
export interface ReduceOptions<Keep extends boolean = boolean> {
  /** Whether the axes stay, with size 1, so that the result broadcasts with the input. By default they go. */
  readonly keepDim?: Keep;
}

/**
 * The sum along an axis, several axes, or all of them if none is given: `sum(x, [0, -1])`; -1 is the last.
 * @throws ShapeError `sum/axis` if there is no such axis or one is given twice, `sum/dtype` unless `x` is f32
 */
export function sum<
  S extends Shape,
  D extends DType,
  const X extends Axes = undefined,
  const Keep extends boolean = false,
>(
  x: Arg<DTypeRule<"sum", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "sum: input">,
  axis?: Arg<ReduceRule<"sum", S, X, Keep>, X, "sum: axis">,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"sum", S, X, Keep>>>;
export function sum(x: Tensor<Shape, DType>, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduceNumbers("sum", x, axes, options);
}

/**
 * The mean along an axis, several axes, or all of them if none is given; -1 is the last.
 * @throws ShapeError `mean/axis` if there is no such axis or one is given twice, `mean/dtype` unless `x` is f32,
 * `mean/empty` if there are no elements
 */
export function mean<
  S extends Shape,
  D extends DType,
  const X extends Axes = undefined,
  const Keep extends boolean = false,
>(
  x: Arg<DTypeRule<"mean", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "mean: input">,
  axis?: Arg<ReduceRule<"mean", S, X, Keep>, X, "mean: axis">,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"mean", S, X, Keep>>>;
export function mean(x: Tensor<Shape, DType>, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduceNumbers("mean", x, axes, options);
}

/**
 * The greatest element along an axis, several axes, or all of them if none is given; NaN if one is NaN; -1 is the last.
 * @throws ShapeError `max/axis` if there is no such axis or one is given twice, `max/dtype` unless `x` is f32,
 * `max/empty` if there are no elements
 */
export function max<
  S extends Shape,
  D extends DType,
  const X extends Axes = undefined,
  const Keep extends boolean = false,
>(
  x: Arg<DTypeRule<"max", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "max: input">,
  axis?: Arg<ReduceRule<"max", S, X, Keep>, X, "max: axis">,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"max", S, X, Keep>>>;
export function max(x: Tensor<Shape, DType>, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduceNumbers("max", x, axes, options);
}

/**
 * The least element along an axis, several axes, or all of them if none is given; NaN if one is NaN; -1 is the last.
 * @throws ShapeError `min/axis` if there is no such axis or one is given twice, `min/dtype` unless `x` is f32,
 * `min/empty` if there are no elements
 */
export function min<
  S extends Shape,
  D extends DType,
  const X extends Axes = undefined,
  const Keep extends boolean = false,
>(
  x: Arg<DTypeRule<"min", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "min: input">,
  axis?: Arg<ReduceRule<"min", S, X, Keep>, X, "min: axis">,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"min", S, X, Keep>>>;
export function min(x: Tensor<Shape, DType>, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduceNumbers("min", x, axes, options);
}

/**
 * The product along an axis, several axes, or all of them if none is given; -1 is the last.
 * @throws ShapeError `prod/axis` if there is no such axis or one is given twice, `prod/dtype` unless `x` is f32
 */
export function prod<
  S extends Shape,
  D extends DType,
  const X extends Axes = undefined,
  const Keep extends boolean = false,
>(
  x: Arg<DTypeRule<"prod", "input", D, "f32", Fits<[]>>, Tensor<S, D>, "prod: input">,
  axis?: Arg<ReduceRule<"prod", S, X, Keep>, X, "prod: axis">,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"prod", S, X, Keep>>>;
export function prod(x: Tensor<Shape, DType>, axes?: Axes, options: ReduceOptions = {}): Tensor {
  return reduceNumbers("prod", x, axes, options);
}

/**
 * Whether any element is true along an axis, several axes, or all of them if none is given; -1 is the last.
 * @throws ShapeError `any/axis` if there is no such axis or one is given twice, `any/dtype` unless `x` is bool
 */
export function any<
  S extends Shape,
  D extends DType,
  const X extends Axes = undefined,
  const Keep extends boolean = false,
>(
  x: Arg<DTypeRule<"any", "input", D, "bool", Fits<[]>>, Tensor<S, D>, "any: input">,
  axis?: Arg<ReduceRule<"any", S, X, Keep>, X, "any: axis">,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"any", S, X, Keep>>, "bool">;
export function any(x: Tensor<Shape, DType>, axes?: Axes, options: ReduceOptions = {}): Tensor<Shape, "bool"> {
  return reduceTruth("any", x, axes, options);
}

/**
 * Whether all elements are true along an axis, several axes, or all of them if none is given; -1 is the last.
 * @throws ShapeError `all/axis` if there is no such axis or one is given twice, `all/dtype` unless `x` is bool
 */
export function all<
  S extends Shape,
  D extends DType,
  const X extends Axes = undefined,
  const Keep extends boolean = false,
>(
  x: Arg<DTypeRule<"all", "input", D, "bool", Fits<[]>>, Tensor<S, D>, "all: input">,
  axis?: Arg<ReduceRule<"all", S, X, Keep>, X, "all: axis">,
  options?: ReduceOptions<Keep>,
): Tensor<Result<ReduceRule<"all", S, X, Keep>>, "bool">;
export function all(x: Tensor<Shape, DType>, axes?: Axes, options: ReduceOptions = {}): Tensor<Shape, "bool"> {
  return reduceTruth("all", x, axes, options);
}

type AnyTensor = Tensor<Shape, DType>;

function reduceNumbers(fn: NumberReduction, x: AnyTensor, axes: Axes, options: ReduceOptions): Tensor {
  return fromNode(reduceNode(fn, "f32", x, axes, options));
}

function reduceTruth(fn: BoolReduction, x: AnyTensor, axes: Axes, options: ReduceOptions): Tensor<Shape, "bool"> {
  return fromNode(reduceNode(fn, "bool", x, axes, options));
}

function reduceNode(
  fn: Reduction,
  dtype: DType,
  x: AnyTensor,
  wanted: Axes,
  { keepDim = false }: ReduceOptions,
): ReduceNode {
  const input = nodeOf(x);
  dtypeRule(fn, "input", input.dtype, dtype);
  const { shape, axes } = reduceRule(fn, input.shape, wanted, keepDim);
  notEmptyRule(
    fn,
    input.shape,
    axes,
    input.shape.map((dim) => sizeOf(dim, input.dims)),
  );
  return { op: "reduce", fn, axes, keepDim, input, shape, dtype, dims: input.dims };
}

import { axisRule } from "../axis.js";
import type { Axis, AxisRule, WithDim, WithoutAxis } from "../axis.js";
import type { Shape } from "../dim.js";

/** The shape of `S` reduced over axis `X`: the axis is gone, or 1 if it is kept. */
export type ReduceRule<Op extends string, S extends Shape, X extends number, Keep extends boolean> = AxisRule<
  Op,
  S,
  X,
  Reduced<S, X, Keep>
>;

type Reduced<S extends Shape, X extends number, Keep extends boolean> = number extends S["length"]
  ? Shape
  : Keep extends true
    ? WithDim<S, Axis<S, X>, 1>
    : WithoutAxis<S, Axis<S, X>>;

/**
 * The shape of `shape` reduced over `axis`: the axis is gone, or 1 if it is kept.
 *
 * @throws ShapeError `op/axis` if there is no such axis
 */
export function reduceRule(op: string, shape: Readonly<Shape>, axis: number, keepDim: boolean): Shape {
  const index = axisRule(op, shape, axis);
  return keepDim ? shape.with(index, 1) : shape.toSpliced(index, 1);
}

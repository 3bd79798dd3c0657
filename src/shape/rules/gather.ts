import type { Fits } from "../message.js";
import { axisRule } from "../axis.js";
import type { PartsAt } from "../axis.js";
import type { Dim, Shape } from "../dim.js";

/**
 * The shape of `S` with axis `X` replaced by the axes of the indices `I`. That there is such an axis is for AxisRule to
 * say.
 */
export type GatherRule<S extends Shape, I extends Shape, X extends number> =
  PartsAt<S, X> extends infer Parts
    ? Parts extends [infer Before extends unknown[], unknown, infer After extends unknown[]]
      ? Fits<[...Before, ...I, ...After]>
      : Fits<Shape>
    : never;

/**
 * The shape of `shape` with `axis` replaced by the axes of the indices, and that axis counted from the front.
 *
 * @throws ShapeError `gather/axis` if there is no such axis
 */
export function gatherRule(
  shape: Readonly<Shape>,
  indices: readonly Dim[],
  axis: number,
): { shape: Shape; axis: number } {
  const index = axisRule("gather", shape, axis);
  return { shape: shape.toSpliced(index, 1, ...indices), axis: index };
}

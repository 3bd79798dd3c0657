import { mergeBindings, sizeOf } from "../shape/bindings.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { isName } from "../shape/name.js";
import { show } from "../shape/show.js";

/**
 * The sizes that the names in `shape` have if the tensor's sizes are `sizes`, together with those `known` already.
 * Only an axis that is a bare name tells a size: `"seq"` does, `"past+1"` doesn't.
 * @param op what brings the tensor, for the message
 * @throws ShapeError if one name has two sizes
 */
export function bindNames(
  op: string,
  shape: Readonly<Shape>,
  sizes: readonly number[],
  known: DimBindings,
): DimBindings {
  let dims = known;
  for (const [axis, dim] of shape.entries()) {
    if (typeof dim === "string" && isName(dim)) dims = mergeBindings(op, dims, new Map([[dim, sizes[axis]!]]));
  }
  return dims;
}

/**
 * Checks that `shape` has `sizes` when its names have the sizes in `dims`.
 * @throws ShapeError if an axis has another size, or there is another number of axes
 */
export function checkSizes(op: string, shape: Readonly<Shape>, sizes: readonly number[], dims: DimBindings): void {
  if (shape.length !== sizes.length) {
    throw new ShapeError(
      `${op}/rank`,
      `${op}: shape ${show(shape)} has ${shape.length} axes, sizes ${show(sizes)} have ${sizes.length}`,
    );
  }
  for (const [axis, dim] of shape.entries()) {
    const expected = sizeOf(dim, dims);
    if (expected !== undefined && expected !== sizes[axis]) {
      throw new ShapeError(
        `${op}/size`,
        `${op}: sizes ${show(sizes)} don't fit ${show(shape)}: axis ${axis} has ${sizes[axis]}, needs ${expected}`,
      );
    }
  }
}

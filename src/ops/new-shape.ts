import type { Shape } from "../shape/dim.js";
import type { SizesChecked } from "../shape/size.js";
import type { CheckedShape } from "../shape/strict.js";
import type { ShapeArgument } from "../shape/variable.js";

/**
 * The type of an argument that says the shape of a new tensor, or a message: where it has a literal that is no size, or
 * in strict mode an unknown dim.
 */
export type NewShape<Op extends string, S extends Shape> = SizesChecked<
  Op,
  S,
  CheckedShape<S, ShapeArgument<S>, `${Op}: shape`>
>;

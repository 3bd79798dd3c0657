import { sizeOf } from "../shape/bindings.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { isName } from "../shape/name.js";
import { show } from "../shape/show.js";

/** A tensor with its sizes, whose shape tells the sizes of names. */
export interface Sized {
  readonly shape: Readonly<Shape>;
  readonly sizes: readonly number[];
}

/** The axis that told the size of a name. */
interface Place {
  readonly role: string;
  readonly shape: Readonly<Shape>;
  readonly axis: number;
  readonly size: number;
}

/**
 * The sizes that the names in these shapes have. Only an axis that is a bare name tells a size: `"seq"` does,
 * `"past+1"` doesn't.
 * @param op what brings the tensors, for the code of the error
 * @param tensors by the names that messages call them
 * @param subject what the message starts with: the name of a program
 * @throws ShapeError `op/size` if one name has two sizes, with both places
 */
export function bindNames(op: string, tensors: Readonly<Record<string, Sized>>, subject = op): DimBindings {
  const places = new Map<string, Place>();
  for (const [role, { shape, sizes }] of Object.entries(tensors)) {
    for (const [axis, name] of shape.entries()) {
      if (typeof name !== "string" || !isName(name)) continue;
      const place = { role, shape, axis, size: sizes[axis]! };
      const first = places.get(name);
      if (first === undefined) places.set(name, place);
      else if (first.size !== place.size) {
        throw new ShapeError(`${op}/size`, `${subject}: ${name} has two sizes: ${describe(first, place)}`);
      }
    }
  }
  return new Map([...places].map(([name, { size }]) => [name, size]));
}

function describe(a: Place, b: Place): string {
  return a.role === b.role
    ? `axis ${a.axis} of ${a.role} ${show(a.shape)} has ${a.size}, axis ${b.axis} has ${b.size}`
    : `${a.role} ${show(a.shape)} has ${a.size}, ${b.role} ${show(b.shape)} has ${b.size}`;
}

/**
 * Checks that `shape` has `sizes` when its names have the sizes in `dims`. `subject` is what the message starts with.
 * @throws ShapeError if an axis has another size, or there is another number of axes
 */
export function checkSizes(
  op: string,
  shape: Readonly<Shape>,
  sizes: readonly number[],
  dims: DimBindings,
  subject = op,
): void {
  if (shape.length !== sizes.length) {
    throw new ShapeError(
      `${op}/rank`,
      `${subject}: shape ${show(shape)} has ${shape.length} axes, sizes ${show(sizes)} have ${sizes.length}`,
    );
  }
  for (const [axis, dim] of shape.entries()) {
    const expected = sizeOf(dim, dims);
    if (expected !== undefined && expected !== sizes[axis]) {
      throw new ShapeError(
        `${op}/size`,
        `${subject}: sizes ${show(sizes)} don't fit ${show(shape)}: axis ${axis} has ${sizes[axis]}, needs ${expected}`,
      );
    }
  }
}

/**
 * The names of a shape with sizes, and those axes with a polynomial whose own size is known though not that of its
 * names: an axis `"past+1"` doesn't tell how long past is.
 */
export function axisBindings(shape: Readonly<Shape>, sizes: readonly number[], named: DimBindings): DimBindings {
  const ofAxes = shape.flatMap((dim, axis) => (typeof dim === "string" ? [[dim, sizes[axis]!] as const] : []));
  return new Map([...ofAxes, ...named]);
}

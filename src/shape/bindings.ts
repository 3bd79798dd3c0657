import { isSize, noBindings } from "./dim.js";
import type { Dim, DimBindings, Shape } from "./dim.js";
import { ShapeError } from "./message.js";
import { parsePolynomial } from "./polynomial.js";
import { show } from "./show.js";

/** Something that brings sizes of names into an operation: a tensor, or an argument with a `dim()` in it. */
export interface Operand {
  /** For messages; an argument that is no tensor has none. */
  readonly shape?: Readonly<Shape>;
  readonly dims: DimBindings;
}

/**
 * The sizes that the operands of an operation bring, together: `mergeDims("matmul", { left, right })`.
 *
 * @param operands by the names that messages call them
 * @throws ShapeError `op/size` if one name has two sizes, with both places
 */
export function mergeDims(op: string, operands: Readonly<Record<string, Operand | undefined>>): DimBindings {
  let merged = noBindings;
  for (const operand of Object.values(operands)) {
    if (operand === undefined) continue;
    const both = merge(merged, operand.dims);
    if (typeof both === "string") throw twoSizes(op, both, operands);
    merged = both;
  }
  return merged;
}

/** Names the first two operands that disagree on the size of `name`. */
function twoSizes(op: string, name: string, operands: Readonly<Record<string, Operand | undefined>>): ShapeError {
  const [first, ...rest] = Object.entries(operands).flatMap(([role, operand]) => {
    const size = operand?.dims.get(name);
    return size === undefined ? [] : [{ size, text: `${placeOf(role, operand?.shape)} has ${size}` }];
  });
  const second = rest.find(({ size }) => size !== first?.size);
  return new ShapeError(`${op}/size`, `${op}: ${name} has two sizes: ${first?.text}, ${second?.text}`);
}

function placeOf(role: string, shape: Readonly<Shape> | undefined): string {
  return shape === undefined ? role : `${role} ${show(shape)}`;
}

/**
 * All bindings together, where no places are known. Operations use {@link mergeDims}.
 *
 * @param op the operation that brings them together, for the message
 * @throws ShapeError `op/size` if one name has two sizes
 */
export function mergeBindings(op: string, ...all: readonly DimBindings[]): DimBindings {
  return mergeDims(op, Object.fromEntries(all.map((dims, position) => [`argument ${position}`, { dims }])));
}

/** Both together, or a name that has two sizes. */
function merge(left: DimBindings, right: DimBindings): DimBindings | string {
  // Most operands come from the same few dims: the common cases share one map.
  if (left === right || right.size === 0) return left;
  if (left.size === 0) return right;
  for (const [name, size] of right) {
    const other = left.get(name);
    if (other !== undefined && other !== size) return name;
  }
  const isNew = [...right.keys()].some((name) => !left.has(name));
  return isNew ? new Map([...left, ...right]) : left;
}

/**
 * The size of a dim, or undefined if it has a name whose size is not known.
 *
 * @throws ShapeError `sizes/unsafe` if it is past 2^53 - 1
 */
export function sizeOf(dim: Dim, dims: DimBindings): number | undefined {
  if (typeof dim === "number") return dim;
  const direct = dims.get(dim);
  if (direct !== undefined) return direct;
  let total = 0;
  for (const [monomial, coefficient] of parsePolynomial(dim)) {
    let product = coefficient;
    for (const name of monomial === "" ? [] : monomial.split("*")) {
      const size = dims.get(name);
      if (size === undefined) return undefined;
      product *= size;
    }
    total += product;
  }
  if (!isSize(total)) throw new ShapeError("sizes/unsafe", `sizes: ${dim} is past 2^53 - 1 here: about ${total}`);
  return total;
}

/**
 * The sizes of a shape's axes.
 *
 * @throws ShapeError if the size of one is not known: while a program is traced, or for a name without a size
 */
export function sizesOf(shape: Readonly<Shape>, dims: DimBindings): number[] {
  return shape.map((dim) => {
    const size = sizeOf(dim, dims);
    if (size === undefined) {
      throw new ShapeError(
        "sizes/unknown",
        `sizes: the size of ${dim} in ${show(shape)} is not known here (give it with dim("name", size))`,
      );
    }
    return size;
  });
}

import { noBindings } from "./dim.js";
import type { Dim, DimBindings, Shape } from "./dim.js";
import { ShapeError } from "./message.js";
import { parsePolynomial } from "./polynomial.js";
import { show } from "./show.js";

/**
 * All bindings together.
 *
 * @param op the operation that brings them together, for the message
 * @throws ShapeError if one name has two sizes
 */
export function mergeBindings(op: string, ...all: readonly DimBindings[]): DimBindings {
  let merged = noBindings;
  for (const bindings of all) merged = merge(op, merged, bindings);
  return merged;
}

function merge(op: string, left: DimBindings, right: DimBindings): DimBindings {
  // Most operands come from the same few dims: the common cases share one map.
  if (left === right || right.size === 0) return left;
  if (left.size === 0) return right;
  for (const [name, size] of right) {
    const other = left.get(name);
    if (other !== undefined && other !== size) {
      throw new ShapeError(`${op}/size`, `${op}: ${name} has two sizes: left ${other}, right ${size}`);
    }
  }
  const isNew = [...right.keys()].some((name) => !left.has(name));
  return isNew ? new Map([...left, ...right]) : left;
}

/** The size of a dim, or undefined if it has a name whose size is not known. */
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

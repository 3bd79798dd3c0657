import type { Dim, Shape } from "../../src/shape/dim.js";
import { parsePolynomial } from "../../src/shape/polynomial.js";
import { GenerateError } from "../errors.js";
import { add, constant, times, variable } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";

/**
 * The extent of an axis as the loop IR has it. Throws GenerateError for a dim that multiplies names, such as
 * `batch*seq`: its accesses could not be proven in bounds.
 */
export function extentOf(dim: Dim): Affine {
  if (typeof dim === "number") return constant(dim);
  const terms = [...parsePolynomial(dim)].map(([monomial, coefficient]) => {
    if (monomial.includes("*")) {
      throw new GenerateError(`the dim ${dim} is a product of names; keep the axes apart instead of merging them`);
    }
    return monomial === "" ? constant(coefficient) : times(variable(monomial), coefficient);
  });
  return add(...terms);
}

/** {@link extentOf} for each axis. */
export function extentsOf(shape: Readonly<Shape>): readonly Affine[] {
  return shape.map(extentOf);
}

/** The size of an axis that has to be in the code. Throws GenerateError where it has a name. */
export function literalSize(what: string, dim: Dim | undefined): number {
  if (typeof dim === "number") return dim;
  throw new GenerateError(`${what} is ${dim ?? "missing"}; a kernel needs a number there`);
}

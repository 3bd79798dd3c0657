import type { Dim } from "../../../src/shape/dim.js";
import { lengthOf, type Offset } from "../../ir/offset.js";
import { extentsOf } from "../../plan/extents.js";
import { GenerateError } from "../../errors.js";
import { type HostTensor, namesIn } from "./host-types.js";

/** How a call finds the size of a name: along an axis of an input, or from the number of elements given. */
export interface SolvedDim {
  readonly dim: string;
  readonly input: HostTensor;
  readonly axis: number;
  /** The elements of one position of the axis, where all other sizes are known by then; else undefined. */
  readonly stride: Offset | undefined;
}

/** Finds each of `dims` in the inputs' shapes. Throws GenerateError for a name that stands only inside sums. */
export function solveDims(dims: readonly string[], inputs: readonly HostTensor[]): readonly SolvedDim[] {
  const solved: SolvedDim[] = [];
  const isKnown = (dim: Dim): boolean =>
    namesIn([dim]).every((name) => !dims.includes(name) || solved.some((found) => found.dim === name));
  for (const input of inputs) {
    for (const [axis, dim] of input.shape.entries()) {
      if (typeof dim !== "string" || !dims.includes(dim) || isKnown(dim)) continue;
      const others = input.shape.toSpliced(axis, 1);
      const stride = others.every(isKnown) ? lengthOf(extentsOf(others)) : undefined;
      solved.push({ dim, input, axis, stride });
    }
  }
  const missing = dims.find((dim) => !solved.some((found) => found.dim === dim));
  if (missing !== undefined)
    throw new GenerateError(`no input has an axis of size ${missing}, so a call can't know it`);
  return solved;
}

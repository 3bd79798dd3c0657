import { scalarsBelow, type ScalarNode, type ScoreAxis } from "../graph/scalar.js";
import { sizeOf } from "../shape/bindings.js";
import type { Dim, DimBindings, Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { elementsOf } from "../shape/polynomial.js";
import { sameDim } from "../shape/same.js";
import { show } from "../shape/show.js";

const names: Readonly<Record<ScoreAxis, string>> = { b: "batch entry", h: "head", q: "query", k: "key" };

/**
 * Checks the tensors that are looked up with a batch entry, head, query or key as it is: that they have an element for
 * each. An axis of 1 serves all; one for queries or keys may be longer.
 *
 * @throws ShapeError `attention/lookup`
 */
export function checkLookups(
  scores: Readonly<Shape>,
  roots: readonly (ScalarNode | undefined)[],
  dims: DimBindings,
): void {
  for (const scalar of scalarsBelow(roots.filter((root) => root !== undefined))) {
    if (scalar.kind !== "lookup") continue;
    for (const [axis, index] of scalar.indices.entries()) {
      if (index.kind !== "index") continue;
      const [has, needed] = [scalar.table.shape[axis] ?? 1, lengthOf(index.axis, scores)];
      if (fits(index.axis, has, needed, new Map([...dims, ...scalar.table.dims]))) continue;
      throw new ShapeError(
        "attention/lookup",
        `attention: there isn't an element for each ${names[index.axis]}: ` +
          `table ${show(scalar.table.shape)} has ${has}, scores ${show(scores)} have ${needed}`,
      );
    }
  }
}

function fits(axis: ScoreAxis, has: Dim, needed: Dim, dims: DimBindings): boolean {
  if (has === 1 || sameDim(has, needed, dims)) return true;
  if (axis !== "q" && axis !== "k") return false;
  const [size, least] = [sizeOf(has, dims), sizeOf(needed, dims)];
  return size !== undefined && least !== undefined && size >= least;
}

function lengthOf(axis: ScoreAxis, scores: Readonly<Shape>): Dim {
  switch (axis) {
    case "b":
      return elementsOf(scores.slice(0, -3));
    case "h":
      return scores.at(-3) ?? 1;
    case "q":
      return scores.at(-2) ?? 1;
    case "k":
      return scores.at(-1) ?? 1;
  }
}

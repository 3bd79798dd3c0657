import type { Dim, Shape } from "../../src/shape/dim.js";
import { namesOf } from "../../src/shape/monomial.js";
import { elementsOf, parsePolynomial } from "../../src/shape/polynomial.js";
import { show } from "../../src/shape/show.js";
import { GenerateError } from "../errors.js";
import { add, constant, times } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import { literalSize } from "./extents.js";

/** Neighbouring axes of a reshape's input that become neighbouring axes of its result: equal products. */
interface Group {
  readonly from: Readonly<Shape>;
  readonly to: Readonly<Shape>;
}

/**
 * A reshape as a merge of neighbouring axes followed by a split of merged ones. Index arithmetic is affine in one
 * direction each: from the input's axes to the merged ones, and from the result's axes to the merged ones.
 */
export interface Regrouping {
  /** One axis for each group. */
  readonly merged: Shape;
  /** Whether nothing is merged but axes of size 1, so that the result is only a view of the input. */
  readonly splitsOnly: boolean;
  /** From indices into the input to indices into the merged shape. */
  fromInput(indices: readonly Affine[]): readonly Affine[];
  /** From indices into the result to indices into the merged shape, or into the input where it `splitsOnly`. */
  fromResult(indices: readonly Affine[]): readonly Affine[];
}

/** Takes a reshape apart. Throws GenerateError where the axes have no common grouping that the loop IR can index. */
export function regroup(from: Readonly<Shape>, to: Readonly<Shape>): Regrouping {
  const groups = groupsOf(from, to);
  const splitsOnly = groups.every((group) => group.from.filter((dim) => dim !== 1).length <= 1);
  return {
    merged: groups.map((group) => elementsOf(group.from)),
    splitsOnly,
    fromInput: (indices) =>
      mergeIndices(
        groups.map((group) => group.from),
        indices,
      ),
    fromResult(indices) {
      const merged = mergeIndices(
        groups.map((group) => group.to),
        indices,
      );
      if (!splitsOnly) return merged;
      return groups.flatMap((group, i) =>
        group.from.map((dim) => (dim === 1 ? constant(0) : (merged[i] ?? constant(0)))),
      );
    },
  };
}

/** The finest grouping: a group is closed as soon as both sides have the same product. Axes of size 1 may be alone. */
function groupsOf(from: Readonly<Shape>, to: Readonly<Shape>): readonly Group[] {
  const groups: Group[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    let nextI = i + 1;
    let nextJ = j + 1;
    for (;;) {
      const [left, right] = [elementsOf(from.slice(i, nextI)), elementsOf(to.slice(j, nextJ))];
      if (left === right) break;
      if (nextI > from.length || nextJ > to.length) {
        throw new GenerateError(`reshape: ${show(from)} and ${show(to)} don't have the same number of elements`);
      }
      if (sizeForLongNames(left) < sizeForLongNames(right)) nextI++;
      else nextJ++;
    }
    groups.push({ from: from.slice(i, nextI), to: to.slice(j, nextJ) });
    i = nextI;
    j = nextJ;
  }
  return groups;
}

/** A size that tells which side has fewer axes taken: more names make more elements than any number does. */
function sizeForLongNames(dim: Dim): number {
  let size = 0;
  for (const [monomial, coefficient] of parsePolynomial(dim)) size += coefficient * 1e9 ** namesOf(monomial).length;
  return size;
}

/** Horner's rule in each group; the inner extents must be numbers. An axis of size 1 has the index 0. */
function mergeIndices(groups: readonly Readonly<Shape>[], indices: readonly Affine[]): readonly Affine[] {
  let next = 0;
  return groups.map((group) => {
    let merged: Affine | undefined;
    for (const dim of group) {
      const index = indices[next++] ?? constant(0);
      if (dim === 1) continue;
      merged = merged ? add(times(merged, literalSize("reshape: an inner axis", dim)), index) : index;
    }
    return merged ?? constant(0);
  });
}

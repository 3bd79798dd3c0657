import type { Shape } from "../../src/shape/dim.js";
import { mulDims } from "../../src/shape/polynomial.js";
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
  /** Whether the input already has the merged shape, so that the result is only a view of it. */
  readonly splitsOnly: boolean;
  /** From indices into the input to indices into the merged shape. */
  fromInput(indices: readonly Affine[]): readonly Affine[];
  /** From indices into the result to indices into the merged shape. */
  fromResult(indices: readonly Affine[]): readonly Affine[];
}

/** Takes a reshape apart. Throws GenerateError where the axes have no common grouping that the loop IR can index. */
export function regroup(from: Readonly<Shape>, to: Readonly<Shape>): Regrouping {
  const groups = groupsOf(from, to);
  const splitsOnly = groups.every((group) => group.from.length === 1);
  return {
    merged: groups.map((group) => product(group.from)),
    splitsOnly,
    fromInput: (indices) =>
      mergeIndices(
        groups.map((group) => group.from),
        indices,
      ),
    fromResult: (indices) => {
      const merged = mergeIndices(
        groups.map((group) => group.to),
        indices,
      );
      // A view is indexed by the axes of the input alone: those of size 1 that the result adds at its end have none.
      return splitsOnly ? merged.slice(0, from.length) : merged;
    },
  };
}

function product(shape: Readonly<Shape>): Shape[number] {
  return shape.reduce((total, dim) => mulDims(total, dim), 1);
}

/** The finest grouping: a group is closed as soon as both sides have the same product. */
function groupsOf(from: Readonly<Shape>, to: Readonly<Shape>): readonly Group[] {
  const groups: Group[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    let nextI = i + 1;
    let nextJ = j + 1;
    // Grow the side that has fewer axes taken; axes of size 1 at the end join the last group.
    while (product(from.slice(i, nextI)) !== product(to.slice(j, nextJ))) {
      if (nextI > from.length || nextJ > to.length) {
        throw new GenerateError(`reshape: ${show(from)} to ${show(to)} regroups elements across axes`);
      }
      if (smaller(product(from.slice(i, nextI)), product(to.slice(j, nextJ)))) nextI++;
      else nextJ++;
    }
    groups.push({ from: from.slice(i, nextI), to: to.slice(j, nextJ) });
    i = nextI;
    j = nextJ;
  }
  return groups.map(({ from: left, to: right }) => ({
    from: left.length === 0 ? [1] : left,
    to: right.length === 0 ? [1] : right,
  }));
}

/** Which side to grow: fewer elements by number, fewer names otherwise. */
function smaller(left: Shape[number], right: Shape[number]): boolean {
  if (typeof left === "number" && typeof right === "number") return left < right;
  if (typeof left === "number") return true;
  return typeof right === "string" && left.length < right.length;
}

/** Horner's rule in each group; the inner extents must be numbers. */
function mergeIndices(groups: readonly Readonly<Shape>[], indices: readonly Affine[]): readonly Affine[] {
  let next = 0;
  return groups.map((group) =>
    group.reduce<Affine>((merged, dim, axis) => {
      // A group that stands for a missing axis of size 1 has no index of its own.
      const index = indices.length > next ? (indices[next++] ?? constant(0)) : constant(0);
      if (axis === 0) return index;
      return add(times(merged, literalSize("reshape: an inner axis", dim)), index);
    }, constant(0)),
  );
}

import type { Dim } from "../../src/shape/dim.js";
import { type AffineLike, constantValue, times } from "../ir/affine.js";
import type { LoopOptions } from "../ir/builder.js";
import { extentOf } from "../plan/extents.js";
import type { Machine } from "./machine.js";

/** Which of several nested loops threads share. */
export interface SharedLoop {
  readonly axis: number;
  readonly options: LoopOptions;
}

/**
 * Marks a loop whose passes are independent, on machines whose threads share such loops. A pass takes about `work`
 * products and sums.
 */
export function shared(machine: Machine, work: AffineLike): LoopOptions {
  return machine.threads ? { parallel: work } : {};
}

/**
 * {@link shared} for the outermost of the loops over `dims` that runs many times; undefined where none does. In the
 * innermost `row` elements are gone through.
 */
export function sharedOutermost(machine: Machine, dims: readonly Dim[], row: AffineLike = 1): SharedLoop | undefined {
  const lengths = dims.map((dim) => constantValue(extentOf(dim)));
  const axis = lengths.findIndex((length) => length === undefined || length >= MANY);
  const inside = lengths.slice(axis + 1).reduce<number>((product, length) => product * (length ?? MANY), 1);
  return axis < 0 ? undefined : { axis, options: shared(machine, times(row, inside)) };
}

/**
 * {@link shared} for one of the loops over `dims`, batches and heads, whose passes take `work` each: the outermost that
 * runs many times, or else the one of an even number of passes that runs most often, for two threads to take half each.
 * Undefined where there is none, and what goes on within a pass is shared better.
 */
export function sharedHeads(machine: Machine, dims: readonly Dim[], work: AffineLike): SharedLoop | undefined {
  const lengths = dims.map((dim) => constantValue(extentOf(dim)) ?? 0);
  const many = lengths.findIndex((length) => length >= MANY);
  const even = lengths.map((length) => (length % 2 === 0 ? length : 0));
  const axis = many < 0 ? even.indexOf(Math.max(...even)) : many;
  return (lengths[axis] ?? 0) > 1 ? { axis, options: shared(machine, work) } : undefined;
}

/** Passes enough for a few threads to be through at about the same time. */
const MANY = 8;

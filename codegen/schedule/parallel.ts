import type { Dim } from "../../src/shape/dim.js";
import { type AffineLike, constantValue } from "../ir/affine.js";
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
  return machine.lanes > 1 ? { parallel: work } : {};
}

/** {@link shared} for the outermost of the loops over `dims` that runs many times; undefined where none does. */
export function sharedOutermost(machine: Machine, dims: readonly Dim[]): SharedLoop | undefined {
  const lengths = dims.map((dim) => constantValue(extentOf(dim)));
  const axis = lengths.findIndex((length) => length === undefined || length >= MANY);
  const inside = lengths.slice(axis + 1).reduce<number>((product, length) => product * (length ?? MANY), 1);
  return axis < 0 ? undefined : { axis, options: shared(machine, inside) };
}

/**
 * {@link shared} for one of the loops over `dims`, batches and heads, whose passes take `work` each: one whose number of
 * passes is known to be large, or the one that runs most often. Threads meet at its end, so the further out the better.
 */
export function sharedHeads(machine: Machine, dims: readonly Dim[], work: AffineLike): SharedLoop | undefined {
  const lengths = dims.map((dim) => constantValue(extentOf(dim)) ?? 1.5);
  const most = lengths.indexOf(Math.max(1, ...lengths));
  const first = lengths.findIndex((length) => length >= MANY);
  const axis = first < 0 ? most : first;
  return (lengths[axis] ?? 1) > 1 ? { axis, options: shared(machine, work) } : undefined;
}

/** Passes enough for a few threads to be through at about the same time. */
const MANY = 8;

import { add, coefficientOf, constantValue, showAffine, sub, substitute } from "../affine.js";
import type { Affine } from "../nodes.js";
import type { BoundFact, Facts } from "./facts.js";

/** The positions along one axis from the greatest of `lows` up to, but without, the least of `highs`. */
export interface Interval {
  readonly lows: readonly Affine[];
  readonly highs: readonly Affine[];
}

/** A block of a buffer's elements: an interval for each axis. */
export type Box = readonly Interval[];

/** The box of `lanes` elements at `indices`. */
export function accessBox(indices: readonly Affine[], lanes: number): Box {
  const last = indices.length - 1;
  return indices.map((index, axis) => ({ lows: [index], highs: [add(index, axis === last ? lanes : 1)] }));
}

/** Whether `outer` contains all of `inner`, as far as `facts` prove it. */
export function covers(facts: Facts, outer: Box, inner: Box): boolean {
  return outer.every((interval, axis) => {
    const within = inner[axis];
    return within !== undefined && intervalCovers(facts, interval, within);
  });
}

function intervalCovers(facts: Facts, outer: Interval, inner: Interval): boolean {
  return (
    outer.lows.every((low) => inner.lows.some((inside) => facts.atMost(low, inside))) &&
    outer.highs.every((high) => inner.highs.some((inside) => facts.atMost(inside, high)))
  );
}

/** A box within the union of `left` and `right` where they touch or overlap along one axis and agree on the others. */
export function joined(facts: Facts, left: Box, right: Box): Box | undefined {
  for (const [axis, interval] of left.entries()) {
    const next = right[axis];
    if (next === undefined || !left.every((_, other) => other === axis || agree(facts, left, right, other))) continue;
    const touching = interval.highs.every((high) => next.lows.every((low) => facts.atMost(low, high)));
    if (touching) return replaced(left, axis, { lows: interval.lows, highs: next.highs });
  }
  return undefined;
}

function agree(facts: Facts, left: Box, right: Box, axis: number): boolean {
  const [a, b] = [left[axis], right[axis]];
  return a !== undefined && b !== undefined && intervalCovers(facts, a, b) && intervalCovers(facts, b, a);
}

/**
 * A box within `box` that does not mention `name`, a bound index that goes out of scope with `fact`. A bound that moves
 * with the index becomes one for each value of the list: the least of the highs and the greatest of the lows then count,
 * which is exact or cuts something off.
 */
export function withoutBound(box: Box, name: string, fact: BoundFact): Box {
  const expand = (bounds: readonly Affine[]) =>
    bounds.flatMap((bound) =>
      coefficientOf(bound, name) === 0
        ? [bound]
        : fact.values.map((value) => substitute(bound, new Map([[name, value]]))),
    );
  return box.map(({ lows, highs }) => ({ lows: expand(lows), highs: expand(highs) }));
}

/** A loop over `name` from `lower` in steps of `step` to before the least of `upper`. */
export interface Sweep {
  readonly name: string;
  readonly lower: Affine;
  readonly upper: readonly Affine[];
  readonly step: number;
  /** Whether the body is proven to run. */
  readonly runs: boolean;
}

/** What a loop writes in all. */
export interface Swept {
  readonly box: Box;
  /** How the box of one pass moves with the variable: along which axis, and where it starts. Empty if it stays. */
  readonly motion: string;
}

/**
 * A box within the union of `box` over all values of the loop's variable, in which the variable does not occur;
 * undefined where the union has gaps or is no box. Where the loop doesn't run, the result is empty.
 */
export function widened(facts: Facts, box: Box, sweep: Sweep): Swept | undefined {
  const moving = box.flatMap((interval, axis) => (mentions([interval], sweep.name) ? [{ interval, axis }] : []));
  const [only] = moving;
  if (only === undefined) return sweep.runs ? { box, motion: "" } : undefined;
  const interval = moving.length === 1 ? sweptInterval(facts, only.interval, sweep) : undefined;
  if (interval === undefined) return undefined;
  const [starts] = split(only.interval.lows, sweep.name);
  return {
    box: replaced(box, only.axis, interval),
    motion: `axis ${only.axis} from ${starts.map(showAffine).join(", ")}`,
  };
}

function sweptInterval(facts: Facts, interval: Interval, sweep: Sweep): Interval | undefined {
  const { name, lower, upper, step } = sweep;
  const [lows, fixedLows] = split(interval.lows, name);
  const [highs, fixedHighs] = split(interval.highs, name);
  const rises = new Set([...lows, ...highs].map((bound) => coefficientOf(bound, name)));
  const [rise = 0] = rises;
  if (rises.size !== 1 || rise <= 0) return undefined;
  const at = (bound: Affine, value: Affine) => substitute(bound, new Map([[name, value]]));
  const advance = rise * step;
  const contiguous = highs.every((high) => lows.every((low) => facts.atMost(add(low, advance), high)));
  if (!contiguous) {
    if (!isOnePass(sweep)) return undefined;
    const [first, past] = [lows, highs].map((bounds) => bounds.map((bound) => at(bound, lower)));
    return { lows: [...(first ?? []), ...fixedLows], highs: [...(past ?? []), ...fixedHighs] };
  }
  const from = [...lows.map((low) => at(low, lower)), ...fixedLows];
  if (sweep.runs) {
    // The last value is at least `end - step`, so the union reaches at least what the bounds are there.
    const to = upper.flatMap((end) => highs.map((high) => at(high, sub(end, step))));
    return { lows: from, highs: [...to, ...fixedHighs] };
  }
  // Each value's own step, no more: the union ends where the loop does, and is empty where the loop doesn't run.
  const [low] = lows;
  if (low === undefined || lows.length > 1) return undefined;
  return { lows: from, highs: [...upper.map((end) => at(low, end)), ...fixedHighs] };
}

/** Whether there is one value, the lower end: gaps between passes are none then. */
function isOnePass({ lower, upper, step, runs }: Sweep): boolean {
  const lengths = upper.map((end) => constantValue(sub(end, lower)) ?? Infinity);
  return runs && Math.min(...lengths) <= step;
}

/** A box as text: `[0 .. 3, col .. min(col + 4, seq)]`. */
export function showBox(box: Box): string {
  return `[${box.map(({ lows, highs }) => `${showBounds("max", lows)} .. ${showBounds("min", highs)}`).join(", ")}]`;
}

function showBounds(operation: "min" | "max", bounds: readonly Affine[]): string {
  const texts = new Set(bounds.map(showAffine));
  return texts.size === 1 ? [...texts].join("") : `${operation}(${[...texts].join(", ")})`;
}

/** Whether a bound of `box` moves with `name`. */
export function mentions(box: Box, name: string): boolean {
  return box.some(({ lows, highs }) => [...lows, ...highs].some((bound) => coefficientOf(bound, name) !== 0));
}

function replaced(box: Box, axis: number, interval: Interval): Box {
  return box.map((other, i) => (i === axis ? interval : other));
}

function split(bounds: readonly Affine[], name: string): readonly [moving: Affine[], fixed: Affine[]] {
  const moving = bounds.filter((bound) => coefficientOf(bound, name) !== 0);
  return [moving, bounds.filter((bound) => coefficientOf(bound, name) === 0)];
}

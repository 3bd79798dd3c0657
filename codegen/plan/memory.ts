import { evaluateOffset, lengthOf, type Offset, scaleOffset, sumOffsets } from "../ir/offset.js";
import { OffsetOrder, roundedUp } from "../ir/offset-order.js";
import type { Buffer, Element, Module } from "../ir/nodes.js";
import { greatestExtents } from "../ir/state.js";
import { type Life, livesOf, meet } from "./lives.js";

/** Where one temporary lies, in bytes from the start of what holds it; polynomials of the module's dims. */
export interface PlacedBuffer {
  readonly buffer: Buffer;
  readonly offset: Offset;
  readonly bytes: Offset;
  /** The first and the last step that use it. */
  readonly steps: readonly [first: number, last: number];
}

/** Memory that temporaries take in turns, or share side by side. The one that it is as large as starts where it does. */
export interface SharedMemory {
  readonly bytes: Offset;
  /** Their offsets count from its start; all but 0 are multiples of {@link ALIGNMENT}. */
  readonly placed: readonly PlacedBuffer[];
}

/** The static memory plan of a kernel. */
export interface MemoryPlan {
  /** What lies one after the other. Wide elements come first, so that every place is aligned. */
  readonly regions: readonly SharedMemory[];
  /** All temporaries; their offsets count from the start of the first region. */
  readonly placed: readonly PlacedBuffer[];
  /** Bytes that a kernel holds. */
  readonly peak: Offset;
  /** Bytes that the temporaries would take side by side. */
  readonly sum: Offset;
}

/** Bytes of an element. */
export const BYTES: { readonly [E in Element]: number } = { f64: 8, f32: 4, i32: 4, bool: 1 };

/** Buffers begin at multiples of this within a region: a line of the cache, so that no vector of theirs lies across two. */
export const ALIGNMENT = 64;

const nothing: Offset = { constant: 0, terms: [] };

/** A temporary with its bytes, and what these come to where all dims are of a usual size, to compare by. */
interface Sized extends Life {
  readonly bytes: Offset;
  readonly weight: number;
}

/** A region as it is filled: opened for the buffer that it is as large as. */
interface Region {
  readonly opener: Sized;
  readonly held: { readonly life: Sized; readonly offset: Offset }[];
}

/**
 * Gives temporaries their places: memory whose last reader has run is passed on, to buffers of other sizes too where
 * these are proven to fit for all sizes of a call. The largest are placed first, each where it fits most tightly and lowest
 * (the greedy-by-size heuristic of Pisarchyk and Lee, https://arxiv.org/abs/2001.03288).
 */
export function planMemory(module: Module): MemoryPlan {
  const order = new OffsetOrder(module);
  const lives = livesOf(module).map((life) => sized(module, life));
  const regions: Region[] = [];
  for (const life of lives.toSorted((left, right) => right.weight - left.weight)) {
    const place = tightest(regions, life, order);
    if (place) place.region.held.push({ life, offset: place.offset });
    else regions.push({ opener: life, held: [{ life, offset: nothing }] });
  }
  const firstUse = ({ held }: Region): number => Math.min(...held.map(({ life }) => lives.indexOf(life)));
  const inOrder = regions
    .toSorted((left, right) => firstUse(left) - firstUse(right))
    .toSorted((left, right) => BYTES[right.opener.buffer.element] - BYTES[left.opener.buffer.element])
    .map(({ opener, held }) => ({
      bytes: opener.bytes,
      placed: held.map(({ life, offset }) => placedAt(life, offset)),
    }));
  let peak = nothing;
  const placed: PlacedBuffer[] = [];
  for (const region of inOrder) {
    for (const each of region.placed) placed.push({ ...each, offset: sumOffsets([peak, each.offset]) });
    peak = sumOffsets([peak, region.bytes]);
  }
  return { regions: inOrder, placed, peak, sum: sumOffsets(lives.map(({ bytes }) => bytes)) };
}

/** The size of a buffer in bytes. */
export function bytesOf(buffer: Pick<Buffer, "extents" | "element">): Offset {
  return scaleOffset(lengthOf(buffer.extents), BYTES[buffer.element]);
}

/**
 * The bytes that a buffer has in a kernel's memory: its own, or where it is as long as the module's state, as many as it
 * may come to need before the capacity grows. So nothing moves as the state gets longer.
 */
export function roomFor(module: Module, buffer: Buffer): Offset {
  return bytesOf({ element: buffer.element, extents: greatestExtents(module, buffer.extents) });
}

function placedAt({ buffer, bytes, from, to }: Sized, offset: Offset): PlacedBuffer {
  return { buffer, offset, bytes, steps: [from, to] };
}

/** Large enough that what grows with several dims weighs more than what grows with one. */
const usualSize = 256;

function sized(module: Module, life: Life): Sized {
  const bytes = roomFor(module, life.buffer);
  return { ...life, bytes, weight: evaluateOffset(bytes, () => usualSize) };
}

/** The smallest region in which a buffer fits, and its place there. */
function tightest(
  regions: readonly Region[],
  life: Sized,
  order: OffsetOrder,
): { readonly region: Region; readonly offset: Offset } | undefined {
  for (const region of regions.toSorted((left, right) => left.opener.weight - right.opener.weight)) {
    if (!mayHold(region, life)) continue;
    const offset = lowestPlace(region, life, order);
    if (offset) return { region, offset };
  }
  return undefined;
}

/**
 * Wide elements would not be aligned behind a narrow opener. What has the same size in each call keeps away from what has
 * not: so its address stands in the code.
 */
function mayHold({ opener }: Region, { buffer, bytes }: Sized): boolean {
  return (
    BYTES[opener.buffer.element] >= BYTES[buffer.element] &&
    (opener.bytes.terms.length === 0) === (bytes.terms.length === 0)
  );
}

/** The lowest place in a region at which a buffer overlaps none that is in use at the same time. */
function lowestPlace({ opener, held }: Region, life: Sized, order: OffsetOrder): Offset | undefined {
  const taken = held
    .filter((other) => meet(other.life, life))
    .map(({ life: { bytes }, offset }) => ({ start: offset, end: sumOffsets([offset, bytes]) }));
  const candidates = [nothing, ...taken.map(({ end }) => roundedUp(end, ALIGNMENT))];
  const isFree = (start: Offset): boolean => {
    const end = sumOffsets([start, life.bytes]);
    const isClear = (other: { readonly start: Offset; readonly end: Offset }): boolean =>
      order.isAtMost(other.end, start) || order.isAtMost(end, other.start);
    return order.isAtMost(end, opener.bytes) && taken.every(isClear);
  };
  const height = (offset: Offset): number => evaluateOffset(offset, () => usualSize);
  return candidates.toSorted((left, right) => height(left) - height(right)).find(isFree);
}

import { lengthOf, type Offset, scaleOffset, sumOffsets } from "../ir/offset.js";
import { OffsetOrder } from "../ir/offset-order.js";
import type { Buffer, Module } from "../ir/nodes.js";
import { greatestExtents } from "../ir/state.js";
import { livesOf } from "./lives.js";
import { BYTES, elementBytes, packed, type Region, type Tenant } from "./regions.js";

/** Where one temporary lies, in bytes from the start of what holds it; polynomials of the module's dims. */
export interface PlacedBuffer {
  readonly buffer: Buffer;
  readonly offset: Offset;
  readonly bytes: Offset;
  /** The first and the last step that use it. */
  readonly steps: readonly [first: number, last: number];
}

/** Memory that temporaries take in turns, or share side by side. */
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

/**
 * Gives temporaries their places: memory whose last reader has run is passed on, to buffers of other sizes too where
 * these are proven to fit for all sizes of a call. Where one large region for all takes less than several, it is that.
 */
export function planMemory(module: Module): MemoryPlan {
  const order = new OffsetOrder(module);
  const lives = livesOf(module).map((life) => ({ life, bytes: roomFor(module, life.buffer) }));
  const [apart, grown] = [packed(lives, order, false), packed(lives, order, true)];
  const isLess = !order.isAtMost(peakOf(apart), peakOf(grown)) && order.isAtMost(peakOf(grown), peakOf(apart));
  const regions = inOrder(isLess ? grown : apart, lives);
  let peak: Offset = { constant: 0, terms: [] };
  const placed: PlacedBuffer[] = [];
  for (const region of regions) {
    for (const each of region.placed) placed.push({ ...each, offset: sumOffsets([peak, each.offset]) });
    peak = sumOffsets([peak, region.bytes]);
  }
  return { regions, placed, peak, sum: sumOffsets(lives.map(({ bytes }) => bytes)) };
}

/** Regions by the first use of what they hold, those of wide elements first. */
function inOrder(regions: readonly Region[], lives: readonly Tenant[]): readonly SharedMemory[] {
  const firstUse = ({ held }: Region): number => Math.min(...held.map(({ tenant }) => lives.indexOf(tenant)));
  return regions
    .toSorted((left, right) => firstUse(left) - firstUse(right))
    .toSorted((left, right) => elementBytes(right) - elementBytes(left))
    .map(({ bytes, held }) => ({
      bytes,
      placed: held.map(({ tenant, offset }) => {
        const { buffer, from, to } = tenant.life;
        return { buffer, offset, bytes: tenant.bytes, steps: [from, to] as const };
      }),
    }));
}

function peakOf(regions: readonly Region[]): Offset {
  return sumOffsets(regions.map(({ bytes }) => bytes));
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

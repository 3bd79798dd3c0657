import { lengthOf, type Offset, scaleOffset, showOffset, sumOffsets } from "../ir/offset.js";
import type { Buffer, Element, Module } from "../ir/nodes.js";
import { greatestExtents } from "../ir/state.js";

/** Where one temporary lies, in bytes from the start of a kernel's memory; polynomials of the module's dims. */
export interface PlacedBuffer {
  readonly buffer: Buffer;
  readonly offset: Offset;
  readonly bytes: Offset;
}

/** The static memory plan of a kernel. */
export interface MemoryPlan {
  readonly placed: readonly PlacedBuffer[];
  /** Bytes that a kernel holds. */
  readonly peak: Offset;
  /** Bytes that the temporaries would take side by side. */
  readonly sum: Offset;
}

/** Bytes of an element. */
export const BYTES: { readonly [E in Element]: number } = { f64: 8, f32: 4, i32: 4, bool: 1 };

/** Buffers of one size that take turns. */
interface Slot {
  readonly element: Element;
  readonly bytes: Offset;
  readonly buffers: Buffer[];
  /** The last step that uses what lies here now. */
  freeAfter: number;
}

/**
 * Gives temporaries their places: one whose last reader has run passes its place on to the next of the same size.
 * Wide elements come first, so that every place is aligned.
 */
export function planMemory(module: Module): MemoryPlan {
  const lives = livesOf(module);
  const slots: Slot[] = [];
  for (const { buffer, from, to } of lives) {
    const bytes = roomFor(module, buffer);
    const free = slots.find(
      (slot) =>
        slot.freeAfter < from && slot.element === buffer.element && showOffset(slot.bytes) === showOffset(bytes),
    );
    if (free) {
      free.buffers.push(buffer);
      free.freeAfter = to;
    } else {
      slots.push({ element: buffer.element, bytes, buffers: [buffer], freeAfter: to });
    }
  }
  slots.sort((left, right) => BYTES[right.element] - BYTES[left.element]);
  const placed: PlacedBuffer[] = [];
  let offset: Offset = { constant: 0, terms: [] };
  for (const { bytes, buffers } of slots) {
    for (const buffer of buffers) placed.push({ buffer, offset, bytes });
    offset = sumOffsets([offset, bytes]);
  }
  return { placed, peak: offset, sum: sumOffsets(lives.map(({ buffer }) => roomFor(module, buffer))) };
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

/** From which call of `run` to which each temporary is in use, in the order of first use. */
function livesOf(module: Module): readonly { readonly buffer: Buffer; readonly from: number; readonly to: number }[] {
  const run = module.procedures.find(({ name }) => name === module.run);
  const calls = (run?.body ?? []).map((statement) => (statement.kind === "call" ? statement.buffers : []));
  return module.buffers
    .filter(({ role }) => role === "temporary")
    .map((buffer) => {
      const using = calls.flatMap((buffers, step) => (buffers.includes(buffer.name) ? [step] : []));
      return { buffer, from: using[0] ?? 0, to: using.at(-1) ?? calls.length };
    })
    .toSorted((left, right) => left.from - right.from);
}

import { IrError } from "../../../ir/errors.js";
import type { Buffer, Module } from "../../../ir/nodes.js";
import { type Offset, showOffset, sumOffsets } from "../../../ir/offset.js";
import { bytesOf, planMemory } from "../../../plan/memory.js";

/**
 * Buffers start here. The bytes below hold constants, and keep pointers above 0: a pointer may lie before the first
 * element that is read through it by up to {@link REACH}, the rest being in the instruction, where it must not be
 * negative.
 */
export const FIRST_BUFFER = 65_536;

/** The greatest distance that stands in an instruction besides its pointer. At most {@link FIRST_BUFFER}. */
export const REACH = 32_768;

/** Buffers start at multiples of this: a line of the cache, and so no vector of the first row lies across two. */
export const ALIGNMENT = 64;

/** Bytes of memory that one buffer has, or several in turn. */
export interface Region {
  readonly buffers: readonly Buffer[];
  readonly bytes: Offset;
}

/** Where the buffers of a module lie. */
export interface Layout {
  /** Regions whose place is the same for all sizes. */
  readonly fixed: readonly (Region & { readonly address: number })[];
  /** Regions that lie after those, one after the other, at places that depend on the sizes of a call. */
  readonly moving: readonly Region[];
  /** Where the fixed regions end. */
  readonly fixedEnd: number;
}

/**
 * Lays out one linear memory: first what has constant extents, then what names dims. Temporaries that take turns share
 * a place. Throws IrError where a param or packed buffer names dims, since its values outlive a call.
 */
export function layOut(module: Module): Layout {
  const lasting = module.buffers.filter(({ role }) => role !== "temporary");
  const regions = [...lasting.map((buffer) => ({ buffers: [buffer], bytes: bytesOf(buffer) })), ...shared(module)];
  const fixed: (Region & { readonly address: number })[] = [];
  let address = FIRST_BUFFER;
  for (const region of regions.filter(isFixed)) {
    fixed.push({ ...region, address });
    address += aligned(region.bytes.constant);
  }
  const moving = regions.filter((region) => !isFixed(region));
  for (const { name, role } of moving.flatMap(({ buffers }) => buffers)) {
    if (role === "param" || role === "packed") {
      throw new IrError(`${role} ${name}: its extents must be constant, since it keeps its place between calls`);
    }
  }
  return { fixed, moving, fixedEnd: address };
}

/** `bytes` and what is left free after them. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Temporaries by the place that the memory plan gives them. */
function shared(module: Module): readonly Region[] {
  const byPlace = new Map<string, { readonly buffers: Buffer[]; readonly bytes: Offset }>();
  for (const { buffer, offset, bytes } of planMemory(module).placed) {
    const place = byPlace.get(showOffset(offset));
    if (place) place.buffers.push(buffer);
    else byPlace.set(showOffset(offset), { buffers: [buffer], bytes: sumOffsets([bytes]) });
  }
  return [...byPlace.values()];
}

function isFixed({ bytes }: Region): boolean {
  return bytes.terms.length === 0;
}

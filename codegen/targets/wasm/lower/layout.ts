import { IrError } from "../../../ir/errors.js";
import type { Buffer, Module } from "../../../ir/nodes.js";
import type { Offset } from "../../../ir/offset.js";
import { isPrivate } from "../../../ir/parallel.js";
import { type PlacedBuffer, planMemory, roomFor, type SharedMemory } from "../../../plan/memory.js";
import { ALIGNMENT } from "../../../plan/regions.js";

/**
 * Buffers start here. The bytes below hold constants, and keep pointers above 0: a pointer may lie before the first
 * element that is read through it by up to {@link REACH}, the rest being in the instruction, where it must not be
 * negative.
 */
export const FIRST_BUFFER = 65_536;

/** The greatest distance that stands in an instruction besides its pointer. At most {@link FIRST_BUFFER}. */
export const REACH = 32_768;

/** Bytes of memory that one buffer has, or several in turn or side by side; their offsets count from its start. */
export interface Region {
  readonly buffers: readonly Pick<PlacedBuffer, "buffer" | "offset" | "bytes">[];
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
  /** How many bytes at the end of the fixed regions every thread has of its own; 0 where there is one thread. */
  readonly ownBytes: number;
}

/**
 * Lays out one linear memory: first what has constant extents, then what names dims. Temporaries that take turns share
 * a place. For threads the private buffers of the first one come last among each, for those of the others to follow.
 * Throws IrError where a param or packed buffer names dims, since its values outlive a call.
 */
export function layOut(module: Module, forThreads = false): Layout {
  const lasting = module.buffers.filter(({ role }) => role !== "temporary");
  // The state first: its places depend on its capacity alone, so it stays where it is when other sizes change.
  const stateFirst = lasting.toSorted((left, right) => Number(right.role === "state") - Number(left.role === "state"));
  const regions = [
    ...stateFirst.map((buffer) => alone(buffer, roomFor(module, buffer))),
    ...temporariesOf(module, forThreads),
  ];
  if (forThreads) regions.sort((left, right) => Number(isOwn(left)) - Number(isOwn(right)));
  const fixed: (Region & { readonly address: number })[] = [];
  let address = FIRST_BUFFER;
  for (const region of regions.filter(isFixed)) {
    fixed.push({ ...region, address });
    address += aligned(region.bytes.constant);
  }
  const moving = regions.filter((region) => !isFixed(region));
  for (const { name, role } of moving.flatMap(({ buffers }) => buffers.map(({ buffer }) => buffer))) {
    if (role === "param" || role === "packed") {
      throw new IrError(`${role} ${name}: its extents must be constant, since it keeps its place between calls`);
    }
  }
  const firstOwn = forThreads ? fixed.find(isOwn) : undefined;
  return { fixed, moving, fixedEnd: address, ownBytes: firstOwn ? address - firstOwn.address : 0 };
}

/** Whether each thread has buffers of its own in a region. */
export function isOwn({ buffers }: Region): boolean {
  return buffers.some(({ buffer }) => isPrivate(buffer));
}

/** Where there are threads, what each has of its own shares no place with what they have in common. */
function temporariesOf(module: Module, forThreads: boolean): readonly Region[] {
  if (!forThreads) return shared(module);
  const only = (own: boolean): Module => ({
    ...module,
    buffers: module.buffers.filter((buffer) => isPrivate(buffer) === own),
  });
  return [...shared(only(false)), ...shared(only(true))];
}

/** `bytes` and what is left free after them. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Temporaries where the memory plan has them. */
function shared(module: Module): readonly Region[] {
  return planMemory(module).regions.map(({ placed, bytes }: SharedMemory) => ({ buffers: placed, bytes }));
}

function alone(buffer: Buffer, bytes: Offset): Region {
  return { buffers: [{ buffer, offset: { constant: 0, terms: [] }, bytes }], bytes };
}

function isFixed({ bytes }: Region): boolean {
  return bytes.terms.length === 0;
}

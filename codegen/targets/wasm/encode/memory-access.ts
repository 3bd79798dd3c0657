import { type Code, code } from "./code.js";
import type { CodeWriter } from "./code-writer.js";
import type { ValueKind } from "./kinds.js";

/** Instructions that read memory: opcode bytes, bytes read, what they leave. */
export const loadOpcodes = {
  "i32.load": { opcode: [0x28], bytes: 4, kind: "i32" },
  "i64.load": { opcode: [0x29], bytes: 8, kind: "i64" },
  "f32.load": { opcode: [0x2a], bytes: 4, kind: "f32" },
  "f64.load": { opcode: [0x2b], bytes: 8, kind: "f64" },
  "i32.load8_s": { opcode: [0x2c], bytes: 1, kind: "i32" },
  "i32.load8_u": { opcode: [0x2d], bytes: 1, kind: "i32" },
  "i32.load16_s": { opcode: [0x2e], bytes: 2, kind: "i32" },
  "i32.load16_u": { opcode: [0x2f], bytes: 2, kind: "i32" },
  "v128.load": { opcode: [0xfd, 0], bytes: 16, kind: "v128" },
  "v128.load8x8_s": { opcode: [0xfd, 1], bytes: 8, kind: "v128" },
  "v128.load8x8_u": { opcode: [0xfd, 2], bytes: 8, kind: "v128" },
  "v128.load16x4_s": { opcode: [0xfd, 3], bytes: 8, kind: "v128" },
  "v128.load16x4_u": { opcode: [0xfd, 4], bytes: 8, kind: "v128" },
  "v128.load8_splat": { opcode: [0xfd, 7], bytes: 1, kind: "v128" },
  "v128.load16_splat": { opcode: [0xfd, 8], bytes: 2, kind: "v128" },
  "v128.load32_splat": { opcode: [0xfd, 9], bytes: 4, kind: "v128" },
  "v128.load64_splat": { opcode: [0xfd, 10], bytes: 8, kind: "v128" },
  "v128.load32_zero": { opcode: [0xfd, 92], bytes: 4, kind: "v128" },
  "v128.load64_zero": { opcode: [0xfd, 93], bytes: 8, kind: "v128" },
} as const satisfies Table;

/** Instructions that write memory: opcode bytes, bytes written, what they take. */
export const storeOpcodes = {
  "i32.store": { opcode: [0x36], bytes: 4, kind: "i32" },
  "i64.store": { opcode: [0x37], bytes: 8, kind: "i64" },
  "f32.store": { opcode: [0x38], bytes: 4, kind: "f32" },
  "f64.store": { opcode: [0x39], bytes: 8, kind: "f64" },
  "i32.store8": { opcode: [0x3a], bytes: 1, kind: "i32" },
  "i32.store16": { opcode: [0x3b], bytes: 2, kind: "i32" },
  "v128.store": { opcode: [0xfd, 11], bytes: 16, kind: "v128" },
} as const satisfies Table;

/** Instructions that read or write one lane of a vector: opcode numbers, bytes of the lane. */
export const laneOpcodes = {
  8: { load: 84, store: 88 },
  16: { load: 85, store: 89 },
  32: { load: 86, store: 90 },
  64: { load: 87, store: 91 },
} as const;

type Table = Readonly<
  Record<string, { readonly opcode: readonly number[]; readonly bytes: number; readonly kind: ValueKind }>
>;

/** The name of a load in the text format. */
export type LoadName = keyof typeof loadOpcodes;
/** The name of a store in the text format. */
export type StoreName = keyof typeof storeOpcodes;

/** A place in memory: an address, and a number of bytes from 0 to 2^32 - 1 that is added to it without wrapping. */
export interface Place {
  readonly address: Code<"i32">;
  readonly offset?: number;
  /** Bytes of which the place is a multiple; as many as the access has unless said. A promise, not a demand. */
  readonly alignment?: number;
}

/** Reads memory. */
export function load<N extends LoadName>(name: N, place: Place): Code<(typeof loadOpcodes)[N]["kind"]> {
  const { opcode, bytes, kind }: (typeof loadOpcodes)[N] = loadOpcodes[name];
  return code(kind, (out) => {
    place.address.write(out);
    out.bytes(opcode);
    writePlace(out, place, bytes);
  });
}

/** Writes memory. */
export function store<N extends StoreName>(
  name: N,
  place: Place,
  value: Code<(typeof storeOpcodes)[NoInfer<N>]["kind"]>,
): Code {
  const { opcode, bytes } = storeOpcodes[name];
  return code("nothing", (out) => {
    place.address.write(out);
    value.write(out);
    out.bytes(opcode);
    writePlace(out, place, bytes);
  });
}

/** A vector with one of its lanes of `bits` read from memory. Throws RangeError for a lane that there is not. */
export function loadLane(
  bits: keyof typeof laneOpcodes,
  place: Place,
  vector: Code<"v128">,
  lane: number,
): Code<"v128"> {
  requireLane(bits, lane);
  return code("v128", (out) => writeLane(out, laneOpcodes[bits].load, { bits, place, vector, lane }));
}

/** Writes one lane of `bits` of a vector to memory. Throws RangeError for a lane that there is not. */
export function storeLane(bits: keyof typeof laneOpcodes, place: Place, vector: Code<"v128">, lane: number): Code {
  requireLane(bits, lane);
  return code("nothing", (out) => writeLane(out, laneOpcodes[bits].store, { bits, place, vector, lane }));
}

/** How many pages of 64 KiB the memory has. */
export const memorySize: Code<"i32"> = code("i32", (out) => out.bytes([0x3f, 0]));

/** Makes the memory `pages` larger and leaves the number of pages that it had, or -1 where it can't grow. */
export function memoryGrow(pages: Code<"i32">): Code<"i32"> {
  return code("i32", (out) => {
    pages.write(out);
    out.bytes([0x40, 0]);
  });
}

/** Copies bytes, as memmove does. */
export function memoryCopy(to: Code<"i32">, from: Code<"i32">, bytes: Code<"i32">): Code {
  return code("nothing", (out) => {
    for (const operand of [to, from, bytes]) operand.write(out);
    out.bytes([0xfc, 10, 0, 0]);
  });
}

/** Sets each byte to the low byte of `value`. */
export function memoryFill(at: Code<"i32">, value: Code<"i32">, bytes: Code<"i32">): Code {
  return code("nothing", (out) => {
    for (const operand of [at, value, bytes]) operand.write(out);
    out.bytes([0xfc, 11, 0]);
  });
}

/** The immediate of an instruction that touches `bytes` bytes: the alignment's logarithm, then the offset. */
export function writePlace(out: CodeWriter, { offset = 0, alignment }: Place, bytes: number): void {
  out.unsigned(Math.log2(Math.min(alignment ?? bytes, bytes)));
  out.unsigned(offset);
}

interface LaneAccess {
  readonly bits: number;
  readonly place: Place;
  readonly vector: Code<"v128">;
  readonly lane: number;
}

function writeLane(out: CodeWriter, opcode: number, { bits, place, vector, lane }: LaneAccess): void {
  place.address.write(out);
  vector.write(out);
  out.byte(0xfd);
  out.unsigned(opcode);
  writePlace(out, place, bits / 8);
  out.byte(lane);
}

function requireLane(bits: number, lane: number): void {
  const count = 128 / bits;
  if (!Number.isInteger(lane) || lane < 0 || lane >= count)
    throw new RangeError(`there is no lane ${lane} of ${count}`);
}

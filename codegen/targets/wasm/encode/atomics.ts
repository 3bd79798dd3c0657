import { type Code, code, type Operands } from "./code.js";
import type { ResultKind, ValueKind } from "./kinds.js";
import { type Place, writePlace } from "./memory-access.js";

type Row = {
  readonly number: number;
  readonly bytes: number;
  /** What it takes after the address. */
  readonly takes: readonly ValueKind[];
  readonly gives: ResultKind;
};

/** Instructions on shared memory that other threads see as one step; their places must be aligned. */
export const atomicOpcodes = {
  /** Wakes up to so many waiting threads; leaves how many. */
  "memory.atomic.notify": { number: 0x00, bytes: 4, takes: ["i32"], gives: "i32" },
  /** Sleeps while the value is as expected, for so many nanoseconds, or without end below 0: 0 woken, 1 not equal, 2 late. */
  "memory.atomic.wait32": { number: 0x01, bytes: 4, takes: ["i32", "i64"], gives: "i32" },
  "memory.atomic.wait64": { number: 0x02, bytes: 8, takes: ["i64", "i64"], gives: "i32" },
  "i32.atomic.load": { number: 0x10, bytes: 4, takes: [], gives: "i32" },
  "i64.atomic.load": { number: 0x11, bytes: 8, takes: [], gives: "i64" },
  "i32.atomic.store": { number: 0x17, bytes: 4, takes: ["i32"], gives: "nothing" },
  "i64.atomic.store": { number: 0x18, bytes: 8, takes: ["i64"], gives: "nothing" },
  // These leave the value that was there before.
  "i32.atomic.rmw.add": { number: 0x1e, bytes: 4, takes: ["i32"], gives: "i32" },
  "i64.atomic.rmw.add": { number: 0x1f, bytes: 8, takes: ["i64"], gives: "i64" },
  "i32.atomic.rmw.sub": { number: 0x25, bytes: 4, takes: ["i32"], gives: "i32" },
  "i32.atomic.rmw.and": { number: 0x2c, bytes: 4, takes: ["i32"], gives: "i32" },
  "i32.atomic.rmw.or": { number: 0x33, bytes: 4, takes: ["i32"], gives: "i32" },
  "i32.atomic.rmw.xor": { number: 0x3a, bytes: 4, takes: ["i32"], gives: "i32" },
  "i32.atomic.rmw.xchg": { number: 0x41, bytes: 4, takes: ["i32"], gives: "i32" },
  /** Takes what is expected, then what replaces it if it is there. */
  "i32.atomic.rmw.cmpxchg": { number: 0x48, bytes: 4, takes: ["i32", "i32"], gives: "i32" },
  "i64.atomic.rmw.cmpxchg": { number: 0x49, bytes: 8, takes: ["i64", "i64"], gives: "i64" },
} as const satisfies Readonly<Record<string, Row>>;

/** The name of an atomic instruction in the text format. */
export type AtomicName = keyof typeof atomicOpcodes;

/** The atomic instruction called `name`. */
export function atomic<N extends AtomicName>(
  name: N,
  place: Omit<Place, "alignment">,
  ...operands: Operands<(typeof atomicOpcodes)[N]["takes"]>
): Code<(typeof atomicOpcodes)[N]["gives"]> {
  const { number, bytes, gives }: (typeof atomicOpcodes)[N] = atomicOpcodes[name];
  const written: readonly Code<ValueKind>[] = operands;
  return code(gives, (out) => {
    place.address.write(out);
    for (const operand of written) operand.write(out);
    out.byte(0xfe);
    out.unsigned(number);
    writePlace(out, place, bytes);
  });
}

/** Keeps what stands before it before what stands after it, for all threads. */
export const fence: Code = code("nothing", (out) => out.bytes([0xfe, 0x03, 0x00]));

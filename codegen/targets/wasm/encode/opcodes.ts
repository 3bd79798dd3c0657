import type { ValueKind } from "./kinds.js";

/** How an instruction is written, what it takes from the stack and what it leaves there. */
export interface Opcode<T extends readonly ValueKind[] = readonly ValueKind[], R extends ValueKind = ValueKind> {
  /** A prefix byte, or undefined where the instruction is one byte. */
  readonly prefix: number | undefined;
  readonly number: number;
  readonly takes: T;
  readonly gives: R;
}

/** One row of a table: an instruction without a prefix. */
export function plain<const T extends readonly ValueKind[], R extends ValueKind>(
  number: number,
  takes: T,
  gives: R,
): Opcode<T, R> {
  return { prefix: undefined, number, takes, gives };
}

/** One row of a table: an instruction after the prefix 0xfc. */
export function saturating<const T extends readonly ValueKind[], R extends ValueKind>(
  number: number,
  takes: T,
  gives: R,
): Opcode<T, R> {
  return { prefix: 0xfc, number, takes, gives };
}

/** One row of a table: a vector instruction. */
export function vector<const T extends readonly ValueKind[], R extends ValueKind>(
  number: number,
  takes: T,
  gives: R,
): Opcode<T, R> {
  return { prefix: 0xfd, number, takes, gives };
}

import {
  branchIf,
  type Code,
  getLocal,
  i32,
  ifElse,
  type Local,
  loop,
  operation,
  sequence,
  setLocal,
  teeLocal,
} from "../encode/index.js";
import type { Frame, Inside } from "./frame.js";
import type { MovingPointer } from "./segment.js";

/** The passes of a loop. */
export interface Passes {
  readonly counter: Local<"i32">;
  readonly end: Code<"i32">;
  readonly step: number;
  readonly inside: Inside;
  /** Whether it is known that there is a first pass. */
  readonly isSure: boolean;
}

/** Passes that go on until the counter, which is set already, has come to the end. */
export function countedPasses({ counter, end, step, inside, isSure }: Passes): readonly Code[] {
  const next = operation("i32.add", getLocal(counter), i32(step));
  const goesOn = operation("i32.lt_s", teeLocal(counter, next), end);
  const repeated = loop((again) =>
    sequence(...inside.code, ...inside.advance, ...inside.pointers.map(moved), branchIf(again, goesOn)),
  );
  const all = [...inside.ahead, repeated];
  return isSure ? all : [ifElse(operation("i32.lt_s", getLocal(counter), end), sequence(...all))];
}

/**
 * Passes that don't need the counter: they go on until one of their pointers, which each pass moves up, has come to its
 * end. A tile's loop is so short that an addition less shows. The counter starts at `first`, or is set to where it starts.
 */
export function pointedPasses(
  frame: Frame,
  { counter, end, step, inside, isSure }: Passes,
  first: number | undefined,
  pointer: MovingPointer,
): readonly Code[] {
  const start = first === undefined ? getLocal(counter) : i32(first);
  const length = first === 0 ? end : operation("i32.sub", end, start);
  // It is set ahead of the passes, whose code may have had a local that is free by now.
  const limit = frame.locals.fresh("i32", `${counter.name} limit`);
  const bytes = operation("i32.mul", length, i32(pointer.bytes / step));
  const setLimit = setLocal(limit, operation("i32.add", getLocal(pointer.local), bytes));
  const others = inside.pointers.filter((other) => other !== pointer).map(moved);
  const next = operation("i32.add", getLocal(pointer.local), i32(pointer.bytes));
  const goesOn = operation("i32.lt_u", teeLocal(pointer.local, next), getLocal(limit));
  const repeated = loop((again) => sequence(...inside.code, ...inside.advance, ...others, branchIf(again, goesOn)));
  const all = [...inside.ahead, setLimit, repeated];
  frame.locals.release(limit);
  return isSure ? all : [ifElse(operation("i32.lt_s", start, end), sequence(...all))];
}

function moved({ local, bytes }: MovingPointer): Code {
  return setLocal(local, operation("i32.add", getLocal(local), i32(bytes)));
}

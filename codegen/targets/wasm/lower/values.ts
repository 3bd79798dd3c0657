import type { Code } from "../encode/index.js";
import { getLocal } from "../encode/index.js";
import type { Frame } from "./frame.js";
import type { HeldKind } from "./kinds.js";

/** Added to a float of less than 2^22 it leaves its integer in the last bits, 127 added as exponents have it. */
export const ROUNDS = 1.5 * 2 ** 23 + 127;

/** The value of a `let` or `var`, which is held as `kind`. */
export function valueOf<K extends HeldKind>(frame: Frame, name: string, kind: K): Code<K> {
  const value = getLocal(frame.value(name));
  if (!isOf(value, kind)) throw new Error(`${name} is held as ${value.kind}, not ${kind}`);
  return value;
}

function isOf<K extends HeldKind>(value: Code<Code["kind"] | HeldKind | "i64">, kind: K): value is Code<K> {
  return value.kind === kind;
}

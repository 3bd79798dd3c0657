import type { CodeWriter } from "./code-writer.js";
import type { ResultKind, ValueKind } from "./kinds.js";

/**
 * Instructions that take nothing from the stack and leave a value of kind `K`, or nothing. The kind is part of the type,
 * so that an operand of another kind doesn't compile.
 */
export interface Code<K extends ResultKind = "nothing"> {
  readonly kind: K;
  readonly write: (out: CodeWriter) => void;
}

/** An operand for each of the kinds. */
export type Operands<T extends readonly ValueKind[]> = { readonly [I in keyof T]: Code<T[I]> };

/** Code of kind `kind` that `write` writes. */
export function code<K extends ResultKind>(kind: K, write: (out: CodeWriter) => void): Code<K> {
  return { kind, write };
}

/** One after the other. */
export function sequence(...parts: readonly Code[]): Code {
  return code("nothing", (out) => {
    for (const part of parts) part.write(out);
  });
}

/** `before`, then `value`, whose value stays. */
export function after<K extends ValueKind>(before: readonly Code[], value: Code<K>): Code<K> {
  if (before.length === 0) return value;
  return code(value.kind, (out) => {
    for (const part of before) part.write(out);
    value.write(out);
  });
}

/** Takes a value off the stack. */
export function drop(value: Code<ValueKind>): Code {
  return code("nothing", (out) => {
    value.write(out);
    out.byte(0x1a);
  });
}

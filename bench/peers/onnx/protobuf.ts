/*
 * The wire format of protocol buffers, as much as a model needs
 * (https://protobuf.dev/programming-guides/encoding): a field is its number and kind, then a varint or a length and bytes.
 */

/** Bytes of a message, in parts that are joined at the end. */
export type Parts = readonly Uint8Array[];

/** A field with a whole number; negative ones aren't needed here. Throws RangeError for those. */
export function integer(field: number, value: number): Parts {
  return [varint(field * 8), varint(value)];
}

/** A field with bytes. */
export function bytes(field: number, value: Uint8Array): Parts {
  return [varint(field * 8 + 2), varint(value.length), value];
}

/** A field with text, in UTF-8. */
export function text(field: number, value: string): Parts {
  return bytes(field, new TextEncoder().encode(value));
}

/** A field with a message of its own. */
export function message(field: number, ...fields: readonly Parts[]): Parts {
  const parts = fields.flat();
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [varint(field * 8 + 2), varint(length), ...parts];
}

/** A field for each value. */
export function repeated<T>(values: readonly T[], field: (value: T) => Parts): Parts {
  return values.flatMap((value) => field(value));
}

/** One array of all bytes. */
export function join(...fields: readonly Parts[]): Uint8Array<ArrayBuffer> {
  const parts = fields.flat();
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number from 0: ${value}`);
  const given: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) given.push((rest % 128) + 128);
  return Uint8Array.from([...given, rest]);
}

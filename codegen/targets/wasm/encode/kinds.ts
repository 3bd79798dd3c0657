/** What a value on WebAssembly's stack is. */
export type ValueKind = "i32" | "i64" | "f32" | "f64" | "v128";

/** What instructions leave on the stack: one value or nothing. */
export type ResultKind = ValueKind | "nothing";

/** How the binary format writes each kind. */
export const KIND_BYTES: { readonly [K in ValueKind]: number } = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** The type of a block as the binary format writes it: 0x40 for one that leaves nothing. */
export function blockType(result: ResultKind): number {
  return result === "nothing" ? 0x40 : KIND_BYTES[result];
}

import { type Code, code } from "./code.js";

/** An integer of 32 bits. */
export function i32(value: number): Code<"i32"> {
  return code("i32", (out) => {
    out.byte(0x41);
    out.signed32(value);
  });
}

/** An integer of 64 bits. */
export function i64(value: bigint): Code<"i64"> {
  return code("i64", (out) => {
    out.byte(0x42);
    out.signed64(value);
  });
}

/** A float32. */
export function f32(value: number): Code<"f32"> {
  return code("f32", (out) => {
    out.byte(0x43);
    out.f32(value);
  });
}

/** A float64. */
export function f64(value: number): Code<"f64"> {
  return code("f64", (out) => {
    out.byte(0x44);
    out.f64(value);
  });
}

/** Four float32, lane 0 first. */
export function f32x4(...lanes: readonly [number, number, number, number]): Code<"v128"> {
  return code("v128", (out) => {
    out.byte(0xfd);
    out.unsigned(12);
    for (const lane of lanes) out.f32(lane);
  });
}

/** Four integers of 32 bits, lane 0 first. */
export function i32x4(...lanes: readonly [number, number, number, number]): Code<"v128"> {
  return code("v128", (out) => {
    out.byte(0xfd);
    out.unsigned(12);
    out.bytes(new Uint8Array(Int32Array.from(lanes).buffer));
  });
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBFloat16, fromFloat16, toBFloat16, toFloat16 } from "heddle/weights";
import { roundings } from "../../src/evaluate/rounding.js";

const floats = fc.oneof(
  fc.float({ noNaN: true }),
  fc.float({ min: Math.fround(-1e-4), max: Math.fround(1e-4), noNaN: true }),
  fc.float({ min: -70000, max: 70000, noNaN: true }),
  // Halfway between two float16, and between two bfloat16.
  fc.integer({ min: 0, max: 0x7bff }).map((bits) => halfway(fromFloat16, bits)),
  fc.integer({ min: 0, max: 0x7f7e }).map((bits) => halfway(fromBFloat16, bits)),
);

function halfway(from: (bits: Uint16Array) => Float32Array, bits: number): number {
  const [low = 0, high = 0] = from(Uint16Array.of(bits, bits + 1));
  return Number.isFinite(high) ? (low + high) / 2 : low;
}

test("rounding is what storing and reading again does", () => {
  fc.assert(
    fc.property(floats, (x) => {
      const one = Float32Array.of(x);
      expect(roundings.f16(one[0]!)).toBe(fromFloat16(toFloat16(one))[0]);
      expect(roundings.bf16(one[0]!)).toBe(fromBFloat16(toBFloat16(one))[0]);
    }),
    { numRuns: 2000 },
  );
  expect(roundings.f32(0.1)).toBe(Math.fround(0.1));
  expect(roundings.f64(0.1)).toBe(0.1);
  for (const round of Object.values(roundings)) expect(round(NaN)).toBeNaN();
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBFloat16, fromFloat16, toBFloat16, toFloat16 } from "../../src/weights/half.js";

const everyHalf = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
const float32 = fc.oneof(
  fc.float(),
  fc.float({ min: -Math.fround(7e4), max: Math.fround(7e4) }),
  fc.float({ min: -Math.fround(1e-4), max: Math.fround(1e-4) }),
);

/** The definition of binary16: 5 bits of exponent biased by 15, 10 bits of mantissa. */
function float16ByDefinition(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 31) {
    return fraction === 0 ? sign * Infinity : NaN;
  }
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

/** Past the greatest finite value the next step would be 2^16, which infinity stands for. */
function steppedValue(bits: number): number {
  return (bits & 0x7fff) === 0x7c00 ? (bits & 0x8000 ? -65536 : 65536) : float16ByDefinition(bits);
}

const isNaN16 = (bits: number) => (bits & 0x7fff) > 0x7c00;

describe("F16", () => {
  const widened = fromFloat16(everyHalf);

  it("widens every bit pattern to the value that binary16 defines", () => {
    expect(widened).toEqual(Float32Array.from(everyHalf, float16ByDefinition));
  });

  it("narrows every value it holds back to the same bits, NaN to NaN of the same sign", () => {
    toFloat16(widened).forEach((bits, i) => {
      if (isNaN16(i)) {
        expect(isNaN16(bits) && (bits & 0x8000) === (i & 0x8000)).toBe(true);
      } else if (bits !== i) {
        expect.fail(`${i} came back as ${bits}`);
      }
    });
  });

  it("rounds to the nearest value, ties to the even one", () => {
    fc.assert(
      fc.property(float32, (value) => {
        const [bits = 0] = toFloat16(Float32Array.of(value));
        if (Number.isNaN(value)) {
          expect(isNaN16(bits)).toBe(true);
          return;
        }
        const target = Math.max(-65536, Math.min(65536, value));
        const error = Math.abs(steppedValue(bits) - target);
        for (const neighbour of [bits - 1, bits + 1]) {
          if (neighbour >= 0 && (neighbour & 0x7fff) <= 0x7c00) {
            const other = Math.abs(steppedValue(neighbour) - target);
            expect(error < other || (error === other && bits % 2 === 0)).toBe(true);
          }
        }
        expect((bits & 0x8000) !== 0).toBe(value < 0 || Object.is(value, -0));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    [65504, 0x7bff],
    [65519.996, 0x7bff],
    [65520, 0x7c00],
    [-Infinity, 0xfc00],
    [-0, 0x8000],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [2 ** -25 * 1.0001, 0x0001],
    [2 ** -24 * 1.5, 0x0002],
    [2 ** -24 * 2.5, 0x0002],
    [2 ** -14 - 2 ** -25, 0x0400],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [2 ** -140, 0x0000],
  ])("%d becomes bits %d", (value, bits) => {
    expect(toFloat16(Float32Array.of(value))[0]).toBe(bits);
  });
});

describe("BF16", () => {
  it("widens to the binary32 whose upper half it is", () => {
    const bits = new Uint32Array(fromBFloat16(everyHalf).buffer);
    expect(bits).toEqual(Uint32Array.from(everyHalf, (half) => half * 0x10000));
  });

  it("narrows every value it holds back to the same bits, signalling NaN made quiet", () => {
    const quiet = everyHalf.map((bits) => ((bits & 0x7fff) > 0x7f80 ? bits | 0x40 : bits));
    expect(toBFloat16(fromBFloat16(everyHalf))).toEqual(quiet);
  });

  it.each([
    [1 + 2 ** -8, 0x3f80],
    [1 + 3 * 2 ** -8, 0x3f82],
    [1 + 2 ** -8 + 2 ** -20, 0x3f81],
    [3.4028234663852886e38, 0x7f80],
    [-Infinity, 0xff80],
    [NaN, 0x7fc0],
    [2 ** -149, 0x0000],
  ])("%d becomes bits %d", (value, bits) => {
    expect(toBFloat16(Float32Array.of(value))[0]).toBe(bits);
  });

  it("rounds to the nearest value, ties to the even one", () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true, max: Math.fround(1e38), min: -Math.fround(1e38) }),
        (value) => {
          const [bits = 0] = toBFloat16(Float32Array.of(value));
          const error = Math.abs((fromBFloat16(Uint16Array.of(bits))[0] ?? 0) - value);
          for (const neighbour of [bits - 1, bits + 1].filter((each) => (each & 0x7fff) < 0x7f80 && each >= 0)) {
            const other = Math.abs((fromBFloat16(Uint16Array.of(neighbour))[0] ?? 0) - value);
            expect(error < other || (error === other && bits % 2 === 0)).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

import { setFlagsFromString } from "node:v8";
import { describe, expect, test } from "vitest";
import {
  instruction,
  type OperationName,
  opcodes,
  type ValueKind,
} from "../../../../../codegen/targets/wasm/encode/index.js";
import { floats, integers, type Lane, saturated } from "./references.js";
import { instantiate, operandAt, operandCode, RESULT_AT, storeResult } from "./run-code.js";

// Node 20 has relaxed SIMD behind this flag; later ones have it anyway, and know the flag or pass over it.
setFlagsFromString("--experimental-wasm-relaxed-simd");

type Lanes = readonly Lane[];
type Format = "i32" | "i64" | "f32" | "f64" | "i8" | "i16";

const size: Readonly<Record<Format, number>> = { i8: 1, i16: 2, i32: 4, f32: 4, i64: 8, f64: 8 };

function write(view: DataView, at: number, format: Format, lanes: Lanes): void {
  for (const [i, lane] of lanes.entries()) {
    const place = at + i * size[format];
    if (format === "i64") view.setBigInt64(place, BigInt(lane), true);
    else if (format === "f64") view.setFloat64(place, Number(lane), true);
    else if (format === "f32") view.setFloat32(place, Number(lane), true);
    else if (format === "i32") view.setInt32(place, Number(BigInt.asIntN(32, BigInt(lane))), true);
    else if (format === "i16") view.setInt16(place, Number(lane), true);
    else view.setInt8(place, Number(lane));
  }
}

function read(view: DataView, at: number, format: Format, count: number): Lane[] {
  return Array.from({ length: count }, (_, i) => {
    const place = at + i * size[format];
    if (format === "i64") return view.getBigInt64(place, true);
    if (format === "f64") return view.getFloat64(place, true);
    if (format === "f32") return view.getFloat32(place, true);
    if (format === "i32") return view.getInt32(place, true);
    return format === "i16" ? view.getInt16(place, true) : view.getInt8(place);
  });
}

/** How operands and result lie in memory, and what the result is. */
interface Reference {
  readonly takes: readonly (readonly [Format, count: number])[];
  readonly gives: readonly [Format, count: number];
  readonly apply: (...operands: readonly Lanes[]) => Lanes;
  /** One list of operands for each run. */
  readonly samples: readonly (readonly Lanes[])[];
}

const ints: Lanes = [7, -7, 0, 0x7fffffff, -0x80000000, 31, 12345, -2];
const divisors: Lanes = [3, 2, 5, -3, 7, 33, 1, 9];
const numbers: Lanes = [1.5, -2.25, 0, -0, 2.5, 3.5, -1e10, 0.1];
const others: Lanes = [-2.25, 1.5, -0, 0, 2.5, 0.25, 3, -7];
/** Without zeros: which of 0 and -0 is less, relaxed SIMD doesn't say. */
const nonZeros: Lanes = [1.5, -2.25, 3, 4, 2.5, 3.5, -10, 0.5];
const thirds: Lanes = [1, 2, 3, 4, 5, 6, 7, 8];

const slices = (lanes: Lanes, width: number): Lanes[] =>
  Array.from({ length: lanes.length / width }, (_, i) => lanes.slice(i * width, (i + 1) * width));

/** `f` lane by lane, for as many operands as there are in `operands`. */
function lanewise(
  format: Format,
  width: number,
  gives: Format,
  f: (...lanes: Lane[]) => Lane,
  operands: readonly Lanes[],
): Reference {
  const runs = Math.max(1, (operands[0]?.length ?? 0) / width);
  return {
    takes: operands.map(() => [format, width]),
    gives: [gives, width],
    apply: (...given) => Array.from({ length: width }, (_, lane) => f(...given.map((lanes) => lanes[lane] ?? 0))),
    samples: Array.from({ length: runs }, (_, run) => operands.map((lanes) => slices(lanes, width)[run] ?? [])),
  };
}

const mask = (isTrue: Lane): number => (Number(isTrue) === 0 ? 0 : -1);
const comparisons = new Set("eqz eq ne lt gt le ge lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u".split(" "));

function familyReference(name: OperationName): Reference | undefined {
  const [shape = "", operator = ""] = name.split(".");
  const count = opcodes[name].takes.length;
  const isComparison = comparisons.has(operator);
  if (shape === "i32" || shape === "i64") {
    const f = integers(shape === "i32" ? 32 : 64)[operator];
    const isDivision = /^(div|rem)/.test(operator);
    return (
      f &&
      lanewise(
        shape,
        1,
        isComparison ? "i32" : shape,
        f,
        [ints, isDivision ? divisors : ints.toReversed()].slice(0, count),
      )
    );
  }
  if (shape === "f32" || shape === "f64") {
    const f = floats(shape === "f32" ? Math.fround : (x) => x)[operator];
    return (
      f &&
      lanewise(
        shape,
        1,
        isComparison ? "i32" : shape,
        (...lanes) => f(...lanes.map(Number)),
        [numbers, others].slice(0, count),
      )
    );
  }
  if (shape === "i32x4") {
    const f = integers(32)[operator];
    if (operator.startsWith("sh") || !f) return undefined;
    return lanewise(
      "i32",
      4,
      "i32",
      isComparison ? (...lanes) => mask(f(...lanes)) : f,
      [ints, ints.toReversed()].slice(0, count),
    );
  }
  if (shape === "f32x4" || shape === "f64x2") {
    const isWide = shape === "f64x2";
    const f = floats(isWide ? (x) => x : Math.fround)[operator];
    if (!f) return undefined;
    const value = (...lanes: Lane[]) => f(...lanes.map(Number));
    const format = isWide ? "f64" : "f32";
    return lanewise(
      format,
      isWide ? 2 : 4,
      isComparison ? "i32" : format,
      isComparison ? (...lanes) => mask(value(...lanes)) : value,
      [operator.startsWith("relaxed") ? nonZeros : numbers, others, thirds].slice(0, count),
    );
  }
  return undefined;
}

/** One that is no member of a family. */
function single(
  takes: Reference["takes"],
  gives: Reference["gives"],
  apply: Reference["apply"],
  ...samples: readonly Lanes[][]
): Reference {
  return { takes, gives, apply, samples };
}

const i32x4 = ["i32", 4] as const;
const f32x4 = ["f32", 4] as const;
const [lowInts, highInts] = [ints.slice(0, 4), ints.slice(4)];
const bytes16 = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 100 + i : -100 - i));
const shorts8 = Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? 300 * i : -300 * i));
const lane = (lanes: Lanes | undefined, i: number): Lane => lanes?.[i] ?? 0;
const each =
  (f: (a: bigint, b: bigint, c: bigint) => bigint) =>
  (a: Lanes, b: Lanes = a, c: Lanes = a): Lanes =>
    a.map((_, i) => Number(BigInt.asIntN(32, f(BigInt(lane(a, i)), BigInt(lane(b, i)), BigInt(lane(c, i))))));
const bit128 = (takes: number, f: (a: bigint, b: bigint, c: bigint) => bigint): Reference =>
  single(
    Array.from({ length: takes }, () => i32x4),
    i32x4,
    (a = [], b, c) => each(f)(a, b, c),
    [lowInts, highInts, ints.slice(2, 6)].slice(0, takes),
  );
const convert = (from: Format, to: Format, f: (x: number) => Lane, samples: Lanes): Reference =>
  single([[from, 1]], [to, 1], ([x = 0] = []) => [f(Number(x))], ...samples.map((x) => [[x]]));
const bitsOf =
  (from: Format, to: Format) =>
  (x: Lane): Lane => {
    const view = new DataView(new ArrayBuffer(8));
    write(view, 0, from, [x]);
    return read(view, 0, to, 1)[0] ?? 0;
  };
const inRange = [1.5, -2.75, 100.999, -0.5, 7, 3];
const positive = [1.5, 0.75, 3e9, 7];
const outOfRange = [1e20, -1e20, NaN, -1.5, 3e9, 2.9];
const extend = (from: Format, start: number, isSigned: boolean): Reference => {
  const count = from === "i8" ? 8 : 4;
  const range = from === "i8" ? 256 : 65536;
  return single(
    [[from, 2 * count]],
    [from === "i8" ? "i16" : "i32", count],
    (lanes = []) => lanes.slice(start, start + count).map((x) => (isSigned || x >= 0 ? x : Number(x) + range)),
    [from === "i8" ? bytes16 : shorts8],
  );
};
const narrow = (to: Format, least: number, greatest: number): Reference => {
  const from = to === "i8" ? "i16" : "i32";
  const width = to === "i8" ? 8 : 4;
  const clamp = (x: Lane) => bitsOf("i32", to)(Math.min(Math.max(Number(x), least), greatest));
  const lanes = [5, -5, 70000, -70000, 300, -300, 127, 255].map((x) =>
    from === "i16" ? Math.min(Math.max(x, -32768), 32767) : x,
  );
  return single(
    [
      [from, width],
      [from, width],
    ],
    [to, 2 * width],
    (a = [], b = []) => [...a, ...b].map(clamp),
    [lanes.slice(0, width), lanes.slice(-width)],
  );
};
const shift = (f: (a: bigint, by: bigint) => bigint): Reference =>
  single(
    [i32x4, ["i32", 1]],
    i32x4,
    (a = [], [by = 0] = []) => a.map((x) => Number(BigInt.asIntN(32, f(BigInt(x), BigInt(by) % 32n)))),
    [lowInts, [3]],
    [highInts, [35]],
  );

const singles: Readonly<Record<string, Reference>> = {
  "i32.wrap_i64": single(
    [["i64", 1]],
    ["i32", 1],
    ([x = 0] = []) => [Number(BigInt.asIntN(32, BigInt(x)))],
    [[2n ** 40n + 5n]],
    [[-3n]],
  ),
  "i32.trunc_f32_s": convert("f32", "i32", (x) => saturated(x, true), inRange),
  "i32.trunc_f64_s": convert("f64", "i32", (x) => saturated(x, true), inRange),
  "i32.trunc_f32_u": convert("f32", "i32", (x) => saturated(x, false), positive),
  "i32.trunc_f64_u": convert("f64", "i32", (x) => saturated(x, false), positive),
  "i32.trunc_sat_f32_s": convert("f32", "i32", (x) => saturated(x, true), outOfRange),
  "i32.trunc_sat_f64_s": convert("f64", "i32", (x) => saturated(x, true), outOfRange),
  "i32.trunc_sat_f32_u": convert("f32", "i32", (x) => saturated(x, false), outOfRange),
  "i32.trunc_sat_f64_u": convert("f64", "i32", (x) => saturated(x, false), outOfRange),
  "i64.extend_i32_s": convert("i32", "i64", (x) => BigInt(x), [5, -5]),
  "i64.extend_i32_u": convert("i32", "i64", (x) => BigInt(x >>> 0), [5, -5]),
  "f32.convert_i32_s": convert("i32", "f32", Math.fround, [5, -5, 16777217]),
  "f32.convert_i32_u": convert("i32", "f32", (x) => Math.fround(x >>> 0), [5, -5]),
  "f64.convert_i32_s": convert("i32", "f64", (x) => x, [5, -5]),
  "f64.convert_i32_u": convert("i32", "f64", (x) => x >>> 0, [5, -5]),
  "f32.demote_f64": convert("f64", "f32", Math.fround, [0.1, 1e40]),
  "f64.promote_f32": convert("f32", "f64", Math.fround, [0.1, -2]),
  "i32.reinterpret_f32": convert("f32", "i32", bitsOf("f32", "i32"), [1.5, -0]),
  "f32.reinterpret_i32": convert("i32", "f32", bitsOf("i32", "f32"), [0x3fc00000, 5]),
  "i64.reinterpret_f64": convert("f64", "i64", bitsOf("f64", "i64"), [1.5, -0]),
  "f64.reinterpret_i64": single([["i64", 1]], ["f64", 1], ([x = 0] = []) => [bitsOf("i64", "f64")(x)], [
    [0x3ff8000000000000n],
  ]),
  "i32.extend8_s": convert("i32", "i32", (x) => (x << 24) >> 24, [0x17f, 0x80]),
  "i32.extend16_s": convert("i32", "i32", (x) => (x << 16) >> 16, [0x17fff, 0x8000]),
  "v128.not": bit128(1, (a) => ~a),
  "v128.and": bit128(2, (a, b) => a & b),
  "v128.andnot": bit128(2, (a, b) => a & ~b),
  "v128.or": bit128(2, (a, b) => a | b),
  "v128.xor": bit128(2, (a, b) => a ^ b),
  "v128.bitselect": bit128(3, (a, b, c) => (a & c) | (b & ~c)),
  "v128.any_true": single(
    [i32x4],
    ["i32", 1],
    (a = []) => [Number(a.some((x) => x !== 0))],
    [[0, 0, 0, 0]],
    [[0, 0, 4, 0]],
  ),
  "i32x4.all_true": single(
    [i32x4],
    ["i32", 1],
    (a = []) => [Number(a.every((x) => x !== 0))],
    [[1, 2, 0, 4]],
    [[1, 2, 3, 4]],
  ),
  "i32x4.bitmask": single(
    [i32x4],
    ["i32", 1],
    (a = []) => [a.reduce<number>((bits, x, i) => bits + (x < 0 ? 2 ** i : 0), 0)],
    [[-1, 2, -3, 4]],
    [[1, -2, 3, -4]],
  ),
  "f32x4.splat": single([["f32", 1]], f32x4, ([x = 0] = []) => [x, x, x, x], [[1.5]]),
  "f64x2.splat": single([["f64", 1]], ["f64", 2], ([x = 0] = []) => [x, x], [[0.1]]),
  "i32x4.splat": single([["i32", 1]], i32x4, ([x = 0] = []) => [x, x, x, x], [[-7]]),
  "f32x4.convert_i32x4_s": single(
    [i32x4],
    f32x4,
    (a = []) => a.map((x) => Math.fround(Number(x))),
    [lowInts],
    [highInts],
  ),
  "f32x4.convert_i32x4_u": single(
    [i32x4],
    f32x4,
    (a = []) => a.map((x) => Math.fround(Number(x) >>> 0)),
    [lowInts],
    [highInts],
  ),
  "i32x4.trunc_sat_f32x4_s": single([f32x4], i32x4, (a = []) => a.map((x) => saturated(Math.fround(Number(x)), true)), [
    outOfRange.slice(0, 4),
  ]),
  "i32x4.trunc_sat_f32x4_u": single(
    [f32x4],
    i32x4,
    (a = []) => a.map((x) => saturated(Math.fround(Number(x)), false)),
    [outOfRange.slice(2, 6)],
  ),
  "i32x4.relaxed_trunc_f32x4_s": single([f32x4], i32x4, (a = []) => a.map((x) => Math.trunc(Number(x))), [
    [1.5, -2.75, 100, 3],
  ]),
  "i32x4.relaxed_laneselect": single(
    [i32x4, i32x4, i32x4],
    i32x4,
    (a = [], b = [], c = []) => c.map((x, i) => lane(x === 0 ? b : a, i)),
    [lowInts, highInts, [-1, 0, -1, 0]],
  ),
  "f64x2.promote_low_f32x4": single([f32x4], ["f64", 2], (a = []) => a.slice(0, 2).map((x) => Math.fround(Number(x))), [
    [0.1, 2, 3, 4],
  ]),
  "f32x4.demote_f64x2_zero": single([["f64", 2]], f32x4, (a = []) => [...a.map((x) => Math.fround(Number(x))), 0, 0], [
    [0.1, -2],
  ]),
  "i32x4.shl": shift((a, by) => a << by),
  "i32x4.shr_s": shift((a, by) => a >> by),
  "i32x4.shr_u": shift((a, by) => BigInt.asUintN(32, a) >> by),
  "i32x4.dot_i16x8_s": single(
    [
      ["i16", 8],
      ["i16", 8],
    ],
    i32x4,
    (a = [], b = []) =>
      [0, 2, 4, 6].map(
        (i) => Number(lane(a, i)) * Number(lane(b, i)) + Number(lane(a, i + 1)) * Number(lane(b, i + 1)),
      ),
    [shorts8, shorts8.toReversed()],
  ),
  "i32x4.extend_low_i16x8_s": extend("i16", 0, true),
  "i32x4.extend_high_i16x8_s": extend("i16", 4, true),
  "i32x4.extend_low_i16x8_u": extend("i16", 0, false),
  "i32x4.extend_high_i16x8_u": extend("i16", 4, false),
  "i16x8.extend_low_i8x16_s": extend("i8", 0, true),
  "i16x8.extend_high_i8x16_s": extend("i8", 8, true),
  "i16x8.extend_low_i8x16_u": extend("i8", 0, false),
  "i16x8.extend_high_i8x16_u": extend("i8", 8, false),
  "i8x16.narrow_i16x8_s": narrow("i8", -128, 127),
  "i8x16.narrow_i16x8_u": narrow("i8", 0, 255),
  "i16x8.narrow_i32x4_s": narrow("i16", -32768, 32767),
  "i16x8.narrow_i32x4_u": narrow("i16", 0, 65535),
  "i8x16.swizzle": single(
    [
      ["i8", 16],
      ["i8", 16],
    ],
    ["i8", 16],
    (a = [], b = []) => b.map((i) => lane(a, Number(i))),
    [bytes16, Array.from({ length: 16 }, (_, i) => 17 - i)],
  ),
};

const names = Object.keys(opcodes).filter((name): name is OperationName => name in opcodes);

describe("every instruction does what its name says", () => {
  test.each(names)("%s", (name) => {
    const reference = singles[name] ?? familyReference(name);
    if (!reference) throw new Error(`there is no reference for ${name}`);
    const operands = opcodes[name].takes.map((kind, i) => operandCode(kind, i));
    const { memory, run } = instantiate("nothing", () =>
      storeResult(instruction<readonly ValueKind[], ValueKind>(opcodes[name], operands)),
    );
    const [format, count] = reference.gives;
    expect(reference.samples.length).toBeGreaterThan(0);
    for (const sample of reference.samples) {
      for (const [i, [kind]] of reference.takes.entries()) write(memory, operandAt(i), kind, sample[i] ?? []);
      const seen = reference.takes.map(([kind, width], i) => read(memory, operandAt(i), kind, width));
      run();
      const expected = reference
        .apply(...seen)
        .map((value) => (format === "i64" ? BigInt(value) : bitsOf(format, format)(value)));
      expect({ sample, result: read(memory, RESULT_AT, format, count) }).toEqual({ sample, result: expected });
    }
  });
});

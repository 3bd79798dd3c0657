import { describe, expect, it } from "vitest";
import { toBool, toFloat32, toInt32 } from "../../src/weights/convert.js";

describe("toFloat32", () => {
  it("gives F32 as it is, without a copy", () => {
    const data = Float32Array.of(1, NaN);
    expect(toFloat32({ dtype: "F32", shape: [2], data })).toBe(data);
  });
  it("widens F16 and BF16 and rounds F64", () => {
    expect(toFloat32({ dtype: "F16", shape: [1], data: Uint16Array.of(0x3c01) })).toEqual(
      Float32Array.of(1 + 2 ** -10),
    );
    expect(toFloat32({ dtype: "BF16", shape: [1], data: Uint16Array.of(0x3f81) })).toEqual(
      Float32Array.of(1 + 2 ** -7),
    );
    expect(toFloat32({ dtype: "F64", shape: [3], data: Float64Array.of(0.1, -Infinity, NaN) })).toEqual(
      Float32Array.of(0.1, -Infinity, NaN),
    );
  });
  it("refuses a finite F64 that float32 can't hold", () => {
    expect(() => toFloat32({ dtype: "F64", shape: [2], data: Float64Array.of(1, 1e39) }, 'tensor "w"')).toThrow(
      'tensor "w": element 1 is 1e+39, too large for float32',
    );
  });
  it("refuses integers and booleans", () => {
    expect(() => toFloat32({ dtype: "I32", shape: [1], data: Int32Array.of(1) }, 'tensor "w"')).toThrow(
      'tensor "w" is I32; f32 needs F32, F64, F16 or BF16',
    );
  });
});

const int64 = (value: bigint) => () =>
  toInt32({ dtype: "I64", shape: [1], data: BigInt64Array.of(value) }, 'tensor "ids"');

describe("toInt32", () => {
  it("takes I64 to the ends of the range and no further", () => {
    expect(int64(2n ** 31n - 1n)()).toEqual(Int32Array.of(2 ** 31 - 1));
    expect(int64(-(2n ** 31n))()).toEqual(Int32Array.of(-(2 ** 31)));
    expect(int64(2n ** 31n)).toThrow('tensor "ids": element 0 is 2147483648, outside the range of i32');
    expect(int64(-(2n ** 31n) - 1n)).toThrow("outside the range of i32");
  });
  it("refuses floats", () => {
    expect(() => toInt32({ dtype: "F32", shape: [1], data: Float32Array.of(1) })).toThrow(
      "is F32; i32 needs I32 or I64",
    );
  });
});

describe("toBool", () => {
  it("takes BOOL only", () => {
    expect(toBool({ dtype: "BOOL", shape: [1], data: Uint8Array.of(1) })).toEqual(Uint8Array.of(1));
    expect(() => toBool({ dtype: "I32", shape: [1], data: Int32Array.of(1) })).toThrow("is I32; bool needs BOOL");
  });
});

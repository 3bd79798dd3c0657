import type { SoftmaxPrecision } from "../graph/node.js";

const word = new DataView(new ArrayBuffer(4));

/** A number rounded to the nearest of a format, to the even one of two that are as near. */
export const roundings: { readonly [P in SoftmaxPrecision]: (x: number) => number } = {
  f64: (x) => x,
  f32: Math.fround,
  bf16: toBfloat16,
  f16: toFloat16,
};

/** bfloat16 is the upper half of a float32. */
function toBfloat16(x: number): number {
  if (Number.isNaN(x)) return x;
  word.setFloat32(0, x);
  const bits = word.getUint32(0);
  const odd = (bits >>> 16) & 1;
  word.setUint32(0, (bits + 0x7fff + odd) & 0xffff0000);
  return word.getFloat32(0);
}

/** IEEE 754 binary16: 11 significant bits, the smallest step 2^-24, and above 65504 infinity. */
function toFloat16(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(x))), -14);
  const step = 2 ** (exponent - 10);
  const rounded = roundToEven(x / step) * step;
  return Math.abs(rounded) > 65504 ? Math.sign(x) * Infinity : rounded;
}

function roundToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

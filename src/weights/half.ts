/**
 * The two 16-bit floating-point formats of weight files. binary16 (F16) has 5 bits of exponent and 10 of mantissa,
 * bfloat16 (BF16) is the upper half of a binary32. Both widen exactly; narrowing rounds to nearest, ties to even, as
 * IEEE 754 does. NaN stays NaN with its sign and the upper bits of its payload.
 */

const SIGN = 0x80000000;
const EXPONENT = 0x7f800000;
/** What turns a binary16 exponent into a binary32 one: the difference of their biases, 127 - 15. */
const REBIAS = 112;

/** The binary16 values whose bits are given, exactly. */
export function fromFloat16(bits: Uint16Array): Float32Array {
  return mapWords(bits, widenFloat16);
}

/** The bits of the binary16 values nearest to `values`. From 65520 on that is infinity. */
export function toFloat16(values: Float32Array): Uint16Array {
  return mapHalves(values, narrowToFloat16);
}

/** The bfloat16 values whose bits are given, exactly. */
export function fromBFloat16(bits: Uint16Array): Float32Array {
  return mapWords(bits, (half) => half << 16);
}

/** The bits of the bfloat16 values nearest to `values`. */
export function toBFloat16(values: Float32Array): Uint16Array {
  return mapHalves(values, narrowToBFloat16);
}

/** Writes bits, not values: storing a NaN as a value may change its payload. */
function mapWords(halves: Uint16Array, widen: (half: number) => number): Float32Array {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) {
    words[i] = widen(halves[i] ?? 0);
  }
  return new Float32Array(words.buffer);
}

function mapHalves(values: Float32Array, narrow: (word: number) => number): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < words.length; i++) {
    halves[i] = narrow(words[i] ?? 0);
  }
  return halves;
}

function widenFloat16(half: number): number {
  const sign = (half & 0x8000) << 16;
  const magnitude = half & 0x7fff;
  if (magnitude >= 0x7c00) {
    return sign | EXPONENT | ((magnitude & 0x3ff) << 13);
  }
  return magnitude >= 0x400 ? sign | ((magnitude << 13) + (REBIAS << 23)) : sign | widenSubnormal(magnitude);
}

/** `mantissa * 2^-24`, which every binary32 holds as a normal number: its leading bit gives the exponent. */
function widenSubnormal(mantissa: number): number {
  if (mantissa === 0) {
    return 0;
  }
  const leading = 31 - Math.clz32(mantissa);
  return ((leading - 24 + 127) << 23) | ((mantissa << (23 - leading)) & 0x7fffff);
}

function narrowToFloat16(word: number): number {
  const sign = (word & SIGN) >>> 16;
  const magnitude = word & 0x7fffffff;
  if (magnitude > EXPONENT) {
    return sign | 0x7e00 | ((magnitude >> 13) & 0x3ff);
  }
  if (magnitude >= 0x47800000) {
    return sign | 0x7c00; // 2^16 and above; from 65520 on, rounding carries to the same bits
  }
  if (magnitude < (REBIAS + 1) << 23) {
    return sign | narrowToSubnormal(magnitude);
  }
  return sign | ((roundedAt(magnitude, 13) >>> 13) - (REBIAS << 10));
}

/** The nearest multiple of 2^-24, in those units: 0x400, the least normal number, where it rounds up that far. */
function narrowToSubnormal(magnitude: number): number {
  const exponent = magnitude >> 23;
  const shift = 126 - exponent;
  if (shift > 24) {
    return 0; // below half of 2^-24
  }
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  return roundedAt(mantissa, shift) >>> shift;
}

function narrowToBFloat16(word: number): number {
  const isNaN = (word & 0x7fffffff) > EXPONENT;
  return isNaN ? (word >>> 16) | 0x40 : roundedAt(word, 16) >>> 16;
}

/** `word` plus what makes cutting its low `bits` a rounding to nearest, ties to even. A carry may reach the exponent. */
function roundedAt(word: number, bits: number): number {
  const odd = (word >>> bits) & 1;
  return word + 2 ** (bits - 1) - 1 + odd;
}

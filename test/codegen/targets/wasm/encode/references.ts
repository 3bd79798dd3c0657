/** What each instruction does, in JavaScript: numbers for lanes and scalars, bigints for integers of 64 bits. */
export type Lane = number | bigint;

type Bits = 32 | 64;
const signed = (bits: Bits, value: Lane): bigint => BigInt.asIntN(bits, BigInt(value));
const unsigned = (bits: Bits, value: Lane): bigint => BigInt.asUintN(bits, BigInt(value));

/** Integer operations on signed values of `bits`; comparisons give 1 or 0. */
export function integers(bits: Bits): Readonly<Record<string, (...lanes: Lane[]) => bigint>> {
  const s =
    (f: (a: bigint, b: bigint) => bigint | boolean) =>
    (a: Lane, b: Lane = 0) =>
      signed(bits, BigInt(f(signed(bits, a), signed(bits, b))));
  const u =
    (f: (a: bigint, b: bigint) => bigint | boolean) =>
    (a: Lane, b: Lane = 0) =>
      signed(bits, BigInt(f(unsigned(bits, a), unsigned(bits, b))));
  const width = BigInt(bits);
  const binary = (value: bigint) => value.toString(2).padStart(bits, "0");
  return {
    eqz: s((a) => a === 0n),
    eq: s((a, b) => a === b),
    ne: s((a, b) => a !== b),
    lt_s: s((a, b) => a < b),
    lt_u: u((a, b) => a < b),
    gt_s: s((a, b) => a > b),
    gt_u: u((a, b) => a > b),
    le_s: s((a, b) => a <= b),
    le_u: u((a, b) => a <= b),
    ge_s: s((a, b) => a >= b),
    ge_u: u((a, b) => a >= b),
    clz: u((a) => BigInt(a === 0n ? bits : binary(a).indexOf("1"))),
    ctz: u((a) => BigInt(a === 0n ? bits : bits - 1 - binary(a).lastIndexOf("1"))),
    popcnt: u((a) => BigInt(binary(a).replaceAll("0", "").length)),
    add: s((a, b) => a + b),
    sub: s((a, b) => a - b),
    mul: s((a, b) => a * b),
    div_s: s((a, b) => a / b),
    div_u: u((a, b) => a / b),
    rem_s: s((a, b) => a % b),
    rem_u: u((a, b) => a % b),
    and: s((a, b) => a & b),
    or: s((a, b) => a | b),
    xor: s((a, b) => a ^ b),
    shl: u((a, b) => a << (b % width)),
    shr_s: (a, b = 0) => signed(bits, a) >> (unsigned(bits, b) % width),
    shr_u: u((a, b) => a >> (b % width)),
    rotl: u((a, b) => (a << (b % width)) | (a >> ((width - (b % width)) % width))),
    rotr: u((a, b) => (a >> (b % width)) | (a << ((width - (b % width)) % width))),
    abs: s((a) => (a < 0n ? -a : a)),
    neg: s((a) => -a),
    min_s: s((a, b) => (a < b ? a : b)),
    min_u: u((a, b) => (a < b ? a : b)),
    max_s: s((a, b) => (a > b ? a : b)),
    max_u: u((a, b) => (a > b ? a : b)),
  };
}

const halfEven = (x: number): number => {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
};
const withSignOf = (a: number, b: number): number => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a));

/** Float operations; comparisons give 1 or 0. `round` rounds to the width. */
export function floats(round: (x: number) => number): Readonly<Record<string, (...lanes: number[]) => number>> {
  const f =
    (compute: (a: number, b: number, c: number) => number | boolean) =>
    (a = 0, b = 0, c = 0) =>
      round(Number(compute(a, b, c)));
  return {
    eq: f((a, b) => a === b),
    ne: f((a, b) => a !== b),
    lt: f((a, b) => a < b),
    gt: f((a, b) => a > b),
    le: f((a, b) => a <= b),
    ge: f((a, b) => a >= b),
    abs: f(Math.abs),
    neg: f((a) => -a),
    ceil: f(Math.ceil),
    floor: f(Math.floor),
    trunc: f(Math.trunc),
    nearest: f(halfEven),
    sqrt: f(Math.sqrt),
    add: f((a, b) => a + b),
    sub: f((a, b) => a - b),
    mul: f((a, b) => a * b),
    div: f((a, b) => a / b),
    min: f((a, b) => Math.min(a, b)),
    max: f((a, b) => Math.max(a, b)),
    copysign: f(withSignOf),
    pmin: f((a, b) => (b < a ? b : a)),
    pmax: f((a, b) => (a < b ? b : a)),
    relaxed_min: f((a, b) => Math.min(a, b)),
    relaxed_max: f((a, b) => Math.max(a, b)),
    // Of small integers and halves, with one rounding or with two.
    relaxed_madd: f((a, b, c) => a * b + c),
    relaxed_nmadd: f((a, b, c) => c - a * b),
  };
}

/** A float as an integer of 32 bits, towards zero, the nearest there is. */
export function saturated(x: number, isSigned: boolean): number {
  const [least, greatest] = isSigned ? [-(2 ** 31), 2 ** 31 - 1] : [0, 2 ** 32 - 1];
  return Number.isNaN(x) ? 0 : Math.trunc(Math.min(Math.max(x, least), greatest)) | 0;
}

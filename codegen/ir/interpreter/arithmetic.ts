import { InterpretError } from "../errors.js";

/** The width in which a module's floats are worked with. */
export type ArithmeticName = "f32" | "f64";

/** One arithmetic: how a float is rounded after each operation, and which powers of two are normal. */
export interface Arithmetic {
  readonly name: ArithmeticName;
  /**
   * Rounds a float64 result. In float32 this is exact rounding of the operation itself: for +, -, *, / and sqrt of
   * float32 operands, rounding to float64 first changes nothing (Figueroa, "When is double rounding innocuous?").
   */
  readonly round: (value: number) => number;
  /** Exactly `2^exponent`. Throws InterpretError where that is not a normal number; in float32 `2^-127` is 0. */
  readonly powerOfTwo: (exponent: number) => number;
}

/** The arithmetic called `name`. */
export function arithmeticOf(name: ArithmeticName): Arithmetic {
  return name === "f32"
    ? { name, round: Math.fround, powerOfTwo: powersOfTwo(-126, 127, [[-127, 0]]) }
    : { name, round: (value) => value, powerOfTwo: powersOfTwo(-1022, 1023) };
}

/**
 * A float as an int, towards zero; NaN is 0. One that has more than 32 bits is the nearest that has not in float32;
 * elsewhere it throws InterpretError.
 */
export function toInt(value: number, arithmetic: ArithmeticName): number {
  const int = Math.trunc(value);
  if (int >= -0x80000000 && int <= 0x7fffffff) return int | 0;
  if (Number.isNaN(value)) return 0;
  if (arithmetic === "f32") return value < 0 ? -0x80000000 : 0x7fffffff;
  throw new InterpretError(`convert: ${value} is out of the range of a 32-bit int`);
}

function powersOfTwo(
  least: number,
  greatest: number,
  others: readonly (readonly [exponent: number, power: number])[] = [],
): (exponent: number) => number {
  // Doubling and halving are exact, which Math.pow is not promised to be.
  const powers = new Map<number, number>([[0, 1], ...others]);
  for (let n = 1, power = 2; n <= greatest; n++, power *= 2) powers.set(n, power);
  for (let n = -1, power = 0.5; n >= least; n--, power /= 2) powers.set(n, power);
  return (exponent) => {
    const power = powers.get(exponent);
    if (power !== undefined) return power;
    throw new InterpretError(`powerOfTwo: the exponent ${exponent} is not within ${least} .. ${greatest}`);
  };
}

import type { Sizes } from "../cases.js";

/** A tensor of the oracle: row-major, in float64. */
export interface Dense {
  readonly shape: Sizes;
  readonly values: Float64Array;
}

/** An axis to walk along: its size, and for each operand how far one step moves in its elements. */
export interface Walk {
  readonly size: number;
  readonly steps: readonly number[];
}

/** The number of elements of a shape. */
export function elements(shape: Sizes): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** How far apart the neighbours along each axis of a row-major tensor are. */
export function stridesOf(shape: Sizes): readonly number[] {
  return shape.map((_, axis) => elements(shape.slice(axis + 1)));
}

/**
 * Visits every combination of indices, the last axis fastest, with the offset that it has in each operand.
 * `visit` is given the same array each time.
 */
export function walk(axes: readonly Walk[], operands: number, visit: (offsets: readonly number[]) => void): void {
  const offsets = Array.from({ length: operands }, () => 0);
  const step = (axis: number): void => {
    const current = axes[axis];
    if (current === undefined) {
      visit(offsets);
      return;
    }
    for (let index = 0; index < current.size; index++) {
      step(axis + 1);
      for (let operand = 0; operand < operands; operand++) offsets[operand]! += current.steps[operand]!;
    }
    for (let operand = 0; operand < operands; operand++) {
      offsets[operand]! -= current.size * current.steps[operand]!;
    }
  };
  step(0);
}

/**
 * Sum of `(i + 1) * element i`, modulo 1000003 and not negative, as the lists give it.
 *
 * @throws RangeError if an element isn't an integer that float64 holds exactly
 */
export function checksumOf(values: Float64Array): number {
  const modulus = 1_000_003;
  let sum = 0;
  for (const [i, value] of values.entries()) {
    if (!Number.isSafeInteger(value))
      throw new RangeError(`the oracle's element ${i} isn't an exact integer: ${value}`);
    sum = (sum + (i + 1) * (value % modulus)) % modulus;
  }
  return sum < 0 ? sum + modulus : Math.abs(sum);
}

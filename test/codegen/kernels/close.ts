import { expect } from "vitest";

type Numbers = ArrayLike<number>;

/**
 * The greatest difference, relative to the greatest number in `expected`, or to `least` if that is more. Infinity where
 * the lengths differ, or a NaN or an infinity stands where the other side has something else.
 */
export function distance(actual: Numbers, expected: Numbers, least = 0): number {
  if (actual.length !== expected.length) return Infinity;
  let greatest = least;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i] ?? Number.NaN, expected[i] ?? Number.NaN];
    if (Object.is(a, e)) continue;
    if (!Number.isFinite(a) || !Number.isFinite(e)) return Infinity;
    greatest = Math.max(greatest, Math.abs(e));
    difference = Math.max(difference, Math.abs(a - e));
  }
  return difference === 0 ? 0 : difference / greatest;
}

/**
 * How far a kernel may be from the evaluator. Rule: twice the float32 reference's own error and a millionth of the
 * greatest result; without the first part this is tighter.
 */
export const tolerance = 1e-6;

/** Expects a kernel's result where the evaluator's is, within the {@link tolerance}. */
export function expectClose(actual: Numbers, expected: Numbers): void {
  expect(distance(actual, expected)).toBeLessThanOrEqual(tolerance);
}

/**
 * Expects about the same of results of a random program: the evaluator rounds to float32 after each operation, and those
 * that follow may amplify that. Bit for bit kernels are compared with the interpreter.
 */
export function expectSimilar(actual: Numbers, expected: Numbers): void {
  expect(distance(actual, expected, 1)).toBeLessThanOrEqual(1e-5);
}

import { expect } from "vitest";

type Numbers = ArrayLike<number>;

/**
 * The greatest difference, relative to the greatest number in `expected`. Infinity where the lengths differ, or a NaN or
 * an infinity stands where the other side has something else.
 */
export function distance(actual: Numbers, expected: Numbers): number {
  if (actual.length !== expected.length) return Infinity;
  let greatest = 0;
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
export function expectClose(actual: Numbers, expected: Numbers, within = tolerance): void {
  expect(actual.length).toBe(expected.length);
  expect(distance(actual, expected)).toBeLessThanOrEqual(within);
}

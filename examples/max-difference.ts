/** The largest of the differences between elements; NaN where one is NaN, or there are more of one than the other. */
export function maxDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let largest = left.length === right.length ? 0 : NaN;
  for (let i = 0; i < left.length; i++) largest = Math.max(largest, Math.abs((left[i] ?? NaN) - (right[i] ?? NaN)));
  return largest;
}

/** What a result is compared with: the same computation in float32 and in float64, row-major. */
export interface Reference {
  readonly shape: readonly number[];
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  /** How far a result may be, where the float32 reference doesn't tell. */
  readonly allowed?: number;
}

/**
 * How far a result may be from the float64 reference: twice as far as the float32 reference is, and 1e-6 of the greatest
 * value to spare.
 */
export function allowedError({ float32, float64, allowed }: Reference): number {
  if (allowed !== undefined) return allowed;
  return 2 * greatestError(float32, float64) + 1e-6 * greatestMagnitude(float64);
}

/** The greatest distance between elements that belong together; NaN if one of them is NaN. */
export function greatestError(values: ArrayLike<number>, exact: ArrayLike<number>): number {
  let greatest = 0;
  for (let i = 0; i < exact.length; i++) {
    const [value, wanted] = [values[i] ?? NaN, exact[i] ?? NaN];
    // Math.max keeps a NaN. Equal infinities have no distance.
    greatest = Math.max(greatest, value === wanted ? 0 : Math.abs(value - wanted));
  }
  return greatest;
}

/** The greatest absolute value; NaN if one is NaN. */
export function greatestMagnitude(values: ArrayLike<number>): number {
  let greatest = 0;
  for (let i = 0; i < values.length; i++) greatest = Math.max(greatest, Math.abs(values[i] ?? NaN));
  return greatest;
}

/**
 * What makes a reference unfit to judge by; undefined if nothing does. A damaged reference could allow any error: it must
 * be finite, and its two halves no further apart than they were when they were made.
 *
 * @param recorded how far the float32 reference was from float64 then; undefined where that isn't known
 */
export function problemOf({ float32, float64 }: Reference, recorded: number | undefined): string | undefined {
  const greatest = greatestMagnitude(float64);
  const distance = greatestError(float32, float64);
  if (!Number.isFinite(greatest) || !Number.isFinite(distance)) {
    return "the expected values hold NaN or Infinity that no mask explains";
  }
  const explained = recorded === undefined ? UNRECORDED * greatest : 1.001 * recorded + ROUNDING * greatest;
  if (distance <= explained) return undefined;
  const limit = recorded === undefined ? "float32 explains" : `the ${show(recorded)} in index.json`;
  return `the expected float32 and float64 values are ${show(distance)} apart, more than ${limit}`;
}

/** The most, of the greatest value, that a float32 computation is believed to be off where nothing says how much it was. */
const UNRECORDED = 1e-4;
/** Of the greatest value: what rounding a result to float32 once more may add, as in a mean over heads. */
const ROUNDING = 1e-7;

/** An error as people read it: `1.23e-7`. */
export function show(error: number): string {
  return error === 0 ? "0" : error.toExponential(2);
}

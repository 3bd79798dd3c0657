import type { ComputedResult } from "./contestant.js";

/** Sums of 512 products in float32 or float64 differ by less than this, of the greatest value. */
const TOLERANCE = 1e-4;

/** Someone computed something else than what was asked for. */
export class WrongResult extends Error {
  override readonly name = "WrongResult";
}

/**
 * Holds what a contestant computed against the right result.
 * @throws WrongResult if it is something else: its time would say nothing
 */
export function checkResult(
  contestant: string,
  workload: string,
  { data, from }: ComputedResult,
  reference: Float64Array,
): void {
  if (data.length !== reference.length || distance(data.subarray(from), reference.subarray(from)) > TOLERANCE) {
    throw new WrongResult(`${contestant} computes something else than ${workload}: its time would say nothing`);
  }
}

/** The greatest difference, of the greatest value; Infinity if there is a NaN. */
function distance(found: Float32Array, wanted: Float64Array): number {
  let [greatest, difference] = [0, 0];
  for (const [i, value] of wanted.entries()) {
    greatest = Math.max(greatest, Math.abs(value));
    difference = Math.max(difference, Math.abs((found[i] ?? NaN) - value));
  }
  return Number.isNaN(difference) || greatest === 0 ? Infinity : difference / greatest;
}

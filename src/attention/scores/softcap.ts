import type { ScoreFunction } from "../score-function.js";

/**
 * Scores within `-cap` and `cap`: `cap * tanh(score / cap)` (Gemma 2, 2024, section 2).
 * @throws RangeError if the cap is not a finite number above 0
 */
export function softcap(cap: number): ScoreFunction {
  if (!(cap > 0 && cap < Infinity)) throw new RangeError(`softcap: the cap is a finite number above 0: got ${cap}`);
  return (score) => score.div(cap).tanh().mul(cap);
}

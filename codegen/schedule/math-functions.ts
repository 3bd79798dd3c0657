import type { ProcedureBuilder } from "../ir/builder.js";
import type { Expression } from "../ir/nodes.js";
import { erf, exp, expOfNegative, logistic, sinOfTurns, tanh } from "./math.js";
import * as functions32 from "./math-f32.js";
import type { Machine } from "./machine.js";

/** A function as arithmetic of the loop IR; it may name values in between. */
type Write = (b: ProcedureBuilder, x: Expression) => Expression;

/** The functions that targets don't have alike. */
export interface MathFunctions {
  readonly exp: Write;
  /** {@link exp} where x is at most 0, which takes less. */
  readonly expOfNegative: Write;
  /**
   * `e^(x / unit)` where x is at most 0: `unit` is what makes it the least work, so scores are computed in it from the
   * start.
   */
  readonly powers: { readonly unit: number; readonly ofNegative: Write };
  readonly tanh: Write;
  readonly erf: Write;
  /** 1 / (1 + e^-x). */
  readonly logistic: Write;
  /** The sine of an angle between -1/4 and 1/4, in turns. */
  readonly sinOfTurns: Write;
}

const float64: MathFunctions = {
  exp,
  expOfNegative,
  powers: { unit: 1, ofNegative: expOfNegative },
  tanh,
  erf,
  logistic,
  sinOfTurns,
};
const float32: MathFunctions = {
  exp: functions32.exp,
  expOfNegative: functions32.expOfNegative,
  powers: { unit: Math.LOG2E, ofNegative: functions32.exp2OfNegative },
  tanh: functions32.tanh,
  erf: functions32.erf,
  logistic: functions32.logistic,
  sinOfTurns: functions32.sinOfTurns,
};

/** The functions in a machine's arithmetic. */
export function mathOf({ arithmetic }: Machine): MathFunctions {
  return arithmetic === "f64" ? float64 : float32;
}

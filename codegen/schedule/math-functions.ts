import type { ProcedureBuilder } from "../ir/builder.js";
import type { Expression } from "../ir/nodes.js";
import { erf, exp, expOfNegative, tanh } from "./math.js";
import * as float32 from "./math-f32.js";
import type { Machine } from "./machine.js";

/** A function as arithmetic of the loop IR; it may name values in between. */
type Write = (b: ProcedureBuilder, x: Expression) => Expression;

/** The functions that targets don't have alike. */
export interface MathFunctions {
  readonly exp: Write;
  /** {@link exp} where x is at most 0, which takes less. */
  readonly expOfNegative: Write;
  readonly tanh: Write;
  readonly erf: Write;
}

const float64: MathFunctions = { exp, expOfNegative, tanh, erf };

/** The functions in a machine's arithmetic. */
export function mathOf({ arithmetic }: Machine): MathFunctions {
  return arithmetic === "f64" ? float64 : float32;
}

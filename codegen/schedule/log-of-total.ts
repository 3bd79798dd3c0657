import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, div, mul, num, select, sub } from "../ir/expressions.js";
import type { Expression } from "../ir/nodes.js";
import type { Machine } from "./machine.js";

/**
 * The natural logarithm of the total of a softmax: a number from 1 up to 2^32, or NaN, which stays. `n ln 2 + log m` with
 * `x = 2^n m` and m near 1, where `log m` is the series of `2 atanh((m - 1) / (m + 1))`. Relative error below 1e-15 in
 * float64, of the order of one rounding in float32.
 */
export function logOfTotal(b: ProcedureBuilder, { arithmetic }: Machine, x: Expression): Expression {
  let mantissa: Expression = b.let("mantissa", x);
  let exponent: Expression = num(0);
  for (const power of [16, 8, 4, 2, 1, 0.5]) {
    // The last step leaves m between the square roots of 1/2 and 2.
    const [least, down] = power < 1 ? [Math.SQRT2, 1] : [2 ** power, power];
    const isAbove = b.let("isAbove", compare("le", num(least), mantissa));
    mantissa = b.let("mantissa", select(isAbove, mul(mantissa, num(2 ** -down)), mantissa));
    exponent = b.let("exponent", select(isAbove, add(exponent, num(down)), exponent));
  }
  const ratio = b.let("ratio", div(sub(mantissa, num(1)), add(mantissa, num(1))));
  const square = b.let("square", mul(ratio, ratio));
  const terms = Array.from({ length: arithmetic === "f64" ? 10 : 5 }, (_, i) => num(2 / (2 * i + 1)));
  const series = terms.reduceRight((sum, term) => add(mul(sum, square), term));
  return b.let("log", add(mul(exponent, num(Math.LN2)), mul(series, ratio)));
}

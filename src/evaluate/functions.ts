import type { BinaryFunction, UnaryFunction } from "../graph/node.js";

/**
 * The error function, `2/sqrt(pi)` times the integral of `exp(-t^2)` from 0 to `x`, to about 1e-15.
 *
 * Abramowitz and Stegun, Handbook of Mathematical Functions: series 7.1.6 near 0, where all terms have one sign, and
 * the continued fraction 7.1.14 of the complement in the tails, cut where it has converged to float64.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 2.5) return Math.sign(x) * erfSeries(size);
  if (size < 6) return Math.sign(x) * (1 - erfcFraction(size));
  // Beyond 6 the complement is below 2.2e-17, half the last place of 1. NaN fails every comparison and stays NaN.
  return Math.sign(x);
}

/** 7.1.6: `2/sqrt(pi) exp(-x^2) sum over n of 2^n x^(2n+1) / (1 * 3 * .. * (2n+1))`. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** 7.1.14: `exp(-x^2)/sqrt(pi) * 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ..))))`, from the innermost term out. */
function erfcFraction(x: number): number {
  const terms = 60;
  let denominator = x;
  for (let n = terms; n >= 1; n--) denominator = x + n / 2 / denominator;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * denominator);
}

/** Hendrycks and Gimpel, Gaussian Error Linear Units, 2016: `x` times the normal distribution function. */
function gelu(x: number): number {
  return 0.5 * x * (1 + erf(x * Math.SQRT1_2));
}

/** The tanh approximation in section 2 of the same paper. */
function geluTanh(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
}

/** In float64. At infinities and NaN they give what IEEE arithmetic gives, as PyTorch's do: `gelu(-inf)` is NaN. */
export const unaryFunctions: { readonly [F in UnaryFunction]: (x: number) => number } = {
  exp: Math.exp,
  tanh: Math.tanh,
  relu: (x) => (x < 0 ? 0 : x),
  gelu,
  geluTanh,
  silu: (x) => x / (1 + Math.exp(-x)),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  sqrt: Math.sqrt,
  neg: (x) => -x,
};

/** In float64; the result is rounded where it is stored. */
export const binaryFunctions: { readonly [F in BinaryFunction]: (left: number, right: number) => number } = {
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
  div: (left, right) => left / right,
};

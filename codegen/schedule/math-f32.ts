/**
 * The functions of {@link MathFunctions} in float32. Operands may be scalars or vectors. An exponent is a float that is
 * an integer until the power is taken, so that no vector goes through integers.
 */
import type { ProcedureBuilder } from "../ir/builder.js";
import {
  abs,
  add,
  compare,
  convert,
  div,
  floor,
  max,
  min,
  mul,
  neg,
  num,
  powerOfTwo,
  select,
  sub,
} from "../ir/expressions.js";
import type { Expression } from "../ir/nodes.js";
import { typeOf } from "../ir/types.js";

// ln 2 in two parts: the first has so few bits that its product with an exponent is exact (Cody and Waite, 1980).
const LN2_HIGH = 0.693359375;
const LN2_LOW = Math.LN2 - LN2_HIGH;
/** The arguments between which e^x is a normal float32, with an exponent to spare at both ends. */
const EXP_RANGE = { least: -86.6, greatest: 88.72 };
/** e^r - 1 - r over r^2, for |r| <= ln(2)/2 (Moshier, Cephes, 1992): relative error of e^r below 1e-7. */
const EXP_NEAR_0 = [5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.333451907e-3, 1.3981999507e-3, 1.98756915e-4];

/** e^x: `2^n e^r` with `x = n ln 2 + r`. 0 below e^-86.6, infinity above the greatest float32; NaN stays NaN. */
export function exp(b: ProcedureBuilder, x: Expression): Expression {
  const c = constantsLike(x);
  const bounded = b.let("bounded", min(max(x, c(EXP_RANGE.least)), c(EXP_RANGE.greatest)));
  const { power, mantissa } = partsOf(b, bounded);
  // 2^128 is no float32, but e^88.7 is one: half of the power is taken first.
  const half = powerOfTwo(convert("int", sub(power, c(1))));
  const above = select(compare("lt", c(EXP_RANGE.greatest), x), c(Infinity), mul(mul(mantissa, half), c(2)));
  return b.let("exp", select(compare("lt", x, c(EXP_RANGE.least)), c(0), above));
}

/**
 * {@link exp} where x is at most 0: `2^n 2^r` with `x log2(e) = n + r`, where only the last bits of weights far below 1
 * suffer from the rounding of the product. The exponent comes from a number that is never NaN; r brings the NaN back.
 */
export function expOfNegative(b: ProcedureBuilder, x: Expression): Expression {
  return exp2OfNegative(b, b.let("scaled", mul(x, constantsLike(x)(Math.LOG2E))));
}

/**
 * 2^x where x is at most 0: `2^n 2^r` with `x = n + r`. Adding {@link ROUNDS} rounds to an integer, and leaves n in the
 * last bits, as exponents are biased. 0 below 2^-126.5, whose n is one below the least exponent; NaN stays NaN.
 */
export function exp2OfNegative(b: ProcedureBuilder, x: Expression): Expression {
  const c = constantsLike(x);
  const bounded = b.let("bounded", max(x, c(EXP2_LEAST)));
  const rounded = b.let("rounded", add(bounded, c(ROUNDS)));
  const power = b.let("power", sub(rounded, c(ROUNDS)));
  const rest = b.let("rest", sub(bounded, power));
  return b.let("exp", mul(exp2Near0(b, rest), powerOfTwo(convert("int", power))));
}

/**
 * 2^r for |r| <= 1/2: `1 + (c1 r + r^2 ((c2 + c3 r) + r^2 (c4 + c5 r)))`. By Horner's rule each term would wait for the one
 * before it, twice as long; 1 is added last, so that the sum of the small terms is rounded while it is small.
 */
function exp2Near0(b: ProcedureBuilder, r: Expression): Expression {
  const c = constantsLike(r);
  const [c0, c1, c2, c3, c4, c5] = EXP2_NEAR_0;
  const square = b.let("square", mul(r, r));
  const pair = (low: number, high: number): Expression => add(c(low), mul(c(high), r));
  return add(c(c0), add(mul(c(c1), r), mul(square, add(pair(c2, c3), mul(square, pair(c4, c5))))));
}
const EXP2_LEAST = -127;
/** 1.5 * 2^23, where neighbouring floats lie 1 apart, and the bias of exponents. */
const ROUNDS = 1.5 * 2 ** 23 + 127;
/**
 * 2^r for |r| <= 1/2, with the least greatest relative error of those that are 1 at 0: 1.9e-7 with the rounding of float32.
 */
const EXP2_NEAR_0 = [
  1, 0.6931470036506653, 0.24022242426872253, 0.05550733581185341, 0.009671512991189957, 0.001326472731307149,
] as const;

/** n, an integer as a float, and e^r. */
function partsOf(b: ProcedureBuilder, x: Expression): { readonly power: Expression; readonly mantissa: Expression } {
  const c = constantsLike(x);
  const power = b.let("power", floor(add(mul(x, c(Math.LOG2E)), c(0.5))));
  const rest = b.let("rest", sub(sub(x, mul(power, c(LN2_HIGH))), mul(power, c(LN2_LOW))));
  const square = mul(rest, rest);
  return { power, mantissa: b.let("mantissa", add(add(mul(polynomial(EXP_NEAR_0, rest), square), rest), c(1))) };
}

/** tanh x: `1 - 2 / (e^2x + 1)`, and near 0, where that cancels, an odd polynomial (Moshier, Cephes, 1992). */
export function tanh(b: ProcedureBuilder, x: Expression): Expression {
  const c = constantsLike(x);
  const grown = exp(b, b.let("twice", mul(c(2), x)));
  const far = sub(c(1), div(c(2), add(grown, c(1))));
  const square = b.let("square", mul(x, x));
  const near = add(mul(mul(polynomial(TANH_NEAR_0, square), square), x), x);
  return b.let("tanh", select(compare("lt", square, c(TANH_NEAR * TANH_NEAR)), near, far));
}
const TANH_NEAR = 0.625;
const TANH_NEAR_0 = [-3.33332819422e-1, 1.33314422036e-1, -5.37397155531e-2, 2.06390887954e-2, -5.70498872745e-3];

/**
 * erf x: `x P(x^2) / Q(x^2)`, with the least greatest error between -3.93 and 3.93, and 1 with the sign of x beyond, where
 * float32 has nothing between erf x and 1. Error below 4e-7, nearly all of it rounding.
 */
export function erf(b: ProcedureBuilder, x: Expression): Expression {
  const c = constantsLike(x);
  const bounded = b.let("bounded", min(max(x, c(-ERF_IS_1)), c(ERF_IS_1)));
  const square = b.let("square", mul(bounded, bounded));
  const quotient = b.let("quotient", div(mul(bounded, polynomial(ERF_ABOVE, square)), polynomial(ERF_BELOW, square)));
  const far = select(compare("lt", x, c(0)), c(-1), c(1));
  return b.let("erf", select(compare("lt", c(ERF_IS_1), abs(x)), far, quotient));
}
const ERF_IS_1 = 3.93;
const ERF_ABOVE = [1.12837877, 0.207068275, 0.0515229621, 0.00401166186, 0.000149759127, -1.99319979e-6, 1.98256532e-8];
const ERF_BELOW = [1, 0.51683812, 0.117958187, 0.0149695131, 0.00103301127];

/**
 * The logistic function, 1 / (1 + e^-x): a power of a number that is at most 0 takes less than of any, and that of the
 * size of x is one for both signs.
 */
export function logistic(b: ProcedureBuilder, x: Expression): Expression {
  const c = constantsLike(x);
  const power = b.let("power", expOfNegative(b, b.let("negative", neg(abs(x)))));
  return b.let("logistic", div(select(compare("lt", x, c(0)), power, c(1)), add(c(1), power)));
}

/** sin(2 pi x) for x between -1/4 and 1/4: an odd polynomial. Error below 1.7e-7. */
export function sinOfTurns(b: ProcedureBuilder, x: Expression): Expression {
  return mul(x, polynomial(SIN_OF_TURNS, b.let("square", mul(x, x))));
}
/** sin(2 pi x) / x in x^2, with the least greatest error of x times it. */
const SIN_OF_TURNS = [6.28318548, -41.341713, 81.604027, -76.6101532, 39.9460182];

/** Horner's rule; coefficients from the constant up. */
function polynomial(coefficients: readonly number[], x: Expression): Expression {
  const c = constantsLike(x);
  return (
    coefficients.reduceRight<Expression | undefined>(
      (sum, coefficient) => (sum === undefined ? c(coefficient) : add(mul(sum, x), c(coefficient))),
      undefined,
    ) ?? c(0)
  );
}

/** Makes constants with as many lanes as `x` has. */
function constantsLike(x: Expression): (value: number) => Expression {
  const { lanes } = typeOf(x);
  return (value) => num(value, lanes);
}

/**
 * The functions that targets don't have alike, as arithmetic of the loop IR in float64. Every target that computes
 * in float64 gives the same bits.
 */
import type { ProcedureBuilder } from "../ir/builder.js";
import {
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

// ln 2 in two parts: the first has so few bits that its product with an exponent is exact (Cody and Waite, 1980).
const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = Math.LN2 - LN2_HIGH;
/** The arguments between which e^x is a normal float64. Beyond them the result is 0 or infinity. */
const EXP_RANGE = { least: -708, greatest: 709 };
/** e^r for |r| <= ln(2)/2, interpolated at Chebyshev points: relative error below 1.1e-12. */
const EXP_NEAR_0 = [
  1.0000000000000002, 0.9999999999797591, 0.4999999999978751, 0.16666666891246937, 0.04166666689614388,
  0.008333266059918323, 0.0013888820909782379, 0.0001991588722373937, 0.00002487650579280306,
];

/** e^x: `2^n e^r` with `x = n ln 2 + r`. Relative error below 2e-12; 0 below e^-708; NaN stays NaN. */
export function exp(b: ProcedureBuilder, x: Expression): Expression {
  const bounded = b.let("bounded", min(max(x, num(EXP_RANGE.least)), num(EXP_RANGE.greatest)));
  const power = b.let("power", convert("int", floor(add(mul(bounded, num(Math.LOG2E)), num(0.5)))));
  const above = select(compare("lt", num(EXP_RANGE.greatest), x), num(Infinity), expOf(b, bounded, power));
  return b.let("exp", select(compare("lt", x, num(EXP_RANGE.least)), num(0), above));
}

/** {@link exp} where x is at most 0, which takes less. */
export function expOfNegative(b: ProcedureBuilder, x: Expression): Expression {
  const bounded = b.let("bounded", max(x, num(EXP_RANGE.least)));
  // Towards zero from half a step below is to the nearest, for x below 0.
  const power = b.let("power", convert("int", sub(mul(bounded, num(Math.LOG2E)), num(0.5))));
  return b.let("exp", select(compare("lt", x, num(EXP_RANGE.least)), num(0), expOf(b, bounded, power)));
}

function expOf(b: ProcedureBuilder, x: Expression, power: Expression): Expression {
  const exponent = b.let("exponent", convert("float", power));
  const rest = b.let("rest", sub(sub(x, mul(exponent, num(LN2_HIGH))), mul(exponent, num(LN2_LOW))));
  return mul(
    inPairs(
      b,
      EXP_NEAR_0.map((coefficient) => num(coefficient)),
      rest,
    ),
    powerOfTwo(power),
  );
}

/** The logistic function, 1 / (1 + e^-x). */
export function logistic(b: ProcedureBuilder, x: Expression): Expression {
  return b.let("logistic", div(num(1), add(num(1), exp(b, b.let("negative", neg(x))))));
}

/** tanh x: `1 - 2 / (e^2x + 1)`, and near 0, where that cancels, its Taylor series. Relative error below 1e-11. */
export function tanh(b: ProcedureBuilder, x: Expression): Expression {
  const grown = exp(b, mul(num(2), x));
  const far = sub(num(1), div(num(2), add(grown, num(1))));
  const square = b.let("square", mul(x, x));
  const near = mul(x, polynomial([1, -1 / 3, 2 / 15, -17 / 315, 62 / 2835], square));
  return b.let("tanh", select(compare("lt", square, num(TANH_NEAR * TANH_NEAR)), near, far));
}
const TANH_NEAR = 0.1;

/**
 * erf x. Up to 2 in size `x P(x^2)`; above, `1 - e^(-x^2) Q(1/x) / x`, with P and Q interpolated at Chebyshev points
 * from the series 7.1.6 and the continued fraction 7.1.14 of Abramowitz and Stegun. Error below 1e-12.
 */
export function erf(b: ProcedureBuilder, x: Expression): Expression {
  const square = b.let("square", mul(x, x));
  const near = mul(x, polynomial(ERF_NEAR, sub(mul(min(square, num(4)), num(0.5)), num(1))));
  const size = b.let("size", max(select(compare("lt", x, num(0)), neg(x), x), num(2)));
  const inverse = b.let("inverse", div(num(1), size));
  const decay = exp(b, neg(mul(size, size)));
  const complement = mul(mul(decay, inverse), polynomial(ERF_FAR, sub(mul(inverse, num(6)), num(2))));
  const far = b.let("far", sub(num(1), complement));
  const signed = select(compare("lt", x, num(0)), neg(far), far);
  return b.let("erf", select(compare("lt", num(4), square), signed, near));
}

/** In `x^2 / 2 - 1`, for x^2 from 0 to 4. */
const ERF_NEAR = [
  0.6749332360398019, -0.2611118609312719, 0.11947913859554103, -0.048662777447277455, 0.01712834480027541,
  -0.005234875864492419, 0.0014050900557615517, -0.0003351433661151759, 0.00007180490544759064,
  -0.000013946749900485755, 0.0000024701140952337094, -4.038130733923546e-7, 6.529142280799403e-8,
  -9.120867616729811e-9,
];
/** In `6/x - 2`, for x from 2 to 6; further out the complement is below 1e-15 and needs no digits. */
const ERF_FAR = [
  0.5370034535141021, -0.023826556735852888, -0.003204799813237003, 0.0009059267003603599, -0.0000791957400782195,
  -0.00001242865377606428, 0.000005949490802947821, -0.0000010218653857307912, -2.770998150936066e-8,
  5.346002538431094e-8,
];

/** sin(2 pi x) for x between -1/4 and 1/4: an odd polynomial. Error below 1e-13. */
export function sinOfTurns(b: ProcedureBuilder, x: Expression): Expression {
  return mul(x, polynomial(SIN_OF_TURNS, b.let("square", mul(x, x))));
}
/** sin(2 pi x) / x in x^2, with the least greatest error of x times it. */
const SIN_OF_TURNS = [
  6.283185307177213, -41.34170223898256, 81.60524903106807, -76.70584107011746, 42.05796213706344, -15.079270747140981,
  3.654955333098769,
];

/** Horner's rule; coefficients from the constant up. */
function polynomial(coefficients: readonly number[], x: Expression): Expression {
  return (
    coefficients.reduceRight<Expression | undefined>(
      (sum, coefficient) => (sum === undefined ? num(coefficient) : add(mul(sum, x), num(coefficient))),
      undefined,
    ) ?? num(0)
  );
}

/**
 * Estrin's scheme (1960): neighbouring terms are joined two by two, with x, x^2, x^4, so that products don't wait for
 * each other as they do in Horner's rule.
 */
function inPairs(b: ProcedureBuilder, terms: readonly Expression[], x: Expression): Expression {
  const [only] = terms;
  if (terms.length <= 1) return only ?? num(0);
  const joined = terms.flatMap((low, i) => {
    const high = terms[i + 1];
    if (i % 2 === 1) return [];
    return [high ? add(low, mul(high, x)) : low];
  });
  return inPairs(b, joined, joined.length > 1 ? b.let("power", mul(x, x)) : x);
}

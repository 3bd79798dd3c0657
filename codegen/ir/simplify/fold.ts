import { arithmeticOf } from "../interpreter/arithmetic.js";
import type { BinaryOperator, Comparison, Expression, UnaryOperator, ValueType } from "../nodes.js";

/** A constant. */
export type NumberExpression = Extract<Expression, { readonly kind: "number" }>;

const float32 = arithmeticOf("f32");

/** `operator operand` for a constant, where every arithmetic gives the same; else undefined. */
export function foldUnary(operator: UnaryOperator, operand: NumberExpression): Expression | undefined {
  const { value, type } = operand;
  switch (operator) {
    // Rounding is symmetric, so these are exact for any constant.
    case "neg":
      return numberOf(type.scalar === "int" ? -value | 0 : -value, type);
    case "abs":
      return numberOf(type.scalar === "int" ? Math.abs(value) | 0 : Math.abs(value), type);
    case "floor":
      return exact(Math.floor(value), type, [value]);
    case "sqrt":
      return exact(Math.sqrt(value), type, [value]);
    case "not":
      return numberOf(1 - value, type);
  }
}

/** `left operator right` for constants, where every arithmetic gives the same; else undefined. */
export function foldBinary(
  operator: BinaryOperator,
  left: NumberExpression,
  right: NumberExpression,
): Expression | undefined {
  const [a, b] = [left.value, right.value];
  const isInt = left.type.scalar === "int";
  switch (operator) {
    case "add":
      return exact(isInt ? (a + b) | 0 : a + b, left.type, [a, b]);
    case "sub":
      return exact(isInt ? (a - b) | 0 : a - b, left.type, [a, b]);
    case "mul":
      return exact(isInt ? Math.imul(a, b) : a * b, left.type, [a, b]);
    case "div":
      return exact(a / b, left.type, [a, b]);
    case "min":
      return exact(b < a ? b : a, left.type, [a, b]);
    case "max":
      return exact(a < b ? b : a, left.type, [a, b]);
    case "and":
      return numberOf(a & b, left.type);
    case "or":
      return numberOf(a | b, left.type);
    case "addPairs":
      return undefined;
  }
}

/** The bool of a comparison of constants, where every arithmetic gives the same; else undefined. */
export function foldComparison(
  operator: Comparison,
  left: NumberExpression,
  right: NumberExpression,
): Expression | undefined {
  const [a, b] = [left.value, right.value];
  const holds = { lt: a < b, le: a <= b, eq: a === b, ne: a !== b }[operator];
  const type: ValueType = { scalar: "bool", lanes: left.type.lanes };
  return left.type.scalar === "int" || [a, b].every(isFloat32) ? numberOf(holds ? 1 : 0, type) : undefined;
}

/** A constant converted, where every arithmetic gives the same; else undefined. */
export function foldConversion(to: "float" | "int", operand: NumberExpression): Expression | undefined {
  const { value, type } = operand;
  if (!isFloat32(value)) return undefined;
  if (to === "float") return numberOf(value, { scalar: "float", lanes: type.lanes });
  const int = Math.trunc(value);
  return (int | 0) === int ? numberOf(int | 0, { scalar: "int", lanes: type.lanes }) : undefined;
}

/** `2^operand` for a constant exponent that is normal in every arithmetic; else undefined. */
export function foldPowerOfTwo(operand: NumberExpression): Expression | undefined {
  const { value, type } = operand;
  if (value < -126 || value > 127) return undefined;
  return numberOf(float32.powerOfTwo(value), { scalar: "float", lanes: type.lanes });
}

/** `value` in each lane of `type`. */
export function numberOf(value: number, type: ValueType): NumberExpression {
  return Object.freeze({ kind: "number", value, type: Object.freeze({ scalar: type.scalar, lanes: type.lanes }) });
}

/**
 * `value` if no arithmetic rounds it otherwise: an int, or a float32 that comes from float32 operands. (Float64 gives
 * `value`, and float32 gives its rounding, which is `value` again.) NaN is left to the run.
 */
function exact(value: number, type: ValueType, operands: readonly number[]): Expression | undefined {
  return type.scalar === "int" || [value, ...operands].every(isFloat32) ? numberOf(value, type) : undefined;
}

function isFloat32(value: number): boolean {
  return Math.fround(value) === value;
}

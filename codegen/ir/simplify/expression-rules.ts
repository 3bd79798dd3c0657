import { constantValue } from "../affine.js";
import type { Expression } from "../nodes.js";
import { mapOperands } from "../traverse.js";
import { typeOf } from "../types.js";
import { foldBinary, foldComparison, foldConversion, foldPowerOfTwo, foldUnary, numberOf } from "./fold.js";

/** A rewriting of expressions: the simpler expression with the same bits in every arithmetic, or undefined. */
export interface ExpressionRule {
  readonly name: string;
  readonly rewrite: (expression: Expression) => Expression | undefined;
}

/** The rules for expressions, in the order in which they are tried on an expression whose operands are simple. */
export const expressionRules: readonly ExpressionRule[] = [
  { name: "a constant operation is its result", rewrite: foldConstants },
  { name: "a constant index is a number", rewrite: foldIndex },
  { name: "x * 1, x / 1, x - 0 and int x + 0 are x", rewrite: dropNeutral },
  { name: "a double negation is the operand", rewrite: dropDoubleNegation },
  { name: "true and x, false or x are x; false and x, true or x are the constant", rewrite: shortCircuit },
  { name: "a selection by a constant is the branch", rewrite: selectConstant },
  { name: "a lane of a splat is the scalar", rewrite: laneOfSplat },
  { name: "a splat of a constant is a constant vector", rewrite: splatConstant },
];

/** `expression` with the rules applied from the leaves up until none applies. */
export function simplifyExpression(expression: Expression): Expression {
  const mapped = mapOperands(expression, simplifyExpression);
  for (const { rewrite } of expressionRules) {
    const simpler = rewrite(mapped);
    // The parts of a simpler expression are simple already; only its top may give another rule something to do.
    if (simpler !== undefined) return simplifyExpression(simpler);
  }
  return mapped;
}

function foldConstants(expression: Expression): Expression | undefined {
  switch (expression.kind) {
    case "unary": {
      const { operator, operand } = expression;
      return operand.kind === "number" ? foldUnary(operator, operand) : undefined;
    }
    case "binary": {
      const { operator, left, right } = expression;
      return left.kind === "number" && right.kind === "number" ? foldBinary(operator, left, right) : undefined;
    }
    case "compare": {
      const { operator, left, right } = expression;
      return left.kind === "number" && right.kind === "number" ? foldComparison(operator, left, right) : undefined;
    }
    case "convert":
      return expression.operand.kind === "number" ? foldConversion(expression.to, expression.operand) : undefined;
    case "powerOfTwo":
      return expression.operand.kind === "number" ? foldPowerOfTwo(expression.operand) : undefined;
    default:
      return undefined;
  }
}

function foldIndex(expression: Expression): Expression | undefined {
  const value = expression.kind === "index" ? constantValue(expression.index) : undefined;
  return value === undefined ? undefined : numberOf(value, { scalar: "int", lanes: 1 });
}

/** Not `x + 0` of floats, which turns -0 into 0, nor `x - (-0)`, which is the same. */
function dropNeutral(expression: Expression): Expression | undefined {
  if (expression.kind !== "binary") return undefined;
  const { operator, left, right } = expression;
  const isInt = typeOf(left).scalar === "int";
  switch (operator) {
    case "mul":
      if (isConstant(right, 1)) return left;
      return isConstant(left, 1) ? right : undefined;
    case "div":
      return isConstant(right, 1) ? left : undefined;
    case "sub":
      return isConstant(right, 0) ? left : undefined;
    case "add":
      if (isInt && isConstant(right, 0)) return left;
      return isInt && isConstant(left, 0) ? right : undefined;
    default:
      return undefined;
  }
}

function dropDoubleNegation(expression: Expression): Expression | undefined {
  if (expression.kind !== "unary" || expression.operand.kind !== "unary") return undefined;
  const { operator, operand } = expression;
  const isInverse = operator === operand.operator && (operator === "neg" || operator === "not");
  return isInverse ? operand.operand : undefined;
}

function shortCircuit(expression: Expression): Expression | undefined {
  if (expression.kind !== "binary" || (expression.operator !== "and" && expression.operator !== "or")) return undefined;
  const neutral = expression.operator === "and" ? 1 : 0;
  const { left, right } = expression;
  if (left.kind === "number") return left.value === neutral ? right : left;
  if (right.kind === "number") return right.value === neutral ? left : right;
  return undefined;
}

function selectConstant(expression: Expression): Expression | undefined {
  if (expression.kind !== "select" || expression.condition.kind !== "number") return undefined;
  return expression.condition.value === 0 ? expression.otherwise : expression.whenTrue;
}

function laneOfSplat(expression: Expression): Expression | undefined {
  if (expression.kind !== "lane") return undefined;
  const { operand } = expression;
  if (operand.kind === "splat") return operand.operand;
  return operand.kind === "number" ? numberOf(operand.value, { scalar: operand.type.scalar, lanes: 1 }) : undefined;
}

function splatConstant(expression: Expression): Expression | undefined {
  if (expression.kind !== "splat" || expression.operand.kind !== "number") return undefined;
  const { value, type } = expression.operand;
  return numberOf(value, { scalar: type.scalar, lanes: expression.lanes });
}

function isConstant(expression: Expression, value: number): boolean {
  return expression.kind === "number" && Object.is(expression.value, value);
}

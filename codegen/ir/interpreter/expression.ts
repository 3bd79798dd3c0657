import { IrError } from "../errors.js";
import type { BinaryOperator, Comparison, Expression, UnaryOperator, ValueType } from "../nodes.js";
import { typeOf } from "../types.js";
import { offsetOf } from "./access.js";
import { toInt } from "./arithmetic.js";
import type { Evaluate, Scope } from "./scope.js";

/** One closure for each lane of `expression`. */
export function compileExpression(scope: Scope, expression: Expression): readonly Evaluate[] {
  const { lanes } = typeOf(expression);
  return Array.from({ length: lanes }, (_, lane) => compileLane(scope, expression, lane));
}

/** Computes lane number `lane` of `expression`. */
export function compileLane(scope: Scope, expression: Expression, lane: number): Evaluate {
  const { slots, arithmetic } = scope;
  switch (expression.kind) {
    case "number": {
      const { value, type } = expression;
      const rounded = type.scalar === "float" ? arithmetic.round(value) : value;
      return () => rounded;
    }
    case "name": {
      const place = scope.placeOf(expression.name) + lane;
      return () => slots[place]!;
    }
    case "index":
      return scope.index(expression.index);
    case "load":
      return compileLoad(scope, expression, lane);
    case "unary":
      return compileUnary(scope, expression.operator, typeOf(expression), compileLane(scope, expression.operand, lane));
    case "binary": {
      if (expression.operator === "addPairs") return compilePair(scope, expression, lane);
      const left = compileLane(scope, expression.left, lane);
      const right = compileLane(scope, expression.right, lane);
      return compileBinary(scope, expression.operator, typeOf(expression), left, right);
    }
    case "compare": {
      const left = compileLane(scope, expression.left, lane);
      return compileComparison(expression.operator, left, compileLane(scope, expression.right, lane));
    }
    case "select": {
      const condition = compileLane(scope, expression.condition, lane);
      const whenTrue = compileLane(scope, expression.whenTrue, lane);
      const otherwise = compileLane(scope, expression.otherwise, lane);
      return () => (condition() !== 0 ? whenTrue() : otherwise());
    }
    case "splat":
      return compileLane(scope, expression.operand, 0);
    case "lane":
      return compileLane(scope, expression.operand, expression.lane);
    case "convert": {
      const operand = compileLane(scope, expression.operand, lane);
      return expression.to === "int" ? () => toInt(operand(), arithmetic.name) : () => arithmetic.round(operand());
    }
    case "powerOfTwo": {
      const operand = compileLane(scope, expression.operand, lane);
      return () => arithmetic.powerOfTwo(operand());
    }
  }
}

/** Lane number `lane` of the sums of neighbouring lanes. */
function compilePair(scope: Scope, pairs: Extract<Expression, { kind: "binary" }>, lane: number): Evaluate {
  const type = typeOf(pairs);
  const half = type.lanes / 2;
  const [operand, first] = lane < half ? [pairs.left, 2 * lane] : [pairs.right, 2 * (lane - half)];
  return compileBinary(scope, "add", type, compileLane(scope, operand, first), compileLane(scope, operand, first + 1));
}

function compileLoad(scope: Scope, load: Extract<Expression, { kind: "load" }>, lane: number): Evaluate {
  const memory = scope.memoryOf(load.buffer);
  const { data } = memory;
  const offset = offsetOf("load", scope, memory, load.indices, lane);
  if (memory.element === "bool") return () => (data[offset()] === 0 ? 0 : 1);
  if (memory.element === "f64" && scope.arithmetic.name === "f32") return () => Math.fround(data[offset()]!);
  return () => data[offset()]!;
}

function compileUnary(scope: Scope, operator: UnaryOperator, type: ValueType, operand: Evaluate): Evaluate {
  const { round } = scope.arithmetic;
  const isInt = type.scalar === "int";
  switch (operator) {
    case "neg":
      return isInt ? () => -operand() | 0 : () => -operand();
    case "abs":
      return isInt ? () => Math.abs(operand()) | 0 : () => Math.abs(operand());
    case "floor":
      return () => Math.floor(operand());
    case "sqrt":
      return () => round(Math.sqrt(operand()));
    case "not":
      return () => 1 - operand();
  }
}

function compileBinary(
  scope: Scope,
  operator: Exclude<BinaryOperator, "addPairs">,
  type: ValueType,
  left: Evaluate,
  right: Evaluate,
): Evaluate {
  const { round } = scope.arithmetic;
  const isInt = type.scalar === "int";
  switch (operator) {
    case "add":
      return isInt ? () => (left() + right()) | 0 : () => round(left() + right());
    case "sub":
      return isInt ? () => (left() - right()) | 0 : () => round(left() - right());
    case "mul":
      return isInt ? () => Math.imul(left(), right()) : () => round(left() * right());
    case "div":
      if (isInt) throw new IrError("div: the operands are ints");
      return () => round(left() / right());
    case "min":
      return () => {
        const a = left();
        const b = right();
        return b < a ? b : a;
      };
    case "max":
      return () => {
        const a = left();
        const b = right();
        return a < b ? b : a;
      };
    case "and":
      return () => left() & right();
    case "or":
      return () => left() | right();
  }
}

function compileComparison(operator: Comparison, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case "lt":
      return () => (left() < right() ? 1 : 0);
    case "le":
      return () => (left() <= right() ? 1 : 0);
    case "eq":
      return () => (left() === right() ? 1 : 0);
    case "ne":
      return () => (left() === right() ? 0 : 1);
  }
}

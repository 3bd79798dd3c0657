import { IrError } from "./errors.js";
import type { BinaryOperator, Comparison, Expression, UnaryOperator, ValueType } from "./nodes.js";

/** The type of `lanes` values of kind `scalar`. Throws IrError unless `lanes` is a positive integer. */
export function valueType(scalar: ValueType["scalar"], lanes = 1): ValueType {
  if (!Number.isInteger(lanes) || lanes < 1) throw new IrError(`${scalar}: ${lanes} is not a number of lanes`);
  return Object.freeze({ scalar, lanes });
}

/** Whether two types are the same. */
export function sameType(left: ValueType, right: ValueType): boolean {
  return left.scalar === right.scalar && left.lanes === right.lanes;
}

/** A type as messages and the printer show it: `float`, `float x 4`. */
export function showType(type: ValueType): string {
  return type.lanes === 1 ? type.scalar : `${type.scalar} x ${type.lanes}`;
}

/** The type of `expression`, from its leaves up. Throws IrError where operands don't fit their operation. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case "number":
    case "name":
    case "load":
      return expression.type;
    case "index":
      return valueType("int");
    case "unary":
      return unaryType(expression.operator, typeOf(expression.operand));
    case "binary":
      return binaryType(expression.operator, typeOf(expression.left), typeOf(expression.right));
    case "compare":
      return compareType(expression.operator, typeOf(expression.left), typeOf(expression.right));
    case "select":
      return selectType(typeOf(expression.condition), typeOf(expression.whenTrue), typeOf(expression.otherwise));
    case "splat":
      return splatType(typeOf(expression.operand), expression.lanes);
    case "lane":
      return laneType(typeOf(expression.operand), expression.lane);
    case "convert":
      return convertType(expression.to, typeOf(expression.operand));
    case "powerOfTwo":
      return powerOfTwoType(typeOf(expression.operand));
  }
}

/** Which kinds of scalars each operator takes. */
const accepted: { readonly [O in UnaryOperator | BinaryOperator]: readonly ValueType["scalar"][] } = {
  neg: ["float", "int"],
  abs: ["float", "int"],
  floor: ["float"],
  sqrt: ["float"],
  not: ["bool"],
  add: ["float", "int"],
  sub: ["float", "int"],
  mul: ["float", "int"],
  div: ["float"],
  min: ["float", "int"],
  max: ["float", "int"],
  and: ["bool"],
  or: ["bool"],
  addPairs: ["float"],
};

/** The type of a unary operation: its operand's. Throws IrError for a kind of scalar that the operator doesn't take. */
export function unaryType(operator: UnaryOperator, operand: ValueType): ValueType {
  requireScalar(operator, accepted[operator], operand);
  return operand;
}

/** The type of a binary operation: its operands'. Throws IrError where they differ or aren't what the operator takes. */
export function binaryType(operator: BinaryOperator, left: ValueType, right: ValueType): ValueType {
  requireSame(operator, left, right);
  requireScalar(operator, accepted[operator], left);
  if (operator === "addPairs" && left.lanes % 2 !== 0)
    throw new IrError("addPairs: the operands have no pairs of lanes");
  return left;
}

/** The type of a comparison: a bool for each lane. Throws IrError where the operands differ or are bools. */
export function compareType(operator: Comparison, left: ValueType, right: ValueType): ValueType {
  requireSame(operator, left, right);
  requireScalar(operator, ["float", "int"], left);
  return valueType("bool", left.lanes);
}

/** The type of a selection: its branches'. Throws IrError where they differ or the condition isn't a bool for each lane. */
export function selectType(condition: ValueType, whenTrue: ValueType, otherwise: ValueType): ValueType {
  requireSame("select", whenTrue, otherwise);
  const wanted = valueType("bool", whenTrue.lanes);
  if (!sameType(condition, wanted)) {
    throw new IrError(`select: the condition is ${showType(condition)}, but ${showType(wanted)} is needed`);
  }
  return whenTrue;
}

/** The type of a splat: `lanes` times the operand's kind. Throws IrError unless the operand is a scalar. */
export function splatType(operand: ValueType, lanes: number): ValueType {
  if (operand.lanes !== 1) throw new IrError(`splat: the operand is ${showType(operand)}, not a scalar`);
  return valueType(operand.scalar, lanes);
}

/** The type of one lane: a scalar. Throws IrError where the vector has no such lane. */
export function laneType(operand: ValueType, lane: number): ValueType {
  if (!Number.isInteger(lane) || lane < 0 || lane >= operand.lanes) {
    throw new IrError(`lane: ${showType(operand)} has no lane ${lane}`);
  }
  return valueType(operand.scalar);
}

/** The type of a conversion. Throws IrError unless it is int to float or float to int. */
export function convertType(to: "float" | "int", operand: ValueType): ValueType {
  requireScalar(`convert to ${to}`, [to === "float" ? "int" : "float"], operand);
  return valueType(to, operand.lanes);
}

/** The type of a power of two: a float for each lane. Throws IrError unless the exponent is an int. */
export function powerOfTwoType(operand: ValueType): ValueType {
  requireScalar("powerOfTwo", ["int"], operand);
  return valueType("float", operand.lanes);
}

function requireSame(operation: string, left: ValueType, right: ValueType): void {
  if (sameType(left, right)) return;
  throw new IrError(`${operation}: left is ${showType(left)}, right is ${showType(right)}`);
}

function requireScalar(operation: string, wanted: readonly ValueType["scalar"][], operand: ValueType): void {
  if (wanted.includes(operand.scalar)) return;
  throw new IrError(`${operation}: the operand is ${showType(operand)}, but ${wanted.join(" or ")} is needed`);
}

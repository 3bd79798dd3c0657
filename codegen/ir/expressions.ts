import { type AffineLike, toAffine } from "./affine.js";
import { IrError } from "./errors.js";
import type {
  Affine,
  BinaryOperator,
  BufferParameter,
  Comparison,
  Element,
  Expression,
  UnaryOperator,
  ValueType,
} from "./nodes.js";
import {
  binaryType,
  compareType,
  convertType,
  laneType,
  powerOfTwoType,
  selectType,
  splatType,
  typeOf,
  unaryType,
  valueType,
} from "./types.js";

/** A value that a `let` or a `var` has named. */
export type NameExpression = Extract<Expression, { readonly kind: "name" }>;

/** A float constant, in every lane where `lanes` is more than 1. */
export function num(value: number, lanes = 1): Expression {
  return numberOf(value, valueType("float", lanes));
}

/** An int constant, in every lane where `lanes` is more than 1. Throws IrError unless it fits in 32 bits. */
export function int(value: number, lanes = 1): Expression {
  if ((value | 0) !== value) throw new IrError(`int: ${value} is not a 32-bit integer`);
  return numberOf(value, valueType("int", lanes));
}

/** A bool constant: 1 or 0 in the IR. */
export function bool(value: boolean, lanes = 1): Expression {
  return numberOf(value ? 1 : 0, valueType("bool", lanes));
}

/** The value called `name`. */
export function nameOf(name: string, type: ValueType): NameExpression {
  return Object.freeze({ kind: "name", name, type });
}

/** An index as an `int` value. */
export function indexValue(index: AffineLike): Expression {
  return Object.freeze({ kind: "index", index: toAffine(index) });
}

/** The scalar kind in which an element is worked with. */
export function scalarOf(element: Element): ValueType["scalar"] {
  if (element === "i32") return "int";
  return element === "bool" ? "bool" : "float";
}

/**
 * The element of `buffer` at `indices`, or `lanes` elements from there along the last axis.
 * Throws IrError where the number of indices is not the buffer's rank, or a vector is loaded from a rank 0 buffer.
 */
export function load(buffer: BufferParameter, indices: readonly AffineLike[], lanes = 1): Expression {
  const type = valueType(scalarOf(buffer.element), lanes);
  return Object.freeze({ kind: "load", buffer: buffer.name, indices: accessOf("load", buffer, indices, lanes), type });
}

/** `indices` as they stand in a load or store of `lanes` elements of `buffer`. Throws IrError for a wrong rank. */
export function accessOf(
  operation: string,
  buffer: BufferParameter,
  indices: readonly AffineLike[],
  lanes: number,
): readonly Affine[] {
  const rank = buffer.extents.length;
  if (indices.length !== rank) {
    throw new IrError(`${operation}: ${buffer.name} has rank ${rank}, but ${indices.length} indices are given`);
  }
  if (lanes > 1 && rank === 0) throw new IrError(`${operation}: ${buffer.name} has rank 0 and holds no vector`);
  return Object.freeze(indices.map(toAffine));
}

/** `left + right`: floats or ints. Like every constructor here, it throws IrError for operands that don't fit. */
export const add = binaryConstructor("add");
/** `left - right`: floats or ints. */
export const sub = binaryConstructor("sub");
/** `left * right`: floats or ints. */
export const mul = binaryConstructor("mul");
/** `left / right`: floats. */
export const div = binaryConstructor("div");
/** `right < left ? right : left`: floats or ints. */
export const min = binaryConstructor("min");
/** `left < right ? right : left`: floats or ints. */
export const max = binaryConstructor("max");
/** The sums of neighbouring lanes, those of `left` and then those of `right`: vectors of floats. */
export const addPairs = binaryConstructor("addPairs");
/** Both: bools. */
export const and = binaryConstructor("and");
/** Either: bools. */
export const or = binaryConstructor("or");

/** `-operand`: floats or ints. */
export const neg = unaryConstructor("neg");
/** The absolute value: floats or ints. */
export const abs = unaryConstructor("abs");
/** The greatest integer that is not above the operand: floats. */
export const floor = unaryConstructor("floor");
/** The correctly rounded square root: floats. */
export const sqrt = unaryConstructor("sqrt");
/** The other bool. */
export const not = unaryConstructor("not");

/** `left operator right` as a bool in each lane: floats or ints. */
export function compare(operator: Comparison, left: Expression, right: Expression): Expression {
  compareType(operator, typeOf(left), typeOf(right));
  return Object.freeze({ kind: "compare", operator, left, right });
}

/** `condition ? whenTrue : otherwise` lane by lane. */
export function select(condition: Expression, whenTrue: Expression, otherwise: Expression): Expression {
  selectType(typeOf(condition), typeOf(whenTrue), typeOf(otherwise));
  return Object.freeze({ kind: "select", condition, whenTrue, otherwise });
}

/** A scalar in each of `lanes` lanes; the scalar itself for one lane, so that a schedule need not tell them apart. */
export function splat(operand: Expression, lanes: number): Expression {
  splatType(typeOf(operand), lanes);
  return lanes === 1 ? operand : Object.freeze({ kind: "splat", operand, lanes });
}

/** Lane number `index` of a vector; a scalar is its own lane 0. */
export function lane(operand: Expression, index: number): Expression {
  const type = typeOf(operand);
  laneType(type, index);
  return type.lanes === 1 ? operand : Object.freeze({ kind: "lane", operand, lane: index });
}

/** An int as a float, or a float as an int (towards zero). */
export function convert(to: "float" | "int", operand: Expression): Expression {
  convertType(to, typeOf(operand));
  return Object.freeze({ kind: "convert", to, operand });
}

/** Exactly `2^operand` for an int in the range of the arithmetic's normal exponents. */
export function powerOfTwo(operand: Expression): Expression {
  powerOfTwoType(typeOf(operand));
  return Object.freeze({ kind: "powerOfTwo", operand });
}

/** `operator` applied to two expressions of one type. */
export function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  binaryType(operator, typeOf(left), typeOf(right));
  return Object.freeze({ kind: "binary", operator, left, right });
}

/** `operator` applied to an expression. */
export function unary(operator: UnaryOperator, operand: Expression): Expression {
  unaryType(operator, typeOf(operand));
  return Object.freeze({ kind: "unary", operator, operand });
}

function binaryConstructor(operator: BinaryOperator): (left: Expression, right: Expression) => Expression {
  return (left, right) => binary(operator, left, right);
}

function unaryConstructor(operator: UnaryOperator): (operand: Expression) => Expression {
  return (operand) => unary(operator, operand);
}

function numberOf(value: number, type: ValueType): Expression {
  return Object.freeze({ kind: "number", value, type });
}

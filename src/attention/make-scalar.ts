import type { Comparison, ScalarBinaryFunction, ScalarNode, ScalarUnaryFunction } from "../graph/scalar.js";

/*
 * Nodes of scalars, with constants worked out: a mask that is written with a library function and an offset of 0 is the
 * same expression as one without.
 */

/** A whole number. */
export function integerScalar(value: number): ScalarNode {
  return { kind: "constant", dtype: "i32", value };
}

/** A function of one scalar. */
export function unaryScalar(fn: ScalarUnaryFunction, input: ScalarNode): ScalarNode {
  if (fn === "toFloat" && input.dtype === "f32") return input;
  const dtype = fn === "neg" ? input.dtype : fn === "not" ? "bool" : "f32";
  if (input.kind === "constant") {
    if (fn === "neg" || fn === "toFloat")
      return { kind: "constant", dtype, value: fn === "neg" ? -input.value : input.value };
    if (fn === "not") return { kind: "constant", dtype, value: 1 - input.value };
  }
  return { kind: "unary", dtype, fn, input };
}

/** A function of two scalars of one dtype. */
export function binaryScalar(fn: ScalarBinaryFunction, left: ScalarNode, right: ScalarNode): ScalarNode {
  const { dtype } = left;
  if (dtype === "i32" && left.kind === "constant" && right.kind === "constant") {
    return integerScalar(folded(fn, left.value, right.value));
  }
  if (dtype === "i32" && (fn === "add" || fn === "sub")) {
    if (isConstant(right, 0)) return left;
    if (fn === "add" && isConstant(left, 0)) return right;
    // There is one way to write a shift: plus a number.
    if (right.kind === "constant" && right.value < 0) {
      return { kind: "binary", dtype, fn: fn === "add" ? "sub" : "add", left, right: integerScalar(-right.value) };
    }
  }
  if (dtype === "bool") return logic(fn, left, right) ?? { kind: "binary", dtype, fn, left, right };
  return { kind: "binary", dtype, fn, left, right };
}

/** What `and` and `or` give where one side is known. */
function logic(fn: ScalarBinaryFunction, left: ScalarNode, right: ScalarNode): ScalarNode | undefined {
  const neutral = fn === "and" ? 1 : 0;
  if (left.kind === "constant") return left.value === neutral ? right : left;
  if (right.kind === "constant") return right.value === neutral ? left : right;
  return undefined;
}

/** Whether `left` and `right`, numbers of one dtype, compare so. */
export function compareScalar(fn: Comparison, left: ScalarNode, right: ScalarNode): ScalarNode {
  return { kind: "compare", dtype: "bool", fn, left, right };
}

function isConstant(scalar: ScalarNode, value: number): boolean {
  return scalar.kind === "constant" && scalar.value === value;
}

function folded(fn: ScalarBinaryFunction, left: number, right: number): number {
  switch (fn) {
    case "add":
      return left + right;
    case "sub":
      return left - right;
    case "mul":
      return left * right;
    case "min":
      return Math.min(left, right);
    case "max":
      return Math.max(left, right);
    case "floorDiv":
      return Math.floor(left / right);
    case "mod":
      return left - right * Math.floor(left / right);
    case "div":
    case "and":
    case "or":
      throw new Error(`${fn} takes no whole numbers`);
  }
}

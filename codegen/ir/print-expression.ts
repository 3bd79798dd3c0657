import { add, showAffine } from "./affine.js";
import type { Affine, BinaryOperator, Comparison, Expression, ValueType } from "./nodes.js";

/** An element of a buffer as text, or its `lanes` elements along the last axis: `a[row, col .. col + 4]`. */
export function showAccess(buffer: string, indices: readonly Affine[], lanes: number): string {
  const last = indices.length - 1;
  const axes = indices.map((index, axis) =>
    lanes > 1 && axis === last ? `${showAffine(index)} .. ${showAffine(add(index, lanes))}` : showAffine(index),
  );
  return `${buffer}[${axes.join(", ")}]`;
}

/** How tightly each infix operator binds; a select binds least, a name or a call most. */
const precedence = { select: 0, or: 1, and: 2, compare: 3, sum: 4, product: 5, prefix: 6, atom: 7 };

const infix: { readonly [O in BinaryOperator]?: readonly [symbol: string, level: number] } = {
  or: ["or", precedence.or],
  and: ["and", precedence.and],
  add: ["+", precedence.sum],
  sub: ["-", precedence.sum],
  mul: ["*", precedence.product],
  div: ["/", precedence.product],
};

const comparisons: { readonly [C in Comparison]: string } = { lt: "<", le: "<=", eq: "==", ne: "!=" };

/** An expression as text. Operators of one level group from the left; any other grouping has its parentheses. */
export function showExpression(expression: Expression): string {
  return show(expression).text;
}

interface Shown {
  readonly text: string;
  readonly level: number;
}

function show(expression: Expression): Shown {
  switch (expression.kind) {
    case "number":
      return atom(showNumber(expression.value, expression.type));
    case "name":
      return atom(expression.name);
    case "index":
      return atom(`int(${showAffine(expression.index)})`);
    case "load":
      return atom(showAccess(expression.buffer, expression.indices, expression.type.lanes));
    case "unary":
      if (expression.operator === "neg") {
        return { text: `-${enclosed(expression.operand, precedence.prefix)}`, level: precedence.prefix };
      }
      return atom(`${expression.operator}(${showExpression(expression.operand)})`);
    case "binary": {
      const { operator, left, right } = expression;
      const operation = infix[operator];
      if (operation === undefined) return atom(`${operator}(${showExpression(left)}, ${showExpression(right)})`);
      return between(left, operation[0], right, operation[1]);
    }
    case "compare":
      return between(expression.left, comparisons[expression.operator], expression.right, precedence.compare);
    case "select": {
      const { condition, whenTrue, otherwise } = expression;
      const parts = [condition, whenTrue, otherwise].map((part) => enclosed(part, precedence.or));
      return { text: `${parts[0]} ? ${parts[1]} : ${parts[2]}`, level: precedence.select };
    }
    case "splat":
      return atom(`splat${expression.lanes}(${showExpression(expression.operand)})`);
    case "lane":
      return atom(`lane${expression.lane}(${showExpression(expression.operand)})`);
    case "convert":
      return atom(`${expression.to}(${showExpression(expression.operand)})`);
    case "powerOfTwo":
      return atom(`powerOfTwo(${showExpression(expression.operand)})`);
  }
}

function between(left: Expression, symbol: string, right: Expression, level: number): Shown {
  return { text: `${enclosed(left, level)} ${symbol} ${enclosed(right, level + 1)}`, level };
}

/** The text of `expression`, in parentheses unless it binds at least as tightly as `level`. */
function enclosed(expression: Expression, level: number): string {
  const shown = show(expression);
  return shown.level < level ? `(${shown.text})` : shown.text;
}

function atom(text: string): Shown {
  return { text, level: precedence.atom };
}

/** Floats have a point, ints don't: `2.0`, `2`. */
function showNumber(value: number, type: ValueType): string {
  const text = showScalar(value, type.scalar);
  return type.lanes === 1 ? text : `splat${type.lanes}(${text})`;
}

function showScalar(value: number, scalar: ValueType["scalar"]): string {
  if (scalar === "bool") return value === 0 ? "false" : "true";
  if (Object.is(value, -0)) return scalar === "float" ? "-0.0" : "0";
  return scalar === "float" && Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : `${value}`;
}

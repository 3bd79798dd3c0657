import { type BinaryScalar, type ScalarNode, scalarsBelow } from "../../src/graph/scalar.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import {
  add,
  and,
  bool,
  compare,
  convert,
  div,
  floor,
  int,
  max,
  min,
  mul,
  neg,
  not,
  num,
  or,
  select,
  sub,
} from "../ir/expressions.js";
import type { Expression } from "../ir/nodes.js";
import { typeOf } from "../ir/types.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";

/** Scalars whose values are known. */
export type KnownScalars = ReadonlyMap<ScalarNode, Expression>;

/** What is computed from other scalars. */
export type ComputedScalar = Extract<ScalarNode, { kind: "unary" | "binary" | "compare" | "select" }>;

/** The value of a scalar. Throws Error where it is not known. */
export function valueIn(known: KnownScalars, scalar: ScalarNode): Expression {
  const value = known.get(scalar);
  if (!value) throw new Error(`${scalar.kind} comes after what is computed from it`);
  return value;
}

/** A number, or a bool. */
export function constantValueOf({ dtype, value }: Extract<ScalarNode, { kind: "constant" }>): Expression {
  if (dtype === "f32") return num(value);
  return dtype === "i32" ? int(value) : bool(value !== 0);
}

/** The value of a scalar whose operands are `known`, by a name of its own. */
export function computedValue(
  b: ProcedureBuilder,
  machine: Machine,
  scalar: ComputedScalar,
  known: KnownScalars,
): Expression {
  return b.let(nameOf(scalar), valueOf(b, machine, scalar, known));
}

function valueOf(b: ProcedureBuilder, machine: Machine, scalar: ComputedScalar, known: KnownScalars): Expression {
  const math = mathOf(machine);
  const of = (operand: ScalarNode): Expression => valueIn(known, operand);
  switch (scalar.kind) {
    case "unary": {
      const x = of(scalar.input);
      const write = { neg, not, toFloat, tanh: () => math.tanh(b, x), exp: () => math.exp(b, x) };
      return write[scalar.fn](x);
    }
    case "binary":
      if (scalar.fn === "floorDiv" || scalar.fn === "mod") return divided(b, machine, scalar, known);
      return binary(scalar.fn, of(scalar.left), of(scalar.right));
    case "compare":
      return compare(scalar.fn, of(scalar.left), of(scalar.right));
    case "select":
      return select(of(scalar.condition), of(scalar.whenTrue), of(scalar.otherwise));
  }
}

function binary(fn: Exclude<BinaryScalar["fn"], "floorDiv" | "mod">, left: Expression, right: Expression): Expression {
  switch (fn) {
    case "add":
      return add(left, right);
    case "sub":
      return sub(left, right);
    case "mul":
      return mul(left, right);
    case "div":
      return div(left, right);
    case "min":
      return orNaN(right, min(left, right));
    case "max":
      return orNaN(right, max(left, right));
    case "and":
      return and(left, right);
    case "or":
      return or(left, right);
  }
}

/** The IR's minimum and maximum pass over a NaN on the right; a scalar's do not. */
function orNaN(right: Expression, chosen: Expression): Expression {
  return typeOf(right).scalar === "float" ? select(compare("ne", right, right), right, chosen) : chosen;
}

function divided(b: ProcedureBuilder, machine: Machine, scalar: BinaryScalar, known: KnownScalars): Expression {
  const [left, right] = [valueIn(known, scalar.left), valueIn(known, scalar.right)];
  const isExact = machine.arithmetic === "f64" || isSmall(scalar.left);
  const floored = isExact ? quotient(left, right) : wideQuotient(b, left, right);
  return scalar.fn === "floorDiv" ? floored : sub(left, mul(right, floored));
}

/** Rounded down: exact for dividends below 2^24 in size, as positions are, and in float64 for all. */
function quotient(left: Expression, right: Expression): Expression {
  return convert("int", floor(div(convert("float", left), convert("float", right))));
}

/** Rounded down, in float32: what the first quotient leaves is small enough for a second one to be exact. */
function wideQuotient(b: ProcedureBuilder, left: Expression, right: Expression): Expression {
  const first = b.let("quotient", quotient(left, right));
  return add(first, quotient(b.let("rest", sub(left, mul(first, right))), right));
}

/** Whether a whole number is made of positions and sizes, without a product of them. */
function isSmall(scalar: ScalarNode): boolean {
  return scalarsBelow([scalar]).every((part) => {
    if (part.kind === "constant") return Math.abs(part.value) < 1 << 20;
    return part.kind !== "lookup" && !(part.kind === "binary" && part.fn === "mul");
  });
}

function toFloat(x: Expression): Expression {
  return convert("float", x);
}

function nameOf(scalar: ComputedScalar): string {
  if (scalar.kind === "compare") return "holds";
  return scalar.kind === "select" ? "chosen" : scalar.fn;
}

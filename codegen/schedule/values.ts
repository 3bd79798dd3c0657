import type { Node, UnaryFunction } from "../../src/graph/node.js";
import { add as addIndex, constant } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import {
  add,
  bool,
  compare,
  convert,
  div,
  indexValue,
  int,
  load,
  max,
  min,
  mul,
  neg,
  num,
  select,
  sqrt,
  sub,
} from "../ir/expressions.js";
import type { ArithmeticName } from "../ir/interpreter/arithmetic.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { GenerateError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { extentOf } from "../plan/extents.js";
import { regroup } from "../plan/reshape.js";
import { type MathFunctions, mathOf } from "./math-functions.js";
import type { Machine } from "./machine.js";
import type { Scope } from "./procedures.js";

/** Elements known already: what a schedule has just computed for its core. */
export type Known = ReadonlyMap<Node, Expression>;

const nothing: Known = new Map();

/** Writes the IR that gives one element of a node: read where it is stored, else computed on the spot. */
export class Values {
  readonly #plan: Plan;
  readonly #scope: Scope;
  readonly #math: MathFunctions;
  readonly #arithmetic: ArithmeticName;

  /** `scope` is the procedure that reads. */
  constructor(plan: Plan, machine: Machine, scope: Scope) {
    this.#plan = plan;
    this.#scope = scope;
    this.#math = mathOf(machine);
    this.#arithmetic = machine.arithmetic;
  }

  /** The element of `node` at `indices`: from its place if it has one. */
  read(b: ProcedureBuilder, node: Node, indices: readonly Affine[], known: Known = nothing): Expression {
    const given = known.get(node);
    if (given) return given;
    const placement = this.#plan.placementOf(node);
    if (placement) return load(this.#scope.use(placement.buffer), placement.at(indices));
    return this.compute(b, node, indices, known);
  }

  /** The element of `node` at `indices`, computed from its operands even if `node` has a place. */
  compute(b: ProcedureBuilder, node: Node, indices: readonly Affine[], known: Known = nothing): Expression {
    const given = known.get(node);
    if (given) return given;
    const operand = (input: Node): Expression => this.read(b, input, broadcast(input, node, indices), known);
    switch (node.op) {
      case "fill":
        return literal(node, node.value);
      case "causalMask": {
        const [query = constant(0), key = constant(0)] = indices;
        return compare("le", indexValue(key), indexValue(addIndex(query, node.offset)));
      }
      case "permute":
      case "narrow":
      case "broadcast":
      case "reshape":
        return this.read(b, node.input, sourceIndices(node, indices), known);
      case "unary":
        return unary(b, this.#math, node.fn, b.let("x", operand(node.input)));
      case "scale":
        return mul(operand(node.input), num(node.factor));
      case "binary":
        return binary[node.fn](operand(node.left), operand(node.right));
      case "where":
        return select(operand(node.condition), operand(node.left), operand(node.right));
      case "cast":
        return cast(operand(node.input), node.input.dtype, node.dtype, this.#arithmetic);
      case "gather":
        return this.read(b, node.input, this.#gathered(b, node, indices, known), known);
      default:
        throw new GenerateError(`${node.op} has no element that can be computed by itself`, { op: node.op });
    }
  }

  /** Where a gather finds an element: the position along its axis is a value. */
  #gathered(
    b: ProcedureBuilder,
    { axis, input, indices: positions }: Extract<Node, { op: "gather" }>,
    indices: readonly Affine[],
    known: Known,
  ): readonly Affine[] {
    const after = axis + positions.shape.length;
    const position = this.read(b, positions, indices.slice(axis, after), known);
    const at = b.bindValue("position", position, extentOf(input.shape[axis] ?? 1));
    return [...indices.slice(0, axis), at, ...indices.slice(after)];
  }
}

/** From indices into a layout node's result to indices into its input. */
function sourceIndices(
  node: Extract<Node, { op: "permute" | "reshape" | "narrow" | "broadcast" }>,
  indices: readonly Affine[],
): readonly Affine[] {
  switch (node.op) {
    case "permute": {
      const source: Affine[] = [];
      for (const [axis, from] of node.axes.entries()) source[from] = indices[axis] ?? constant(0);
      return source;
    }
    case "broadcast":
      return broadcast(node.input, node, indices);
    case "narrow":
      return indices.map((index, axis) => (axis === node.axis ? addIndex(index, extentOf(node.start)) : index));
    case "reshape":
      return regroup(node.input.shape, node.shape).fromResult(indices);
  }
}

/** The indices at which numpy's broadcasting reads `operand` for an element of `node`. */
export function broadcast(operand: Node, node: Node, indices: readonly Affine[]): readonly Affine[] {
  return broadcastIndices(operand, indices.slice(node.shape.length - operand.shape.length));
}

/** `indices`, aligned with the axes of `operand`, with 0 along axes of size 1. */
export function broadcastIndices(operand: Node, indices: readonly Affine[]): readonly Affine[] {
  return indices.map((index, axis) => (operand.shape[axis] === 1 ? constant(0) : index));
}

function literal(node: Node, value: number): Expression {
  if (node.dtype === "f32") return num(Math.fround(value));
  return node.dtype === "i32" ? int(value) : bool(value !== 0);
}

const binary = { add, sub, mul, div };

function unary(
  b: ProcedureBuilder,
  { erf, exp, logistic, tanh }: MathFunctions,
  fn: UnaryFunction,
  x: Expression,
): Expression {
  switch (fn) {
    case "exp":
      return exp(b, x);
    case "tanh":
      return tanh(b, x);
    case "relu":
      return select(compare("lt", x, num(0)), num(0), x);
    case "gelu":
      return mul(mul(num(0.5), x), add(num(1), erf(b, b.let("scaled", mul(x, num(Math.SQRT1_2))))));
    case "geluTanh": {
      // (1 + tanh u) / 2 is the logistic function of 2 u.
      const cubic = add(x, mul(mul(mul(num(0.044715), x), x), x));
      return mul(x, logistic(b, b.let("inner", mul(num(2 * Math.sqrt(2 / Math.PI)), cubic))));
    }
    case "silu":
      return mul(x, logistic(b, x));
    case "sigmoid":
      return logistic(b, x);
    case "sqrt":
      return sqrt(x);
    case "neg":
      return neg(x);
  }
}

function cast(value: Expression, from: Node["dtype"], to: Node["dtype"], arithmetic: ArithmeticName): Expression {
  if (from === to) return value;
  if (to === "bool") return compare("ne", value, from === "f32" ? num(0) : int(0));
  const one = to === "f32" ? num(1) : int(1);
  if (from === "bool") return select(value, one, to === "f32" ? num(0) : int(0));
  if (to === "f32") return convert("float", value);
  // In float32 a conversion gives the nearest int by itself.
  return convert("int", arithmetic === "f32" ? value : min(max(value, num(-(2 ** 31))), num(2 ** 31 - 1)));
}

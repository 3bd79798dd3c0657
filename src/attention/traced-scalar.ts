import type { DType } from "../graph/dtype.js";
import type { Comparison, ScalarBinaryFunction, ScalarNode, ScalarUnaryFunction } from "../graph/scalar.js";
import { binaryScalar, compareScalar, integerScalar, unaryScalar } from "./make-scalar.js";
import type { Scalar } from "./scalar.js";

/** All methods of scalars; which of them there are for a dtype is what {@link Scalar} says. */
class TracedScalar {
  readonly dtype: DType;
  readonly #node: ScalarNode;

  constructor(node: ScalarNode) {
    this.dtype = node.dtype;
    this.#node = node;
  }

  static nodeOf(value: unknown): ScalarNode | undefined {
    return typeof value === "object" && value !== null && #node in value ? value.#node : undefined;
  }

  add(other: unknown): TracedScalar {
    return this.#arithmetic("add", other);
  }

  sub(other: unknown): TracedScalar {
    return this.#arithmetic("sub", other);
  }

  mul(other: unknown): TracedScalar {
    return this.#arithmetic("mul", other);
  }

  min(other: unknown): TracedScalar {
    return this.#arithmetic("min", other);
  }

  max(other: unknown): TracedScalar {
    return this.#arithmetic("max", other);
  }

  div(other: unknown): TracedScalar {
    return new TracedScalar(this.#float("div")).#arithmetic("div", other);
  }

  neg(): TracedScalar {
    return new TracedScalar(unaryScalar("neg", this.#number("neg")));
  }

  abs(): TracedScalar {
    return this.max(this.neg());
  }

  tanh(): TracedScalar {
    return this.#function("tanh");
  }

  exp(): TracedScalar {
    return this.#function("exp");
  }

  toFloat(): TracedScalar {
    return new TracedScalar(this.#float("toFloat"));
  }

  floorDiv(divisor: number): TracedScalar {
    return this.#divided("floorDiv", divisor);
  }

  mod(divisor: number): TracedScalar {
    return this.#divided("mod", divisor);
  }

  lt(other: unknown): TracedScalar {
    return this.#compare("lt", "lt", other);
  }

  le(other: unknown): TracedScalar {
    return this.#compare("le", "le", other);
  }

  gt(other: unknown): TracedScalar {
    return this.#compare("gt", "lt", other, true);
  }

  ge(other: unknown): TracedScalar {
    return this.#compare("ge", "le", other, true);
  }

  eq(other: unknown): TracedScalar {
    return this.#compare("eq", "eq", other);
  }

  ne(other: unknown): TracedScalar {
    return this.#compare("ne", "ne", other);
  }

  and(other: unknown): TracedScalar {
    return new TracedScalar(binaryScalar("and", this.#bool("and"), boolOf("and", other)));
  }

  or(other: unknown): TracedScalar {
    return new TracedScalar(binaryScalar("or", this.#bool("or"), boolOf("or", other)));
  }

  not(): TracedScalar {
    return new TracedScalar(unaryScalar("not", this.#bool("not")));
  }

  select(whenTrue: unknown, otherwise: unknown): TracedScalar {
    const condition = this.#bool("select");
    const first = TracedScalar.nodeOf(whenTrue) ?? TracedScalar.nodeOf(otherwise);
    const isWhole = first?.dtype === "i32";
    const [left, right] = joined(
      operandOf("select", whenTrue, isWhole ? "i32" : "f32"),
      operandOf("select", otherwise, isWhole ? "i32" : "f32"),
    );
    return new TracedScalar({ kind: "select", dtype: left.dtype, condition, whenTrue: left, otherwise: right });
  }

  /** What JavaScript asks for to compute `q - k` or `k <= q`. */
  [Symbol.toPrimitive](): never {
    throw new TypeError("scalar: JavaScript's operators don't work on scalars: write k.le(q), q.sub(k), a.and(b)");
  }

  #arithmetic(fn: ScalarBinaryFunction, other: unknown): TracedScalar {
    return new TracedScalar(binaryScalar(fn, ...this.#with(fn, other)));
  }

  #compare(method: string, fn: Comparison, other: unknown, isReversed = false): TracedScalar {
    const [left, right] = this.#with(method, other);
    return new TracedScalar(isReversed ? compareScalar(fn, right, left) : compareScalar(fn, left, right));
  }

  #function(fn: ScalarUnaryFunction): TracedScalar {
    return new TracedScalar(unaryScalar(fn, this.#float(fn)));
  }

  #divided(fn: "floorDiv" | "mod", divisor: unknown): TracedScalar {
    const node = this.#number(fn);
    if (node.dtype !== "i32") throw new TypeError(`scalar: ${fn} is for i32: got ${node.dtype}`);
    if (!isInteger(divisor) || divisor < 1) {
      throw new TypeError(`scalar: ${fn} takes a whole number of at least 1: got ${describe(divisor)}`);
    }
    return new TracedScalar(binaryScalar(fn, node, integerScalar(divisor)));
  }

  /** This and another number, as one dtype. */
  #with(method: string, other: unknown): readonly [ScalarNode, ScalarNode] {
    const node = this.#number(method);
    return joined(node, operandOf(method, other, node.dtype));
  }

  #float(method: string): ScalarNode {
    return unaryScalar("toFloat", this.#number(method));
  }

  #number(method: string): ScalarNode {
    if (this.#node.dtype === "bool") throw new TypeError(`scalar: ${method} is for numbers: got a bool`);
    return this.#node;
  }

  #bool(method: string): ScalarNode {
    return boolOf(method, this);
  }
}

/** Both as f32 if one of them is. */
function joined(left: ScalarNode, right: ScalarNode): readonly [ScalarNode, ScalarNode] {
  if (left.dtype === right.dtype) return [left, right];
  return [unaryScalar("toFloat", left), unaryScalar("toFloat", right)];
}

function operandOf(method: string, value: unknown, dtype: DType): ScalarNode {
  if (typeof value !== "number") {
    const node = TracedScalar.nodeOf(value);
    if (node !== undefined && node.dtype !== "bool") return node;
    throw new TypeError(`scalar: ${method} takes a number or a scalar of one: got ${describe(value)}`);
  }
  if (Number.isNaN(value)) throw new TypeError(`scalar: ${method} takes a number: got NaN`);
  if (dtype === "i32" && !isInteger(value)) {
    throw new TypeError(`scalar: ${method} of an i32 takes a whole number: got ${value} (use toFloat() first)`);
  }
  return { kind: "constant", dtype, value };
}

function boolOf(method: string, value: unknown): ScalarNode {
  const node = TracedScalar.nodeOf(value);
  if (node?.dtype === "bool") return node;
  throw new TypeError(`scalar: ${method} is for bool scalars, such as k.le(q): got ${describe(value)}`);
}

function isInteger(value: unknown): value is number {
  return typeof value === "number" && (value | 0) === value;
}

/** A value that was given instead of what a method takes. */
export function describe(value: unknown): string {
  const node = TracedScalar.nodeOf(value);
  if (node !== undefined) return `a scalar of ${node.dtype}`;
  return typeof value === "object" && value !== null ? "an object" : `${typeof value} ${String(value)}`;
}

/**
 * The scalar of a node.
 *
 * This is the one place where the types of scalars meet the nodes: the caller vouches that the dtype is `D`.
 */
export function scalarOf<D extends DType>(node: ScalarNode & { readonly dtype: D }): Scalar<D> {
  const scalar: unknown = new TracedScalar(node);
  return scalar as Scalar<D>;
}

/** The node of a scalar, undefined for anything else. */
export function scalarNodeOf(value: unknown): ScalarNode | undefined {
  return TracedScalar.nodeOf(value);
}

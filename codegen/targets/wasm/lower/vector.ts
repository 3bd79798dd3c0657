import { IrError } from "../../../ir/errors.js";
import type { BinaryOperator, Comparison, Expression, UnaryOperator } from "../../../ir/nodes.js";
import { typeOf } from "../../../ir/types.js";
import {
  after,
  type Code,
  getLocal,
  i32,
  i32x4,
  load,
  operation,
  setLocal,
  shuffle,
  type ShuffledLanes,
} from "../encode/index.js";
import type { Addresses } from "./addresses.js";
import type { Frame } from "./frame.js";
import { requireLanes } from "./kinds.js";
import { float32 } from "./float32.js";
import { ScalarLowering } from "./scalar.js";
import type { Vectors } from "./vectors.js";
import { ROUNDS, valueOf } from "./values.js";

type ExpressionOf<K extends Expression["kind"]> = Extract<Expression, { readonly kind: K }>;

/** Lowers vectors of four lanes of 32 bits. A bool is a lane of ones or of zeros. */
export class VectorLowering implements Vectors {
  /** Lowers scalars. */
  readonly scalars: ScalarLowering<"f32">;
  readonly #frame: Frame;
  readonly #addresses: Addresses;
  readonly #relaxed: boolean;

  /** `relaxed`: whether products and sums may be joined. */
  constructor(frame: Frame, addresses: Addresses, relaxed: boolean) {
    this.#frame = frame;
    this.#addresses = addresses;
    this.#relaxed = relaxed;
    this.scalars = new ScalarLowering(frame, addresses, float32, this);
  }

  /** The value of a vector. Throws IrError for one of another width than four lanes. */
  lower(expression: Expression): Code<"v128"> {
    requireLanes(typeOf(expression));
    switch (expression.kind) {
      case "number":
        return this.#number(expression);
      case "name":
        return valueOf(this.#frame, expression.name, "v128");
      case "load":
        return this.#load(expression);
      case "unary":
        return this.#unary(expression);
      case "binary":
        return this.#joined(expression) ?? this.#binary(expression);
      case "compare":
        return this.#compare(expression);
      case "select":
        return this.#select(expression);
      case "splat":
        return this.#splat(expression.operand);
      case "convert":
        return expression.to === "float"
          ? operation("f32x4.convert_i32x4_s", this.lower(expression.operand))
          : operation("i32x4.trunc_sat_f32x4_s", this.lower(expression.operand));
      case "powerOfTwo":
        return operation("i32x4.shl", this.#rounded(expression.operand) ?? this.#biased(expression.operand), i32(23));
      default:
        throw new IrError(`${expression.kind} is no vector`);
    }
  }

  #number({ value, type }: ExpressionOf<"number">): Code<"v128"> {
    if (type.scalar === "float") return this.#frame.vector(value);
    const bits = type.scalar === "bool" && value !== 0 ? -1 : value;
    return i32x4(bits, bits, bits, bits);
  }

  #load({ buffer, indices }: ExpressionOf<"load">): Code<"v128"> {
    const place = this.#addresses.place(buffer, indices);
    switch (this.#addresses.elementOf(buffer)) {
      case "f32":
      case "i32":
        return load("v128.load", place);
      case "f64": {
        const next = { ...place, offset: place.offset + 16 };
        const [low, high] = [place, next].map((half) => operation("f32x4.demote_f64x2_zero", load("v128.load", half)));
        if (!low || !high) throw new Error("a vector has two halves");
        return shuffle(low, high, [0, 1, 4, 5]);
      }
      case "bool": {
        const bytes = load("v128.load32_zero", place);
        const lanes = operation("i32x4.extend_low_i16x8_u", operation("i16x8.extend_low_i8x16_u", bytes));
        return operation("i32x4.ne", lanes, i32x4(0, 0, 0, 0));
      }
    }
  }

  /** Where one side is all zeros the mask itself leaves the other. */
  #select({ condition, whenTrue, otherwise }: ExpressionOf<"select">): Code<"v128"> {
    const mask = this.lower(condition);
    if (isZero(whenTrue)) return operation("v128.andnot", this.lower(otherwise), mask);
    if (isZero(otherwise)) return operation("v128.and", this.lower(whenTrue), mask);
    return operation("v128.bitselect", this.lower(whenTrue), this.lower(otherwise), mask);
  }

  /** The exponent's bits where a sum has left them last already: what was rounded to get the exponent. */
  #rounded(exponent: Expression): Code<"v128"> | undefined {
    if (exponent.kind !== "convert" || exponent.operand.kind !== "name") return undefined;
    const rounded = this.#frame.roundedOf(exponent.operand.name);
    return rounded === undefined ? undefined : valueOf(this.#frame, rounded, "v128");
  }

  /**
   * The exponent's bits, which count from -127, as the low bits of a lane. A float that is an integer needs no
   * conversion, which takes many instructions: added to 1.5 * 2^23 it stands in the low bits of the sum.
   */
  #biased(exponent: Expression): Code<"v128"> {
    if (exponent.kind === "convert" && isInteger(this.#frame, exponent.operand)) {
      return operation("f32x4.add", this.lower(exponent.operand), this.#frame.vector(ROUNDS));
    }
    return operation("i32x4.add", this.lower(exponent), i32x4(127, 127, 127, 127));
  }

  #splat(operand: Expression): Code<"v128"> {
    const { scalar } = typeOf(operand);
    if (operand.kind === "number") return this.#number({ ...operand, type: { scalar, lanes: 4 } });
    if (operand.kind === "load") {
      const element = this.#addresses.elementOf(operand.buffer);
      if (element === "f32" || element === "i32") {
        return load("v128.load32_splat", this.#addresses.place(operand.buffer, operand.indices));
      }
    }
    if (scalar === "float") return operation("f32x4.splat", this.scalars.float(operand));
    const value = this.scalars.int(operand);
    return operation("i32x4.splat", scalar === "bool" ? operation("i32.sub", i32(0), value) : value);
  }

  #unary({ operator, operand }: ExpressionOf<"unary">): Code<"v128"> {
    const value = this.lower(operand);
    return operation(unaryNames[typeOf(operand).scalar][operator] ?? wrong(operator), value);
  }

  #binary({ operator, left, right }: ExpressionOf<"binary">): Code<"v128"> {
    if (operator === "addPairs") return this.#pairs(left, right);
    const name = binaryNames[typeOf(left).scalar][operator] ?? wrong(operator);
    return operation(name, this.lower(left), this.lower(right));
  }

  /** The even lanes of both plus the odd ones. */
  #pairs(left: Expression, right: Expression): Code<"v128"> {
    const [a, b] = [this.#frame.temporary("v128"), this.#frame.temporary("v128")];
    const ahead = [setLocal(a, this.lower(left)), setLocal(b, this.lower(right))];
    const lanes = (taken: ShuffledLanes): Code<"v128"> => shuffle(getLocal(a), getLocal(b), taken);
    return after(ahead, operation("f32x4.add", lanes([0, 2, 4, 6]), lanes([1, 3, 5, 7])));
  }

  /** `a * b + c` or `c - a * b` as one instruction, where that is wished. */
  #joined({ operator, left, right }: ExpressionOf<"binary">): Code<"v128"> | undefined {
    if (!this.#relaxed || typeOf(left).scalar !== "float") return undefined;
    if (operator === "add") {
      const [product, other] = isProduct(right) ? [right, left] : [left, right];
      return isProduct(product) ? this.#fused("f32x4.relaxed_madd", product, other) : undefined;
    }
    return operator === "sub" && isProduct(right) ? this.#fused("f32x4.relaxed_nmadd", right, left) : undefined;
  }

  #fused(
    name: "f32x4.relaxed_madd" | "f32x4.relaxed_nmadd",
    { left, right }: ExpressionOf<"binary">,
    other: Expression,
  ): Code<"v128"> {
    return operation(name, this.lower(left), this.lower(right), this.lower(other));
  }

  #compare({ operator, left, right }: ExpressionOf<"compare">): Code<"v128"> {
    const names = typeOf(left).scalar === "float" ? floatComparisons : intComparisons;
    return operation(names[operator], this.lower(left), this.lower(right));
  }
}

/** Zeros in all bits. */
function isZero(expression: Expression): boolean {
  return expression.kind === "number" && Object.is(expression.value, 0);
}

/** Whether a float is known to be rounded to an integer. */
function isInteger(frame: Frame, expression: Expression): boolean {
  if (expression.kind === "name") return frame.isInteger(expression.name);
  return expression.kind === "unary" && expression.operator === "floor";
}

function isProduct(expression: Expression): expression is ExpressionOf<"binary"> {
  return expression.kind === "binary" && expression.operator === "mul";
}

function wrong(operator: string): never {
  throw new IrError(`${operator}: the operands are of a kind that it doesn't take`);
}

const unaryNames = {
  float: { neg: "f32x4.neg", abs: "f32x4.abs", floor: "f32x4.floor", sqrt: "f32x4.sqrt", not: undefined },
  int: { neg: "i32x4.neg", abs: "i32x4.abs", floor: undefined, sqrt: undefined, not: undefined },
  bool: { neg: undefined, abs: undefined, floor: undefined, sqrt: undefined, not: "v128.not" },
} as const satisfies Readonly<Record<string, Readonly<Record<UnaryOperator, string | undefined>>>>;

const none = { add: undefined, sub: undefined, mul: undefined, div: undefined, min: undefined, max: undefined };

/** pmin(a, b) is `b < a ? b : a` and pmax(a, b) is `a < b ? b : a`: the IR's own minimum and maximum. */
const binaryNames = {
  float: {
    add: "f32x4.add",
    sub: "f32x4.sub",
    mul: "f32x4.mul",
    div: "f32x4.div",
    min: "f32x4.pmin",
    max: "f32x4.pmax",
    and: undefined,
    or: undefined,
  },
  int: {
    add: "i32x4.add",
    sub: "i32x4.sub",
    mul: "i32x4.mul",
    div: undefined,
    min: "i32x4.min_s",
    max: "i32x4.max_s",
    and: undefined,
    or: undefined,
  },
  bool: { ...none, and: "v128.and", or: "v128.or" },
} as const satisfies Readonly<
  Record<string, Readonly<Record<Exclude<BinaryOperator, "addPairs">, string | undefined>>>
>;

const floatComparisons = { lt: "f32x4.lt", le: "f32x4.le", eq: "f32x4.eq", ne: "f32x4.ne" } as const satisfies Readonly<
  Record<Comparison, string>
>;
const intComparisons = {
  lt: "i32x4.lt_s",
  le: "i32x4.le_s",
  eq: "i32x4.eq",
  ne: "i32x4.ne",
} as const satisfies Readonly<Record<Comparison, string>>;

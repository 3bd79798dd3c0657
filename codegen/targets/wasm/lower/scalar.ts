import { IrError } from "../../../ir/errors.js";
import type { BinaryOperator, Comparison, Expression, UnaryOperator } from "../../../ir/nodes.js";
import { typeOf } from "../../../ir/types.js";
import { after, type Code, extractLane, getLocal, i32, load, operation, select, setLocal } from "../encode/index.js";
import type { Addresses } from "./addresses.js";
import { chooseInt } from "./choose.js";
import type { Frame } from "./frame.js";
import { valueOf } from "./values.js";

type ExpressionOf<K extends Expression["kind"]> = Extract<Expression, { readonly kind: K }>;

/** Lowers scalars: floats are f32, ints and bools (0 or 1) are i32. */
export class ScalarLowering {
  readonly #frame: Frame;
  readonly #addresses: Addresses;
  readonly #vector: (expression: Expression) => Code<"v128">;

  /** `vector` lowers the vectors that lanes are taken from. */
  constructor(frame: Frame, addresses: Addresses, vector: (expression: Expression) => Code<"v128">) {
    this.#frame = frame;
    this.#addresses = addresses;
    this.#vector = vector;
  }

  /** The value of a float. */
  float(expression: Expression): Code<"f32"> {
    switch (expression.kind) {
      case "number":
        return this.#frame.scalar(expression.value);
      case "name":
        return valueOf(this.#frame, expression.name, "f32");
      case "load":
        return this.#loadFloat(expression);
      case "unary":
        return this.#floatUnary(expression.operator, this.float(expression.operand));
      case "binary":
        return this.#floatBinary(expression.operator, this.float(expression.left), this.float(expression.right));
      case "select":
        return select(
          this.int(expression.condition),
          this.float(expression.whenTrue),
          this.float(expression.otherwise),
        );
      case "lane":
        return extractLane("f32x4", this.#vector(expression.operand), expression.lane);
      case "convert":
        return operation("f32.convert_i32_s", this.int(expression.operand));
      case "powerOfTwo": {
        // The exponent's bits lie above the 23 of the fraction and count from -127.
        const biased = operation("i32.add", this.int(expression.operand), i32(127));
        return operation("f32.reinterpret_i32", operation("i32.shl", biased, i32(23)));
      }
      default:
        throw new IrError(`${expression.kind} is no float`);
    }
  }

  /** The value of an int, or a bool as 0 or 1. */
  int(expression: Expression): Code<"i32"> {
    switch (expression.kind) {
      case "number":
        return i32(expression.value);
      case "name":
        return valueOf(this.#frame, expression.name, "i32");
      case "index":
        return this.#addresses.index(expression.index);
      case "load":
        return this.#loadInt(expression);
      case "unary":
        return this.#intUnary(expression.operator, this.int(expression.operand));
      case "binary":
        return this.#intBinary(expression.operator, this.int(expression.left), this.int(expression.right));
      case "compare":
        return this.#compare(expression);
      case "select":
        return select(this.int(expression.condition), this.int(expression.whenTrue), this.int(expression.otherwise));
      case "lane": {
        const lane = extractLane("i32x4", this.#vector(expression.operand), expression.lane);
        // A bool is all bits of its lane.
        return typeOf(expression).scalar === "bool" ? operation("i32.and", lane, i32(1)) : lane;
      }
      case "convert":
        // Saturating, so that a branch that is not taken may be out of range.
        return operation("i32.trunc_sat_f32_s", this.float(expression.operand));
      default:
        throw new IrError(`${expression.kind} is no int`);
    }
  }

  #loadFloat({ buffer, indices }: ExpressionOf<"load">): Code<"f32"> {
    const place = this.#addresses.place(buffer, indices);
    const isWide = this.#addresses.elementOf(buffer) === "f64";
    return isWide ? operation("f32.demote_f64", load("f64.load", place)) : load("f32.load", place);
  }

  #loadInt({ buffer, indices }: ExpressionOf<"load">): Code<"i32"> {
    const place = this.#addresses.place(buffer, indices);
    if (this.#addresses.elementOf(buffer) === "i32") return load("i32.load", place);
    // Any byte but 0 is true.
    return operation("i32.ne", load("i32.load8_u", place), i32(0));
  }

  #floatUnary(operator: UnaryOperator, operand: Code<"f32">): Code<"f32"> {
    if (operator === "not") throw new IrError("not: the operand is a float");
    return operation(`f32.${operator}`, operand);
  }

  #intUnary(operator: UnaryOperator, operand: Code<"i32">): Code<"i32"> {
    switch (operator) {
      case "not":
        return operation("i32.eqz", operand);
      case "neg":
        return operation("i32.sub", i32(0), operand);
      case "abs": {
        const value = this.#frame.temporary("i32");
        const negative = operation("i32.lt_s", getLocal(value), i32(0));
        const opposite = operation("i32.sub", i32(0), getLocal(value));
        return after([setLocal(value, operand)], select(negative, opposite, getLocal(value)));
      }
      default:
        throw new IrError(`${operator}: the operand is an int`);
    }
  }

  #floatBinary(operator: BinaryOperator, left: Code<"f32">, right: Code<"f32">): Code<"f32"> {
    switch (operator) {
      case "add":
      case "sub":
      case "mul":
      case "div":
        return operation(`f32.${operator}`, left, right);
      case "min":
        return ofLanes("f32x4.pmin", left, right);
      case "max":
        return ofLanes("f32x4.pmax", left, right);
      default:
        throw new IrError(`${operator}: the operands are floats`);
    }
  }

  #intBinary(operator: BinaryOperator, left: Code<"i32">, right: Code<"i32">): Code<"i32"> {
    switch (operator) {
      case "add":
      case "sub":
      case "mul":
      case "and":
      case "or":
        return operation(`i32.${operator}`, left, right);
      case "min":
        return chooseInt(this.#frame, "lt", right, left);
      case "max":
        return chooseInt(this.#frame, "gt", right, left);
      default:
        throw new IrError(`${operator}: the operands are ints`);
    }
  }

  #compare({ operator, left, right }: ExpressionOf<"compare">): Code<"i32"> {
    if (typeOf(left).scalar === "float") return operation(`f32.${operator}`, this.float(left), this.float(right));
    return operation(INT_COMPARISONS[operator], this.int(left), this.int(right));
  }
}

/**
 * A scalar minimum or maximum taken in lanes. f32.min and f32.max give NaN wherever an operand is one, and for a comparison
 * with a select V8 branches, which a processor guesses wrong half of the time.
 */
function ofLanes(name: "f32x4.pmin" | "f32x4.pmax", left: Code<"f32">, right: Code<"f32">): Code<"f32"> {
  const [all, others] = [operation("f32x4.splat", left), operation("f32x4.splat", right)];
  return extractLane("f32x4", operation(name, all, others), 0);
}

const INT_COMPARISONS = { lt: "i32.lt_s", le: "i32.le_s", eq: "i32.eq", ne: "i32.ne" } as const satisfies Readonly<
  Record<Comparison, string>
>;

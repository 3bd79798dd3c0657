import { IrError } from "../../../ir/errors.js";
import type { ArithmeticName } from "../../../ir/interpreter/arithmetic.js";
import type { BinaryOperator, Comparison, Element, Expression, UnaryOperator } from "../../../ir/nodes.js";
import { typeOf } from "../../../ir/types.js";
import {
  after,
  type Code,
  extractLane,
  getLocal,
  i32,
  load,
  operation,
  type Place,
  select,
  setLocal,
  store,
} from "../encode/index.js";
import type { Addresses } from "./addresses.js";
import { chooseInt } from "./choose.js";
import type { Floats } from "./floats.js";
import type { Frame } from "./frame.js";
import type { Vectors } from "./vectors.js";
import { valueOf } from "./values.js";

type ExpressionOf<K extends Expression["kind"]> = Extract<Expression, { readonly kind: K }>;

/** Lowers scalars: floats are as wide as `floats` says, ints and bools (0 or 1) are i32. */
export class ScalarLowering<K extends ArithmeticName = ArithmeticName> {
  readonly #frame: Frame;
  readonly #addresses: Addresses;
  readonly #floats: Floats<K>;
  readonly #vectors: Vectors;

  /** `vectors` are those that lanes are taken from. */
  constructor(frame: Frame, addresses: Addresses, floats: Floats<K>, vectors: Vectors) {
    this.#frame = frame;
    this.#addresses = addresses;
    this.#floats = floats;
    this.#vectors = vectors;
  }

  /** The value of a float. */
  float(expression: Expression): Code<K> {
    const floats = this.#floats;
    switch (expression.kind) {
      case "number":
        return this.#frame.scalar(floats, expression.value);
      case "name":
        return valueOf(this.#frame, expression.name, floats.kind);
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
        return floats.lane(this.#vectors.lower(expression.operand), expression.lane);
      case "convert":
        return floats.fromInt(this.int(expression.operand));
      case "powerOfTwo":
        return floats.powerOfTwo(this.int(expression.operand));
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
        const lane = extractLane("i32x4", this.#vectors.lower(expression.operand), expression.lane);
        // A bool is all bits of its lane.
        return typeOf(expression).scalar === "bool" ? operation("i32.and", lane, i32(1)) : lane;
      }
      case "convert":
        return this.#floats.toInt(this.float(expression.operand));
      default:
        throw new IrError(`${expression.kind} is no int`);
    }
  }

  /** Stores a scalar as elements of that kind lie in memory. */
  store(element: Element, place: Place, value: Expression): Code {
    switch (element) {
      case "f32":
      case "f64":
        return this.#floats.store(element, place, this.float(value));
      case "i32":
        return store("i32.store", place, this.int(value));
      case "bool":
        return store("i32.store8", place, this.int(value));
    }
  }

  #loadFloat({ buffer, indices }: ExpressionOf<"load">): Code<K> {
    const place = this.#addresses.place(buffer, indices);
    return this.#floats.load(this.#addresses.elementOf(buffer) === "f64" ? "f64" : "f32", place);
  }

  #loadInt({ buffer, indices }: ExpressionOf<"load">): Code<"i32"> {
    const place = this.#addresses.place(buffer, indices);
    if (this.#addresses.elementOf(buffer) === "i32") return load("i32.load", place);
    // Any byte but 0 is true.
    return operation("i32.ne", load("i32.load8_u", place), i32(0));
  }

  #floatUnary(operator: UnaryOperator, operand: Code<K>): Code<K> {
    if (operator === "not") throw new IrError("not: the operand is a float");
    return this.#floats.unary(operator, operand);
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

  #floatBinary(operator: BinaryOperator, left: Code<K>, right: Code<K>): Code<K> {
    if (operator === "and" || operator === "or" || operator === "addPairs") {
      throw new IrError(`${operator}: the operands are floats`);
    }
    return this.#floats.binary(operator, left, right);
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
    if (typeOf(left).scalar === "float") return this.#floats.compare(operator, this.float(left), this.float(right));
    return operation(INT_COMPARISONS[operator], this.int(left), this.int(right));
  }
}

const INT_COMPARISONS = { lt: "i32.lt_s", le: "i32.le_s", eq: "i32.eq", ne: "i32.ne" } as const satisfies Readonly<
  Record<Comparison, string>
>;

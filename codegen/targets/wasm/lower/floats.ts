import type { ArithmeticName } from "../../../ir/interpreter/arithmetic.js";
import type { BinaryOperator, Comparison, UnaryOperator } from "../../../ir/nodes.js";
import type { Code, Place } from "../encode/index.js";

/** The operators of one float. */
export type FloatUnary = Exclude<UnaryOperator, "not">;
/** The operators of two floats. */
export type FloatBinary = Exclude<BinaryOperator, "and" | "or" | "addPairs">;

/** The instructions for scalar floats of one width: all that a module's arithmetic changes in its code. */
export interface Floats<K extends ArithmeticName = ArithmeticName> {
  readonly kind: K;
  /** A constant in the code. */
  number(value: number): Code<K>;
  /** Reads an element of the width `element` and gives it the arithmetic's. */
  load(element: ArithmeticName, place: Place): Code<K>;
  /** Rounds a value to the width `element` and writes it. */
  store(element: ArithmeticName, place: Place, value: Code<K>): Code;
  /** One lane of a vector of such floats. */
  lane(vector: Code<"v128">, lane: number): Code<K>;
  unary(operator: FloatUnary, operand: Code<K>): Code<K>;
  /**
   * A minimum or maximum is taken in lanes. f32.min and f32.max give NaN wherever an operand is one, and for a comparison
   * with a select V8 branches, which a processor guesses wrong half of the time.
   */
  binary(operator: FloatBinary, left: Code<K>, right: Code<K>): Code<K>;
  compare(operator: Comparison, left: Code<K>, right: Code<K>): Code<"i32">;
  /** An int as a float. */
  fromInt(value: Code<"i32">): Code<K>;
  /** A float as an int, towards zero; the nearest where it is out of range, so that a branch that is not taken may be. */
  toInt(value: Code<K>): Code<"i32">;
  /** `2^exponent`, within the normal exponents. */
  powerOfTwo(exponent: Code<"i32">): Code<K>;
}

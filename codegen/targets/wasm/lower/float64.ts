import { extractLane, f64, i32, i64, load, operation, store } from "../encode/index.js";
import type { Floats } from "./floats.js";

/** Floats of 64 bits. */
export const float64: Floats<"f64"> = {
  kind: "f64",
  number: f64,
  load: (element, place) =>
    element === "f32" ? operation("f64.promote_f32", load("f32.load", place)) : load("f64.load", place),
  store: (element, place, value) =>
    element === "f32"
      ? store("f32.store", place, operation("f32.demote_f64", value))
      : store("f64.store", place, value),
  lane: (vector, lane) => extractLane("f64x2", vector, lane),
  unary: (operator, operand) => operation(`f64.${operator}`, operand),
  binary: (operator, left, right) => {
    if (operator !== "min" && operator !== "max") return operation(`f64.${operator}`, left, right);
    const lanes = [operation("f64x2.splat", left), operation("f64x2.splat", right)] as const;
    return extractLane("f64x2", operation(`f64x2.p${operator}`, ...lanes), 0);
  },
  compare: (operator, left, right) => operation(`f64.${operator}`, left, right),
  fromInt: (value) => operation("f64.convert_i32_s", value),
  toInt: (value) => operation("i32.trunc_sat_f64_s", value),
  powerOfTwo: (exponent) => {
    // The exponent's bits lie above the 52 of the fraction and count from -1023.
    const biased = operation("i64.extend_i32_s", operation("i32.add", exponent, i32(1023)));
    return operation("f64.reinterpret_i64", operation("i64.shl", biased, i64(52n)));
  },
};

import { extractLane, f32, i32, load, operation, store } from "../encode/index.js";
import type { Floats } from "./floats.js";

/** Floats of 32 bits. */
export const float32: Floats<"f32"> = {
  kind: "f32",
  number: f32,
  load: (element, place) =>
    element === "f64" ? operation("f32.demote_f64", load("f64.load", place)) : load("f32.load", place),
  store: (element, place, value) =>
    element === "f64"
      ? store("f64.store", place, operation("f64.promote_f32", value))
      : store("f32.store", place, value),
  lane: (vector, lane) => extractLane("f32x4", vector, lane),
  unary: (operator, operand) => operation(`f32.${operator}`, operand),
  binary: (operator, left, right) => {
    if (operator !== "min" && operator !== "max") return operation(`f32.${operator}`, left, right);
    const lanes = [operation("f32x4.splat", left), operation("f32x4.splat", right)] as const;
    return extractLane("f32x4", operation(`f32x4.p${operator}`, ...lanes), 0);
  },
  compare: (operator, left, right) => operation(`f32.${operator}`, left, right),
  fromInt: (value) => operation("f32.convert_i32_s", value),
  toInt: (value) => operation("i32.trunc_sat_f32_s", value),
  powerOfTwo: (exponent) => {
    // The exponent's bits lie above the 23 of the fraction and count from -127.
    const biased = operation("i32.add", exponent, i32(127));
    return operation("f32.reinterpret_i32", operation("i32.shl", biased, i32(23)));
  },
};

import type { AttentionNode, SoftmaxPrecision } from "../../src/graph/node.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { abs, add, compare, max, min, mul, num, select, sub } from "../ir/expressions.js";
import type { Expression } from "../ir/nodes.js";
import type { Machine } from "./machine.js";

/** The numbers of a format: how many bits are significant, the least step between them, and the greatest. */
interface Format {
  readonly bits: number;
  readonly leastStep: number;
  readonly greatest: number;
  /** The power of two after the greatest. */
  readonly above: number;
}

const formats: { readonly [P in "f16" | "bf16" | "f32"]: Format } = {
  f16: { bits: 11, leastStep: 2 ** -24, greatest: 65504, above: 2 ** 16 },
  bf16: { bits: 8, leastStep: 2 ** -133, greatest: (2 - 2 ** -7) * 2 ** 127, above: 2 ** 128 },
  f32: { bits: 24, leastStep: 2 ** -149, greatest: (2 - 2 ** -23) * 2 ** 127, above: 2 ** 128 },
};

/** What the scores and weights of an attention are rounded to; undefined where the machine's own numbers are meant. */
export function roundingOf(
  { arithmetic }: Machine,
  { precision }: Pick<AttentionNode, "precision">,
): "f16" | "bf16" | "f32" | undefined {
  if (precision === "f64" && arithmetic === "f32") {
    throw new Error("a softmax in f64 is scheduled for a machine in float64, not in float32");
  }
  return precision === undefined || precision === "f64" || precision === arithmetic ? undefined : precision;
}

/**
 * A number rounded to the nearest of a format, to the even one of two that are as near. Adding a number so large that
 * floats around it lie one step of the format apart rounds to that step; the same number is subtracted again.
 */
export function roundTo(
  b: ProcedureBuilder,
  machine: Machine,
  precision: Exclude<SoftmaxPrecision, "f64">,
  x: Expression,
): Expression {
  // bfloat16 is the upper half of a float32: the rest is rounded away before.
  const exact = precision === "bf16" && machine.arithmetic === "f64" ? roundTo(b, machine, "f32", x) : x;
  return nearest(b, machine, formats[precision], exact);
}

function nearest(b: ProcedureBuilder, { arithmetic }: Machine, format: Format, x: Expression): Expression {
  const precision = arithmetic === "f64" ? 53 : 24;
  const bound = Math.min(format.above, greatestOf[arithmetic]);
  const bounded = b.let("bounded", min(max(x, num(-bound)), num(bound)));
  // In float32 the products below would overflow for the greatest of bfloat16: these are scaled down first.
  const isLarge =
    bound * 2 ** precision > greatestOf[arithmetic] ? compare("lt", num(2 ** 64), abs(bounded)) : undefined;
  const scaled = isLarge ? b.let("scaled", select(isLarge, mul(bounded, num(2 ** -64)), bounded)) : bounded;
  // The least power of two that is no less than |x| (Rump, Ogita and Oishi, Accurate floating-point summation, 2008,
  // algorithm 3.5). The sum is rounded up to it, but for a power of two, of which nothing is left.
  const far = b.let("far", mul(scaled, num(2 ** precision)));
  const power = b.let("power", max(abs(sub(add(far, scaled), far)), abs(scaled)));
  const step = b.let("step", max(mul(power, num(2 ** -format.bits)), num(format.leastStep)));
  const shift = b.let("shift", mul(step, num(1.5 * 2 ** (precision - 1))));
  const rounded = b.let("rounded", sub(add(scaled, shift), shift));
  const whole = isLarge ? b.let("whole", select(isLarge, mul(rounded, num(2 ** 64)), rounded)) : rounded;
  const infinite = select(compare("lt", whole, num(0)), num(-Infinity), num(Infinity));
  return b.let("rounded", select(compare("lt", num(format.greatest), abs(whole)), infinite, whole));
}

const greatestOf = { f32: formats.f32.greatest, f64: Number.MAX_VALUE };

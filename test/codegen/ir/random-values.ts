import fc from "fast-check";
import {
  abs,
  add,
  addPairs,
  affine,
  and,
  bool,
  buffer,
  compare,
  convert,
  div,
  type Expression,
  floor,
  indexValue,
  int,
  lane,
  load,
  max,
  min,
  type Module,
  mul,
  type NameExpression,
  neg,
  not,
  num,
  or,
  powerOfTwo,
  select,
  splat,
  sqrt,
  sub,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";

/** Draws numbers below `n`; all that is random about a value is drawn here, so that fast-check can shrink it. */
type Draw = (n: number) => number;

const x = buffer("x", "f32", ["seq", 12], "input");
const y = buffer("y", "f32", ["seq", 12], "output");
const constants = [0, -0, 1, -1, 2, 0.5, 0.1, 3.25, 1e30, -7];

/**
 * Modules over `seq` with random arithmetic on floats, ints, bools and vectors, in loops, unrolled loops, strips and
 * ifs, with accumulators. They read `x` and write all of `y`, and some things that nothing reads.
 */
export const randomValues: fc.Arbitrary<Module> = fc
  .array(fc.nat(), { minLength: 400, maxLength: 400 })
  .map((choices) => {
    let at = 0;
    const draw: Draw = (n) => (choices[at++ % choices.length] ?? 0) % n;
    return oneProcedure([x, y], (b) => {
      b.for("row", 0, "seq", {}, (row) => {
        const end = b.bind("end", [12, affine.constant(9 + draw(6))]);
        b.strip(
          "column",
          0,
          draw(2) === 0 ? 12 : [12, affine.add(end, 4)],
          [4, 3, 1].slice(draw(3)),
          (column, lanes) => {
            const values: NameExpression[] = [];
            const leaf = () => load(x, [row, column], lanes);
            for (let i = draw(3); i >= 0; i--) values.push(b.let("value", floatValue(draw, 3, lanes, leaf, values)));
            const total = b.var("total", floatValue(draw, 1, lanes, leaf, values));
            b.for("k", 0, 1 + draw(4), { step: 1 + draw(2), unroll: draw(2) === 0 }, (k) => {
              const index = splat(convert("float", indexValue(affine.add(k, row))), lanes);
              b.assign(total, add(total, mul(index, floatValue(draw, 2, lanes, leaf, [...values, total]))));
            });
            b.if(draw(3) === 0 ? bool(draw(2) === 0) : compare("lt", lane(total, draw(lanes)), num(1)), () =>
              b.assign(total, floatValue(draw, 2, lanes, leaf, [total])),
            );
            b.store(y, [row, column], total);
          },
        );
      });
    });
  });

function floatValue(
  draw: Draw,
  depth: number,
  lanes: number,
  leaf: () => Expression,
  values: readonly NameExpression[],
): Expression {
  const deeper = (width = lanes): Expression =>
    width === lanes ? floatValue(draw, depth - 1, lanes, leaf, values) : splat(lane(deeper(), draw(lanes)), width);
  const operations = depth === 0 ? 3 : 16;
  switch (draw(operations)) {
    case 0:
      return leaf();
    case 1:
      return num(constants[draw(constants.length)] ?? 0, lanes);
    case 2:
      return values[draw(Math.max(1, values.length))] ?? leaf();
    case 3:
      return add(deeper(), deeper());
    case 4:
      return sub(deeper(), deeper());
    case 5:
      return mul(deeper(), deeper());
    case 6:
      return div(deeper(), deeper());
    case 7:
      return min(deeper(), deeper());
    case 8:
      return max(deeper(), deeper());
    case 9:
      return neg(draw(2) === 0 ? neg(deeper()) : floor(deeper()));
    case 10:
      return sqrt(abs(deeper()));
    case 11:
      return select(boolValue(draw, lanes, deeper), deeper(), deeper());
    case 12:
      return splat(lane(deeper(), draw(lanes)), lanes);
    case 13:
      return convert("float", intValue(draw, lanes, deeper));
    case 14:
      return lanes % 2 === 0 ? addPairs(deeper(), deeper()) : deeper();
    default:
      return powerOfTwo(min(max(intValue(draw, lanes, deeper), int(-126, lanes)), int(127, lanes)));
  }
}

function intValue(draw: Draw, lanes: number, float: () => Expression): Expression {
  const clamped = convert("int", min(max(float(), num(-1e6, lanes)), num(1e6, lanes)));
  const small = int(draw(5) - 2, lanes);
  return [add, sub, mul, min, max][draw(5)]?.(clamped, small) ?? small;
}

function boolValue(draw: Draw, lanes: number, float: () => Expression): Expression {
  const comparison = compare((["lt", "le", "eq", "ne"] as const)[draw(4)] ?? "lt", float(), float());
  const other = draw(2) === 0 ? bool(draw(2) === 0, lanes) : not(compare("lt", float(), float()));
  return draw(2) === 0 ? and(comparison, other) : or(other, comparison);
}

import { add as addIndex, constantValue, sub as subIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, lane, load, max, min, mul, type NameExpression, num, select } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { Context } from "./context.js";
import { count } from "./panels.js";

/** How floats are put together, two at a time. */
export interface Fold {
  /** What the kernel calls it on the way. */
  readonly name: string;
  /** What there is before the first; putting it in changes nothing. */
  readonly empty: number;
  join(b: ProcedureBuilder, sofar: Expression, next: Expression): Expression;
}

/** Their sum. */
export const sumFold: Fold = { name: "sum", empty: 0, join: (_, sofar, next) => add(sofar, next) };
/** Their product. */
export const productFold: Fold = { name: "product", empty: 1, join: (_, sofar, next) => mul(sofar, next) };
/** The greatest; a NaN stays. */
export const greatestFold: Fold = { name: "greatest", empty: -Infinity, join: orNaN(max) };
/** The least; a NaN stays. */
export const leastFold: Fold = { name: "least", empty: Infinity, join: orNaN(min) };

/** The greater or lesser of two numbers, where one that is NaN makes it NaN for good. */
function orNaN(choose: (left: Expression, right: Expression) => Expression): Fold["join"] {
  return (b, sofar, next) => {
    const x = b.let("x", next);
    return select(compare("ne", x, x), x, choose(sofar, x));
  };
}

/** Elements that are put together at once with vectors: few enough to stay in the first-level cache. */
const CHUNK = 256;
/** How many vectors are taken side by side, so that their sums don't wait for each other. */
const CHAINS = 2;

/**
 * Puts `value(k)` for k from 0 up to `length` into `sofar`. On a machine with vectors elements are first computed side by
 * side into a row, filled up with what changes nothing, which is then put together lane by lane: in another order than
 * one after the other. `index` is what the loop's variable is called.
 */
export function foldInto(
  b: ProcedureBuilder,
  context: Context,
  fold: Fold,
  sofar: NameExpression,
  length: Affine,
  value: (k: Affine) => Expression,
  index = "k",
): void {
  const { machine, scratch } = context;
  const { lanes } = machine;
  const known = constantValue(length);
  if (lanes === 1 || (known !== undefined && known < 2 * lanes)) {
    b.for(index, 0, length, {}, (k) => b.assign(sofar, fold.join(b, sofar, value(k))));
    return;
  }
  const row = scratch.block("row", machine.temporary, [CHUNK + CHAINS * lanes]);
  const chains = count(CHAINS).map((i) => b.var(`${fold.name}${i}`, num(fold.empty, lanes)));
  b.for("from", 0, length, { step: CHUNK }, (from) => {
    const taken = b.bind("taken", [CHUNK, subIndex(length, from)]);
    b.for(index, 0, taken, {}, (k) => b.store(row, [k], value(addIndex(from, k))));
    for (const i of chains.keys()) b.store(row, [addIndex(taken, i * lanes)], num(fold.empty, lanes));
    b.for(index, 0, taken, { step: CHAINS * lanes }, (k) => {
      for (const [i, chain] of chains.entries()) {
        b.assign(chain, fold.join(b, chain, load(row, [addIndex(k, i * lanes)], lanes)));
      }
    });
  });
  for (const chain of chains) {
    for (const i of count(lanes)) b.assign(sofar, fold.join(b, sofar, lane(chain, i)));
  }
}

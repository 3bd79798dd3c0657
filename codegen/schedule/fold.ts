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

/** What is said of a fold beside its values. */
interface FoldOptions {
  /** What the loop's variable is called: `k` if nothing is said. */
  readonly index?: string | undefined;
  /** Whether neighbouring values are made of neighbouring elements. */
  readonly isInRows?: boolean;
}

/**
 * Puts `value(k)` for k from 0 up to `length` into `sofar`. On a machine with vectors elements are first computed side by
 * side, filled up with what changes nothing, and then put together lane by lane: in another order than one after the
 * other.
 */
export function foldInto(
  b: ProcedureBuilder,
  context: Context,
  fold: Fold,
  sofar: NameExpression,
  length: Affine,
  value: (k: Affine) => Expression,
  { index = "k", isInRows = false }: FoldOptions = {},
): void {
  const { lanes } = context.machine;
  const known = constantValue(length);
  if (lanes === 1 || (known !== undefined && known < 2 * lanes)) {
    b.for(index, 0, length, {}, (k) => b.assign(sofar, fold.join(b, sofar, value(k))));
    return;
  }
  const chains = count(CHAINS).map((i) => b.var(`${fold.name}${i}`, num(fold.empty, lanes)));
  const isWhole = known !== undefined && known % (CHAINS * lanes) === 0;
  (isInRows && isWhole ? foldWhole : foldChunks)(b, context, { fold, chains, length, value, index });
  for (const chain of chains) {
    for (const i of count(lanes)) b.assign(sofar, fold.join(b, sofar, lane(chain, i)));
  }
}

/** What goes into chains of vectors. */
interface Folded {
  readonly fold: Fold;
  readonly chains: readonly NameExpression[];
  readonly length: Affine;
  readonly value: (k: Affine) => Expression;
  readonly index: string;
}

/** As many elements as the chains take at once. What is stored and loaded again at once stays in registers. */
function foldWhole(
  b: ProcedureBuilder,
  { machine, scratch }: Context,
  { fold, chains, length, value, index }: Folded,
): void {
  const { lanes } = machine;
  const width = chains.length * lanes;
  const block = scratch.block("side", machine.temporary, [width]);
  b.for(index, 0, length, { step: width }, (k) => {
    b.for("lane", 0, width, { unroll: true }, (i) => b.store(block, [i], b.let("value", value(addIndex(k, i)))));
    for (const [i, chain] of chains.entries()) {
      b.assign(chain, fold.join(b, chain, load(block, [i * lanes], lanes)));
    }
  });
}

/** Any number of elements, through a row of some hundreds. */
function foldChunks(
  b: ProcedureBuilder,
  { machine, scratch }: Context,
  { fold, chains, length, value, index }: Folded,
): void {
  const { lanes } = machine;
  const width = chains.length * lanes;
  const row = scratch.block("row", machine.temporary, [CHUNK + width]);
  b.for("from", 0, length, { step: CHUNK }, (from) => {
    const taken = b.bind("taken", [CHUNK, subIndex(length, from)]);
    b.for(index, 0, taken, {}, (k) => b.store(row, [k], value(addIndex(from, k))));
    for (const i of chains.keys()) b.store(row, [addIndex(taken, i * lanes)], num(fold.empty, lanes));
    b.for(index, 0, taken, { step: width }, (k) => {
      for (const [i, chain] of chains.entries()) {
        b.assign(chain, fold.join(b, chain, load(row, [addIndex(k, i * lanes)], lanes)));
      }
    });
  });
}

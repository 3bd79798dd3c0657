import { add as addIndex, type AffineLike, constant, sub as subIndex } from "../ir/affine.js";
import type { LoopOptions, ProcedureBuilder } from "../ir/builder.js";
import { add, compare, div, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import type { AttentionShape } from "./attention-shape.js";
import type { Context, StepAccess } from "./context.js";
import { logOfTotal } from "./log-of-total.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";
import { shared } from "./parallel.js";
import type { Scope } from "./procedures.js";
import { roundingOf, roundTo } from "./rounding.js";

/** What is known of the softmax of each query row after the keys so far. */
export interface RowState {
  /** The greatest score. */
  readonly greatest: Buffer;
  /** The sum of `e^(score - greatest)`. */
  readonly total: Buffer;
  /** How many keys the mask lets the row see; undefined where each row sees some, or it doesn't matter. */
  readonly open: Buffer | undefined;
}

/** What is known of each query row on the way to the output. */
export interface RunningState extends RowState {
  /** The values, weighted by `e^(score - greatest)`. */
  readonly weighted: Buffer;
}

/** The state of the rows of one head. */
export function runningState({ machine, temporaries }: Context, shape: AttentionShape, counts: boolean): RunningState {
  const { queries, valueWidth, mayBeBlind } = shape;
  // Whoever takes a head has the state of its rows alone; who takes rows hands them on with the next block of keys.
  const row = (name: string, ...extents: readonly Affine[]): Buffer =>
    shape.heads ? temporaries.makePrivate(name, machine, extents) : temporaries.make(name, machine, extents);
  return {
    greatest: row("rowGreatest", queries),
    total: row("rowTotal", queries),
    weighted: row("rowWeighted", queries, constant(valueWidth)),
    open: counts && mayBeBlind ? row("rowOpen", queries) : undefined,
  };
}

/** Marks a loop over rows where threads share these, and not the heads. */
export function sharedRows(machine: Machine, { heads }: AttentionShape, work: AffineLike): LoopOptions {
  return heads ? {} : shared(machine, work);
}

/** One head of an attention: where it lies, and what is known of its rows. */
export interface HeadRows {
  readonly context: Context;
  readonly access: StepAccess;
  readonly shape: AttentionShape;
  readonly state: RunningState;
  readonly outer: readonly Affine[];
}

/** The state before the first key. A sink is a key without a value, which each row has seen. */
export function startRows(b: ProcedureBuilder, scope: Scope, head: HeadRows): void {
  const { context, shape, state } = head;
  const sink = sinkOf(b, scope, head);
  const { unit } = mathOf(context.machine).powers;
  const greatest = sink ? b.let("sinkPower", mul(sink, num(unit))) : num(-Infinity);
  const total = sink ? b.let("sinkTotal", select(compare("eq", sink, num(-Infinity)), num(0), num(1))) : num(0);
  b.for("row", 0, shape.queries, sharedRows(context.machine, shape, shape.valueWidth), (row) => {
    b.store(scope.use(state.greatest), [row], greatest);
    b.store(scope.use(state.total), [row], total);
    if (state.open) b.store(scope.use(state.open), [row], num(0));
    b.for("column", 0, shape.valueWidth, {}, (column) => b.store(scope.use(state.weighted), [row, column], num(0)));
  });
}

/** The sink of a head, rounded as its scores are. */
function sinkOf(
  b: ProcedureBuilder,
  scope: Scope,
  { context, access, shape, outer }: HeadRows,
): Expression | undefined {
  const { sinks } = shape.node;
  if (!sinks) return undefined;
  const head = sinks.shape[0] === 1 ? constant(0) : (outer.at(-1) ?? constant(0));
  const sink = b.let("sink", access.read(b, scope, sinks, sinks.shape.length === 0 ? [] : [head]));
  const rounding = roundingOf(context.machine, shape.node);
  return rounding ? roundTo(b, context.machine, rounding, sink) : sink;
}

/** The output of each row: its weighted values over the total of its weights, if these are not over it already. */
export function finishRows(
  b: ProcedureBuilder,
  scope: Scope,
  { context: { machine }, access, shape, state, outer }: HeadRows,
  isDivided: boolean,
): void {
  b.for("row", 0, shape.queries, sharedRows(machine, shape, shape.valueWidth), (row) => {
    const inverse = isDivided ? undefined : inverseTotal(b, scope, state, row);
    b.for("column", 0, shape.valueWidth, {}, (column) => {
      const weighted = load(scope.use(state.weighted), [row, column]);
      const value = inverse ? mul(weighted, inverse) : weighted;
      // A sink that is NaN or infinite spoils the values of a row that sees none, which are 0 otherwise.
      const isEmpty = shape.node.sinks && inverse && emptyRow(scope, state, row);
      access.store(b, scope, [...outer, row, column], isEmpty ? select(isEmpty, num(0), value) : value);
    });
  });
}

function inverseTotal(b: ProcedureBuilder, scope: Scope, state: RowState, row: Affine): Expression {
  const reciprocal = div(num(1), load(scope.use(state.total), [row]));
  // A row without a key gives zeros. That is the mask's doing, not the scores': those may all be -infinity.
  const isEmpty = emptyRow(scope, state, row);
  return b.let("inverse", isEmpty ? select(isEmpty, num(0), reciprocal) : reciprocal);
}

/** Whether a row has seen no key; undefined where each row sees some. */
function emptyRow(scope: Scope, { open }: RowState, row: Affine): Expression | undefined {
  return open && compare("eq", load(scope.use(open), [row]), num(0));
}

/**
 * The logarithm of the denominator of each row's softmax; of a row without a key it is its sink. Those of many rows, which
 * lie side by side, are computed in vectors; threads share such stretches.
 */
export function finishLogarithms(b: ProcedureBuilder, scope: Scope, head: HeadRows): void {
  const { context, access, shape, state, outer } = head;
  const { machine } = context;
  const { unit } = mathOf(machine).powers;
  const sink = sinkOf(b, scope, head) ?? num(-Infinity);
  b.for("firstRow", 0, shape.queries, { step: ROWS, ...sharedRows(machine, shape, 32 * ROWS) }, (firstRow) => {
    const rows = b.bind("rows", [ROWS, subIndex(shape.queries, firstRow)]);
    b.for("offset", 0, rows, {}, (offset) => {
      const row = addIndex(firstRow, offset);
      const total = b.let("total", load(scope.use(state.total), [row]));
      const greatest = mul(load(scope.use(state.greatest), [row]), num(1 / unit));
      const sum = b.let("sum", add(greatest, logOfTotal(b, machine, total)));
      // Scores that are all -infinity, though the row may see their keys, have no softmax.
      const logarithm = select(compare("eq", total, num(0)), num(Number.NaN), sum);
      const isEmpty = emptyRow(scope, state, row);
      access.store(b, scope, [...outer, row], isEmpty ? select(isEmpty, sink, logarithm) : logarithm);
    });
  });
}

/** How many rows have their logarithms computed in one stretch. */
const ROWS = 64;

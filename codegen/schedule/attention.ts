import type { Node } from "../../src/graph/node.js";
import { causalOffset } from "../../src/graph/plain-causal.js";
import type { Dim } from "../../src/shape/dim.js";
import {
  add as addIndex,
  type AffineLike,
  constant,
  constantValue,
  equals,
  sub as subIndex,
  times,
} from "../ir/affine.js";
import type { LoopOptions, ProcedureBuilder } from "../ir/builder.js";
import { and, compare, div, indexValue, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import { extentOf, literalSize } from "../plan/extents.js";
import { everyKey, type KeyRange, keyRange } from "../plan/key-range.js";
import type { Step } from "../plan/plan.js";
import { PanelAttentionBlocks } from "./panel-attention-blocks.js";
import { AttentionBlocks, type Blocks } from "./attention-blocks.js";
import { defineSoftmaxRows } from "./attention-softmax.js";
import { ComparedBlocks } from "./compared-blocks.js";
import { type Context, StepAccess } from "./context.js";
import { headLoops, nestHeads } from "./attention-heads.js";
import type { Machine } from "./machine.js";
import { shared, sharedHeads, type SharedLoop } from "./parallel.js";
import { call, type Defined, type Scope } from "./procedures.js";
import { mayHide, ScoreScalars } from "./score-scalars.js";
import { placeOf, SeenKeys } from "./seen-keys.js";
import { liesInVectors, StoredAttentionBlocks } from "./stored-attention-blocks.js";

/** One attention as its schedule sees it. */
export interface AttentionShape {
  readonly node: Extract<Node, { op: "attention" }>;
  readonly outer: readonly Dim[];
  readonly queries: Affine;
  readonly keys: Affine;
  /** d_qk and d_v. */
  readonly width: number;
  readonly valueWidth: number;
  /** Whether some keys may not be attended to: then their values must not reach the result, not even a NaN. */
  readonly hides: boolean;
  /** Whether keys may be hidden one by one, and not only before a first and behind a last. */
  readonly picks: boolean;
  /** Whether a query may be left without a key. */
  readonly mayBeBlind: boolean;
  /** The keys that a query sees, as far as the mask function says it of whole stretches of them. */
  readonly range: KeyRange;
  readonly seen: SeenKeys;
  /** The loop over heads that threads share; undefined where they share the queries of each head. */
  readonly heads: SharedLoop | undefined;
}

/**
 * `softmax(scale query key^T + mask) value` without ever holding all scores: a block of keys after the other, with the
 * softmax rescaled as larger scores turn up (Milakov and Gimelshein, Online normalizer calculation for softmax, 2018;
 * Dao et al., FlashAttention, 2022). A causal mask skips the blocks that it hides. A row without a key gives zeros.
 */
export function scheduleAttention(given: Context, step: Step, node: Extract<Node, { op: "attention" }>): Defined {
  const hiding = hidingOf(node);
  const context = hiding.range.rest ? { ...given, machine: withSmallBlocks(given.machine) } : given;
  const { machine, procedures, temporaries } = context;
  const queries = extentOf(node.query.shape.at(-2) ?? 1);
  const keys = extentOf(node.key.shape.at(-2) ?? 1);
  const width = literalSize("attention: the width of query and key", node.query.shape.at(-1));
  const shape: AttentionShape = {
    node,
    outer: node.shape.slice(0, -2),
    queries,
    keys,
    width,
    // With packing and softmax about this for few queries; for many it is more.
    heads: sharedHeads(machine, headLoops(node).dims, times(addIndex(queries, keys), 16 * width)),
    valueWidth: literalSize("attention: the width of value", node.value.shape.at(-1)),
    ...hiding,
  };
  const access = new StepAccess(context, step);
  // Whoever takes a head has the state of its rows alone; who takes rows hands them on with the next block of keys.
  const row = (name: string, ...extents: readonly Affine[]): Buffer =>
    shape.heads ? temporaries.makePrivate(name, machine, extents) : temporaries.make(name, machine, extents);
  const state: RunningState = {
    greatest: row("rowGreatest", queries),
    total: row("rowTotal", queries),
    weighted: row("rowWeighted", queries, constant(shape.valueWidth)),
    open: shape.mayBeBlind ? row("rowOpen", queries) : undefined,
  };
  const functions = [node.score, shape.range.rest].filter((root) => root !== undefined);
  const scalars = functions.length > 0 ? new ScoreScalars(context, access, node, functions) : undefined;
  const waysThrough = blocksFor(context, access, shape).map((blocks): Way => ({
    blocks,
    compared: new ComparedBlocks(context, access, node, shape.range.rest),
    softmaxRows: defineSoftmaxRows(context, access, shape, blocks, state, scalars),
  }));
  const rename = access.rename([
    [node.query, "query"],
    [node.key, "key"],
    [node.value, "value"],
    [node.mask, "mask"],
  ]);
  const outline = {
    name: `attention${shape.width}`,
    summary: "result = softmax(scale query key^T + mask) value, a block of keys after the other.",
    rename,
  };
  return procedures.define(outline, (b, scope) => {
    for (const { blocks } of waysThrough) blocks.start(b, scope);
    scalars?.start(b);
    nestHeads(b, shape, (outer, outerKeys) => {
      startRows(b, scope, machine, shape, state);
      const through = (way: Way): void => goThrough(b, scope, way, { context, access, shape, state, outer, outerKeys });
      const [first, few] = waysThrough;
      if (first && few) {
        b.if(
          compare("le", indexValue(shape.queries), indexValue(constant(FEW_QUERIES))),
          () => through(few),
          () => through(first),
        );
      } else if (first) through(first);
      finishRows(b, scope, { context, access, shape, state, outer });
    });
  });
}

/** How the blocks of an attention are computed, and their softmax. */
interface Way {
  readonly blocks: Blocks;
  readonly compared: ComparedBlocks;
  readonly softmaxRows: Defined;
}

/** Up to as many queries, packing keys and values takes longer than reading them for each query. */
const FEW_QUERIES = 8;

/** The blocks for many queries, and those for few: one of the two where it is known how many there are. */
function blocksFor(context: Context, access: StepAccess, shape: AttentionShape): readonly Blocks[] {
  const { queries, keys } = shape;
  if (context.machine.lanes === 1) return [new AttentionBlocks(context, shape)];
  const known = constantValue(queries);
  // As few keys as queries are soon packed.
  const mayBeFew = known === undefined ? !equals(queries, keys) : known <= FEW_QUERIES;
  const few = mayBeFew && liesInVectors(context, shape) ? [new StoredAttentionBlocks(context, access, shape)] : [];
  return known !== undefined && few.length > 0 ? few : [new PanelAttentionBlocks(context, shape), ...few];
}

/** One head of an attention: where it lies, and what is known of its rows. */
interface HeadRun {
  readonly context: Context;
  readonly access: StepAccess;
  readonly shape: AttentionShape;
  readonly state: RunningState;
  readonly outer: readonly Affine[];
  readonly outerKeys: readonly Affine[];
}

/** One head: a block of keys after the other, and a block of queries after the other for each. */
function goThrough(
  b: ProcedureBuilder,
  scope: Scope,
  { blocks, compared, softmaxRows }: Way,
  { context: { machine }, access, shape, state, outer, outerKeys }: HeadRun,
): void {
  const { seen } = shape;
  const { height } = blocks;
  const place = placeOf(shape.node, outer);
  b.for("firstKey", 0, seen.end(place), { step: machine.attention.keys }, (firstKey) => {
    const keys = b.bind("keys", [machine.attention.keys, subIndex(shape.keys, firstKey)]);
    const spoilt = blocks.pack(b, scope, access, { outer: outerKeys, firstKey, keys });
    const comparedKeys = compared.ofKeys(b, scope, place, firstKey, keys);
    const sharing = sharedRows(machine, shape, times(keys, 2 * height * shape.width));
    // Under a causal mask the rows above this block of keys see none of it, under a window those far below neither.
    const from = seen.firstQuery(b, firstKey, place);
    const until = seen.endOfQueries(firstKey, keys, place);
    b.for("firstQuery", from, until, { step: height, ...sharing }, (firstQuery) => {
      const queries = height === 1 ? constant(1) : b.bind("queries", [height, subIndex(shape.queries, firstQuery)]);
      const rows = { first: firstQuery, last: subIndex(addIndex(firstQuery, queries), 1) };
      const visible = seen.last(b, "visible", keys, rows, firstKey, place);
      const first = blocks.startsLate ? seen.first(b, "first", visible, rows, firstKey, place) : constant(0);
      const range = { outer, outerKeys, firstKey, firstQuery, queries, first, visible };
      const attend = (): void => {
        blocks.score(b, scope, access, range);
        call(b, scope, softmaxRows, [...outer, firstQuery, firstKey, queries, first, visible]);
        blocks.weigh(b, scope, range, spoilt, state);
      };
      const columns = { first: addIndex(firstKey, first), last: subIndex(addIndex(firstKey, visible), 1) };
      const seesSome = seen.test("some", rows, columns, place);
      const meets = compared.mayMeet(b, scope, place, { firstQuery, queries }, comparedKeys);
      const tests = [seesSome, meets].filter((test) => typeof test === "object");
      if (tests.length > 0) b.if(tests.reduce(and), attend);
      else if (seesSome !== false) attend();
    });
  });
}

/** With blocks of fewer keys, of which more are empty or full where a mask has to be asked for each key of the others. */
function withSmallBlocks(machine: Machine): Machine {
  const { queries, keys } = machine.attention;
  return { ...machine, attention: { queries, keys: Math.min(keys, FEW_KEYS) } };
}
const FEW_KEYS = 128;

/** What a query may not attend to. A causal mask that hides no key from the first query hides none from any. */
function hidingOf(
  node: Extract<Node, { op: "attention" }>,
): Pick<AttentionShape, "hides" | "picks" | "mayBeBlind" | "range" | "seen"> {
  const before = causalOffset(node);
  const after = before === undefined ? constant(2) : subIndex(extentOf(node.key.shape.at(-2) ?? 1), extentOf(before));
  const range = (constantValue(after) ?? 2) <= 1 ? everyKey : keyRange(node.allowed);
  const picks =
    node.mask !== undefined || range.rest !== undefined || (node.score !== undefined && mayHide(node.score));
  const isBounded = range.firsts.length + range.lasts.length > 0;
  return {
    range,
    picks,
    seen: new SeenKeys(range, node),
    hides: picks || isBounded,
    // Where all that is said is that later keys are hidden, each query sees the first key.
    mayBeBlind: picks || (isBounded && before === undefined),
  };
}

/** Marks a loop over rows where threads share these, and not the heads. */
function sharedRows(machine: Machine, { heads }: AttentionShape, work: AffineLike): LoopOptions {
  return heads ? {} : shared(machine, work);
}

/** What is known of each query row after the keys so far. */
export interface RunningState {
  /** The greatest score. */
  readonly greatest: Buffer;
  /** The sum of `e^(score - greatest)`. */
  readonly total: Buffer;
  /** The values, weighted by `e^(score - greatest)`. */
  readonly weighted: Buffer;
  /** How many keys the mask lets the row see; undefined without a mask, where each row sees some. */
  readonly open: Buffer | undefined;
}

function startRows(
  b: ProcedureBuilder,
  scope: Scope,
  machine: Machine,
  shape: AttentionShape,
  state: RunningState,
): void {
  b.for("row", 0, shape.queries, sharedRows(machine, shape, shape.valueWidth), (row) => {
    b.store(scope.use(state.greatest), [row], num(-Infinity));
    b.store(scope.use(state.total), [row], num(0));
    if (state.open) b.store(scope.use(state.open), [row], num(0));
    b.for("column", 0, shape.valueWidth, {}, (column) => b.store(scope.use(state.weighted), [row, column], num(0)));
  });
}

function finishRows(
  b: ProcedureBuilder,
  scope: Scope,
  { context: { machine }, access, shape, state, outer }: Omit<HeadRun, "outerKeys">,
): void {
  b.for("row", 0, shape.queries, sharedRows(machine, shape, shape.valueWidth), (row) => {
    const reciprocal = div(num(1), load(scope.use(state.total), [row]));
    // A row without a key gives zeros. That is the mask's doing, not the scores': those may all be -infinity.
    const isEmpty = state.open && compare("eq", load(scope.use(state.open), [row]), num(0));
    const inverse = b.let("inverse", isEmpty ? select(isEmpty, num(0), reciprocal) : reciprocal);
    b.for("column", 0, shape.valueWidth, {}, (column) =>
      access.store(b, scope, [...outer, row, column], mul(load(scope.use(state.weighted), [row, column]), inverse)),
    );
  });
}

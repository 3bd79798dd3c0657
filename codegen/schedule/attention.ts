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
import { compare, div, indexValue, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import { extentOf, literalSize } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { PanelAttentionBlocks } from "./panel-attention-blocks.js";
import { AttentionBlocks, type Blocks } from "./attention-blocks.js";
import { defineSoftmaxRows } from "./attention-softmax.js";
import { type Context, StepAccess } from "./context.js";
import { headLoops, nestHeads } from "./attention-heads.js";
import type { Machine } from "./machine.js";
import { shared, sharedHeads, type SharedLoop } from "./parallel.js";
import { call, type Defined, type Scope } from "./procedures.js";
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
  /** Where later keys are hidden from a query: the number of keys before the first query. */
  readonly offset: Affine | undefined;
  /** The loop over heads that threads share; undefined where they share the queries of each head. */
  readonly heads: SharedLoop | undefined;
}

/**
 * `softmax(scale query key^T + mask) value` without ever holding all scores: a block of keys after the other, with the
 * softmax rescaled as larger scores turn up (Milakov and Gimelshein, Online normalizer calculation for softmax, 2018;
 * Dao et al., FlashAttention, 2022). A causal mask skips the blocks that it hides. A row without a key gives zeros.
 */
export function scheduleAttention(context: Context, step: Step, node: Extract<Node, { op: "attention" }>): Defined {
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
    ...hidingOf(node),
  };
  const access = new StepAccess(context, step);
  // Whoever takes a head has the state of its rows alone; who takes rows hands them on with the next block of keys.
  const row = (name: string, ...extents: readonly Affine[]): Buffer =>
    shape.heads ? temporaries.makePrivate(name, machine, extents) : temporaries.make(name, machine, extents);
  const state: RunningState = {
    greatest: row("rowGreatest", queries),
    total: row("rowTotal", queries),
    weighted: row("rowWeighted", queries, constant(shape.valueWidth)),
    open: node.mask && row("rowOpen", queries),
  };
  const waysThrough = blocksFor(context, access, shape).map((blocks): Way => ({
    blocks,
    softmaxRows: defineSoftmaxRows(context, access, shape, blocks, state),
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
  { blocks, softmaxRows }: Way,
  { context: { machine }, access, shape, state, outer, outerKeys }: HeadRun,
): void {
  const { offset } = shape;
  const { height } = blocks;
  // Under a causal mask no query sees a key behind the last query.
  const lastSeen = offset && addIndex(shape.queries, offset);
  const seenKeys = lastSeen && !equals(shape.keys, lastSeen) ? [shape.keys, lastSeen] : shape.keys;
  b.for("firstKey", 0, seenKeys, { step: machine.attention.keys }, (firstKey) => {
    const keys = b.bind("keys", [machine.attention.keys, subIndex(shape.keys, firstKey)]);
    const spoilt = blocks.pack(b, scope, access, { outer: outerKeys, firstKey, keys });
    const sharing = sharedRows(machine, shape, times(keys, 2 * height * shape.width));
    // Under a causal mask the rows above this block of keys see none of it.
    b.for("firstQuery", firstSeeing(b, offset, firstKey), shape.queries, { step: height, ...sharing }, (firstQuery) => {
      const queries = height === 1 ? constant(1) : b.bind("queries", [height, subIndex(shape.queries, firstQuery)]);
      const diagonal = subIndex(addIndex(firstQuery, queries, offset ?? 0), firstKey);
      const visible = offset ? b.bind("visible", [keys, diagonal]) : keys;
      const range = { outer, outerKeys, firstKey, firstQuery, queries, visible };
      blocks.score(b, scope, access, range);
      call(b, scope, softmaxRows, [...outer, firstQuery, firstKey, queries, visible]);
      blocks.weigh(b, scope, range, spoilt, state);
    });
  });
}

/** What a query may not attend to. A causal mask that hides no key from the first query hides none from any. */
function hidingOf(node: Extract<Node, { op: "attention" }>): Pick<AttentionShape, "hides" | "offset"> {
  const before = causalOffset(node);
  const after = before === undefined ? constant(0) : subIndex(extentOf(node.key.shape.at(-2) ?? 1), extentOf(before));
  const offset = before === undefined || (constantValue(after) ?? 2) <= 1 ? undefined : extentOf(before);
  return { offset, hides: offset !== undefined || node.mask !== undefined };
}

/** The first query that sees a block of keys. */
function firstSeeing(b: ProcedureBuilder, offset: Affine | undefined, firstKey: Affine): Affine {
  if (!offset) return constant(0);
  return equals(offset, 0) ? firstKey : b.bindMax("firstSeeing", [0, subIndex(firstKey, offset)]);
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

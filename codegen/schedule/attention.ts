import type { Node } from "../../src/graph/node.js";
import type { Dim } from "../../src/shape/dim.js";
import { divDims } from "../../src/shape/polynomial.js";
import { add as addIndex, constant, equals, sub as subIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { compare, div, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import { extentOf, literalSize } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { PanelAttentionBlocks } from "./panel-attention-blocks.js";
import { AttentionBlocks } from "./attention-blocks.js";
import { defineSoftmaxRows } from "./attention-softmax.js";
import { type Context, StepAccess } from "./context.js";
import { nest, outerNames } from "./loops.js";
import { call, type Defined, type Scope } from "./procedures.js";

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
}

/**
 * `softmax(scale query key^T + mask) value` without ever holding all scores: a block of keys after the other, with the
 * softmax rescaled as larger scores turn up (Milakov and Gimelshein, Online normalizer calculation for softmax, 2018;
 * Dao et al., FlashAttention, 2022). A causal mask skips the blocks that it hides. A row without a key gives zeros.
 */
export function scheduleAttention(context: Context, step: Step, node: Extract<Node, { op: "attention" }>): Defined {
  const { machine, procedures, temporaries } = context;
  const shape: AttentionShape = {
    node,
    outer: node.shape.slice(0, -2),
    queries: extentOf(node.query.shape.at(-2) ?? 1),
    keys: extentOf(node.key.shape.at(-2) ?? 1),
    width: literalSize("attention: the width of query and key", node.query.shape.at(-1)),
    valueWidth: literalSize("attention: the width of value", node.value.shape.at(-1)),
    hides: node.causal || node.mask !== undefined,
  };
  const access = new StepAccess(context, step);
  const blocks = machine.lanes > 1 ? new PanelAttentionBlocks(context, shape) : new AttentionBlocks(context, shape);
  const state: RunningState = {
    greatest: temporaries.make("rowGreatest", machine, [shape.queries]),
    total: temporaries.make("rowTotal", machine, [shape.queries]),
    weighted: temporaries.make("rowWeighted", machine, [shape.queries, shape.valueWidth]),
    open: node.mask && temporaries.make("rowOpen", machine, [shape.queries]),
  };
  const softmaxRows = defineSoftmaxRows(context, access, shape, blocks, state);
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
    blocks.start(b, scope);
    nestHeads(b, shape, (outer, outerKeys) => {
      startRows(b, scope, shape, state);
      // Under a causal mask no query sees a key behind the last query.
      const seenKeys = node.causal && !equals(shape.keys, shape.queries) ? [shape.keys, shape.queries] : shape.keys;
      b.for("firstKey", 0, seenKeys, { step: machine.attention.keys }, (firstKey) => {
        const keys = b.bind("keys", [machine.attention.keys, subIndex(shape.keys, firstKey)]);
        const spoilt = blocks.pack(b, scope, access, { outer: outerKeys, firstKey, keys });
        // Under a causal mask the rows above this block of keys see none of it.
        b.for(
          "firstQuery",
          node.causal ? firstKey : 0,
          shape.queries,
          { step: machine.attention.queries },
          (firstQuery) => {
            const queries = b.bind("queries", [machine.attention.queries, subIndex(shape.queries, firstQuery)]);
            const diagonal = subIndex(addIndex(firstQuery, queries), firstKey);
            const visible = node.causal ? b.bind("visible", [keys, diagonal]) : keys;
            const range = { outer, firstQuery, queries, visible };
            blocks.score(b, scope, access, range);
            call(b, scope, softmaxRows, [...outer, firstQuery, firstKey, queries, visible]);
            blocks.weigh(b, scope, range, spoilt, state);
          },
        );
      });
      finishRows(b, scope, access, shape, state, outer);
    });
  });
}

/**
 * A loop over each of the axes around the attention. `body` gets the indices into the query and those into key and value:
 * the same, or where several query heads read one key head (Ainslie et al., GQA, 2023), made of the key head and the
 * place within its group.
 */
function nestHeads(
  b: ProcedureBuilder,
  { node, outer }: AttentionShape,
  body: (outer: readonly Affine[], outerKeys: readonly Affine[]) => void,
): void {
  const [heads, keyHeads] = [node.query.shape.at(-3), node.key.shape.at(-3)];
  if (heads === undefined || keyHeads === undefined || heads === keyHeads) {
    nest(b, outer, outerNames(outer), (indices) => body(indices, indices));
    return;
  }
  if (keyHeads === 1) {
    nest(b, outer, outerNames(outer), (indices) => body(indices, [...indices.slice(0, -1), constant(0)]));
    return;
  }
  const size = literalSize("attention: the number of query heads of a key head", divDims(heads, keyHeads));
  const names = [...outerNames(outer).slice(0, -1), "keyHead", "member"];
  nest(b, [...outer.slice(0, -1), keyHeads, size], names, (indices) => {
    const [keyHead = constant(0), member = constant(0)] = indices.slice(-2);
    const around = indices.slice(0, -2);
    body([...around, addIndex(times(keyHead, size), member)], [...around, keyHead]);
  });
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

function startRows(b: ProcedureBuilder, scope: Scope, shape: AttentionShape, state: RunningState): void {
  b.for("row", 0, shape.queries, {}, (row) => {
    b.store(scope.use(state.greatest), [row], num(-Infinity));
    b.store(scope.use(state.total), [row], num(0));
    if (state.open) b.store(scope.use(state.open), [row], num(0));
    b.for("column", 0, shape.valueWidth, {}, (column) => b.store(scope.use(state.weighted), [row, column], num(0)));
  });
}

function finishRows(
  b: ProcedureBuilder,
  scope: Scope,
  access: StepAccess,
  shape: AttentionShape,
  state: RunningState,
  outer: readonly Affine[],
): void {
  b.for("row", 0, shape.queries, {}, (row) => {
    const reciprocal = div(num(1), load(scope.use(state.total), [row]));
    // A row without a key gives zeros. That is the mask's doing, not the scores': those may all be -infinity.
    const isEmpty = state.open && compare("eq", load(scope.use(state.open), [row]), num(0));
    const inverse = b.let("inverse", isEmpty ? select(isEmpty, num(0), reciprocal) : reciprocal);
    b.for("column", 0, shape.valueWidth, {}, (column) =>
      access.store(b, scope, [...outer, row, column], mul(load(scope.use(state.weighted), [row, column]), inverse)),
    );
  });
}

import type { Node } from "../../src/graph/node.js";
import { add as addIndex, type AffineLike, coefficientOf, constant, variable } from "../ir/affine.js";
import { procedure, type ProcedureBuilder } from "../ir/builder.js";
import { add, compare, load, mul, num, splat } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import { valueType } from "../ir/types.js";
import type { AttentionShape } from "./attention-shape.js";
import type { RunningState } from "./attention-state.js";
import { type BlockRange, type Blocks, scaleOf } from "./attention-blocks.js";
import type { Context, StepAccess } from "./context.js";
import { isNarrowQuery, isNarrowValue, scoreNarrow, weighNarrow } from "./narrow-heads.js";
import { CHAINS, overLanes } from "./panel-softmax.js";
import { count, panelCount, panelWidth } from "./panels.js";
import type { Scope } from "./procedures.js";
import { Values } from "./values.js";

/**
 * How many keys are taken at a time: their sums, or weights, and the vectors loaded for them fit into registers, and they
 * don't wait for each other.
 */
const KEYS = 6;

/**
 * The blocks of an attention of few queries, on a machine with vectors: keys and values are read where they lie, once for
 * each query, since packing them would take longer than all the rest. A block has one query, and so sees the keys that
 * this query sees.
 */
export class StoredAttentionBlocks implements Blocks {
  readonly scores: Buffer;
  readonly rescale: Buffer;
  readonly height = 1;
  readonly startsLate = true;
  readonly #query: Buffer;
  readonly #shape: AttentionShape;
  readonly #context: Context;
  readonly #access: StepAccess;

  constructor(context: Context, access: StepAccess, shape: AttentionShape) {
    const { scratch, machine } = context;
    const { queries, keys } = machine.attention;
    const block = (name: string, ...extents: readonly number[]): Buffer =>
      scratch.block(name, machine.temporary, extents);
    this.#context = context;
    this.#access = access;
    this.#shape = shape;
    // As large as those of many queries, which may be the same.
    const row = panelCount(machine, keys) * panelWidth(machine) + Math.max(machine.padding, CHAINS * machine.lanes);
    this.scores = block("scores", queries, row);
    this.rescale = block("rescale", queries);
    this.#query = block("queryBlock", queries, shape.width);
  }

  start(b: ProcedureBuilder): void {
    const [, row = 0] = this.scores.extents;
    b.block("Vectors of scores reach behind the last one.", () =>
      b.for("key", 0, row, {}, (key) => b.store(this.scores, [0, key], num(0))),
    );
  }

  pack(): undefined {
    return undefined;
  }

  score(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: BlockRange): void {
    const { node, width } = this.#shape;
    const { machine } = this.#context;
    const { lanes } = machine;
    const scale = num(scaleOf(machine, node));
    b.block("Take the query, scaled.", () =>
      b.for("k", 0, width, {}, (k) => {
        const element = access.read(b, scope, node.query, [...range.outer, range.firstQuery, k]);
        b.store(this.#query, [0, k], mul(element, scale));
      }),
    );
    const keyAt = (key: Affine, k: AffineLike): Expression => {
      const at = [...range.outerKeys, addIndex(range.firstKey, key), addIndex(k)];
      return inLanes(access.read(b, scope, node.key, at), lanes);
    };
    if (isNarrowQuery(width, lanes)) {
      const query = count(width / lanes).map((i) => load(this.#query, [0, i * lanes], lanes));
      scoreNarrow(
        b,
        lanes,
        { first: range.first, end: range.visible },
        query,
        (key, i) => keyAt(key, i * lanes),
        (key, scores) => b.store(this.scores, [0, key], scores),
      );
      return;
    }
    b.strip("key", range.first, range.visible, [KEYS, 1], (key, taken) => {
      const sums = count(taken).map((i) => b.var(`sum${i}`, num(0, lanes)));
      b.for("k", 0, width, { step: lanes }, (k) => {
        const query = b.let("query", load(this.#query, [0, k], lanes));
        for (const [i, sum] of sums.entries()) {
          b.assign(sum, add(sum, mul(query, keyAt(addIndex(key, i), k))));
        }
      });
      for (const [i, sum] of sums.entries()) b.store(this.scores, [0, addIndex(key, i)], overLanes(b, sum, lanes, add));
    });
  }

  weigh(
    b: ProcedureBuilder,
    scope: Scope,
    range: BlockRange,
    _spoilt: Expression | undefined,
    state: RunningState,
  ): void {
    const { node, valueWidth, picks } = this.#shape;
    const { lanes } = this.#context.machine;
    const weighted = scope.use(state.weighted);
    const rescale = b.let("rescale", load(this.rescale, [0]));
    const valueAt = (key: Affine, column: AffineLike): Expression => {
      const at = [...range.outerKeys, addIndex(range.firstKey, key), addIndex(column)];
      return inLanes(this.#access.read(b, scope, node.value, at), lanes);
    };
    const weightOf = (key: Affine): Expression => load(this.scores, [0, key]);
    if (!picks && isNarrowValue(valueWidth, lanes)) {
      const sums = weighNarrow(
        b,
        lanes,
        { first: range.first, end: range.visible },
        valueWidth / lanes,
        weightOf,
        (key, i) => valueAt(key, i * lanes),
      );
      for (const [i, sum] of sums.entries()) {
        const at = [range.firstQuery, constant(i * lanes)];
        b.store(weighted, at, add(mul(load(weighted, at, lanes), splat(rescale, lanes)), sum));
      }
      return;
    }
    b.for("column", 0, valueWidth, {}, (column) => {
      const at = [range.firstQuery, column];
      b.store(weighted, at, mul(load(weighted, at), rescale));
    });
    const addKeys = (key: Affine, weights: readonly Expression[]): void =>
      b.for("column", 0, valueWidth, { step: lanes }, (column) => {
        const at = [range.firstQuery, column];
        const products = weights.map((weight, i) => mul(weight, valueAt(addIndex(key, i), column)));
        b.store(weighted, at, products.reduce(add, load(weighted, at, lanes)));
      });
    if (!picks) {
      b.strip("key", range.first, range.visible, [KEYS, 1], (key, taken) =>
        addKeys(
          key,
          count(taken).map((i) => b.let(`weight${i}`, splat(weightOf(addIndex(key, i)), lanes))),
        ),
      );
      return;
    }
    b.block("A key of weight 0 is passed over, whatever its value: 0 times NaN is NaN.", () =>
      b.for("key", range.first, range.visible, {}, (key) => {
        const weight = b.let("weight", weightOf(key));
        b.if(compare("ne", weight, num(0)), () => addKeys(key, [b.let("weights", splat(weight, lanes))]));
      }),
    );
  }
}

/** Whether {@link StoredAttentionBlocks} can read the keys and values of an attention: as vectors, where they lie. */
export function liesInVectors(context: Context, { node, width, valueWidth, readsValues }: AttentionShape): boolean {
  const { lanes } = context.machine;
  const isWhole = width % lanes === 0 && valueWidth % lanes === 0;
  const operands = readsValues ? [node.key, node.value] : [node.key];
  return isWhole && operands.every((operand) => runsAlong(context, operand));
}

/** Whether elements along the last axis of a node are stored, and lie side by side. */
function runsAlong({ plan, machine }: Context, node: Node): boolean {
  let isAlong = false;
  const indices = node.shape.map((_, axis) => (axis === node.shape.length - 1 ? variable("k") : constant(0)));
  procedure("probe", { summary: "Reads one element.", reserved: ["k"] }, (b) => {
    const element = new Values(plan, machine, { use: (buffer) => buffer }).read(b, node, indices);
    if (element.kind !== "load") return;
    isAlong = element.indices.every((index, axis) => {
      const isLast = axis === element.indices.length - 1;
      return coefficientOf(index, "k") === (isLast ? 1 : 0);
    });
  });
  return isAlong;
}

/** The vector that starts at an element of memory. */
function inLanes(element: Expression, lanes: number): Expression {
  if (element.kind !== "load") throw new Error("only what lies in memory can be read as a vector");
  return Object.freeze({ ...element, type: valueType("float", lanes) });
}

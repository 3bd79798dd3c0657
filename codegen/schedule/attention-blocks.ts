import type { AttentionNode } from "../../src/graph/node.js";
import { add as addIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, type NameExpression, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import { arePlain } from "./attention-scores.js";
import type { AttentionShape } from "./attention-shape.js";
import type { RunningState } from "./attention-state.js";
import type { Context, StepAccess } from "./context.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";
import { call, type Defined, type Scope } from "./procedures.js";
import { defineBlockProduct, packRows } from "./tile.js";

/** Where in the queries and keys a block lies. */
export interface BlockRange {
  /** Indices of the axes around the queries, and of those around keys and values. */
  readonly outer: readonly Affine[];
  readonly outerKeys: readonly Affine[];
  readonly firstKey: Affine;
  readonly firstQuery: Affine;
  readonly queries: Affine;
  /** How many of the packed keys stand before those that the queries see, and before the end of these. */
  readonly first: Affine;
  readonly visible: Affine;
}

/** A block of keys, and the indices around it. */
export interface PackRange {
  readonly outer: readonly Affine[];
  readonly firstKey: Affine;
  readonly keys: Affine;
  /** Whether its values are needed too. */
  readonly weighs: boolean;
}

/** What the schedule of an attention does with its blocks. */
export interface Blocks {
  /** `[queries, keys]`; the softmax turns them into weights. */
  readonly scores: Buffer;
  /** What the state of each row is multiplied by before the block is added. */
  readonly rescale: Buffer;
  /** How many queries a block has. */
  readonly height: number;
  /** Whether keys that stand before those that the queries see are left out. */
  readonly startsLate: boolean;
  /** What is done once, before the first block. */
  start(b: ProcedureBuilder, scope: Scope): void;
  /**
   * Packs a block of keys, and of values where they are needed. Where keys may be hidden it also sums `0 * value`, which is
   * NaN if a value is infinite or NaN, and returns that sum: such a block needs care.
   */
  pack(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: PackRange): Expression | undefined;
  /** Scores of a block of queries against the packed keys. */
  score(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: BlockRange): void;
  /** Adds the weights, which stand where the scores were, times the packed values to what the rows have so far. */
  weigh(
    b: ProcedureBuilder,
    scope: Scope,
    range: BlockRange,
    spoilt: Expression | undefined,
    state: RunningState,
  ): void;
}

/** What scores are scaled by: in the unit in which their powers are the least work, unless they are needed as they are. */
export function scaleOf(machine: Machine, node: AttentionNode): number {
  return arePlain(machine, node) ? node.scale : node.scale * mathOf(machine).powers.unit;
}

/** The blocks of an attention: packed queries, keys and values, scores, and what the values add up to. */
export class AttentionBlocks implements Blocks {
  /** `[queries, keys]`; the softmax turns them into weights. */
  readonly scores: Buffer;
  /** What the state of each row is multiplied by before the block is added. */
  readonly rescale: Buffer;
  readonly height: number;
  readonly startsLate = false;
  /** `weights value` of this block. */
  readonly #product: Buffer;
  readonly #queries: Buffer;
  readonly #keys: Buffer;
  /** The scores once more, as tiles read them. */
  readonly #weights: Buffer;
  /** `[columns, keys]`. */
  readonly #values: Buffer;
  readonly #shape: AttentionShape;
  readonly #context: Context;

  constructor(context: Context, shape: AttentionShape) {
    const { scratch, machine } = context;
    const { queries, keys } = machine.attention;
    const { width, valueWidth } = shape;
    const [tall = 1] = machine.tile.rows;
    const [wide = 1] = machine.tile.columns;
    const block = (name: string, rows: number, columns: number, banks = 1): Buffer =>
      scratch.block(name, machine.temporary, [rows, columns], banks);
    this.#context = context;
    this.#shape = shape;
    this.height = queries;
    const row = keys + machine.padding;
    this.scores = block("scores", queries, keys);
    this.rescale = scratch.block("rescale", machine.temporary, [queries]);
    this.#product = block("contextBlock", queries, valueWidth);
    this.#queries = block("queryBlock", queries, width, tall);
    this.#keys = block("keyBlock", keys, width, wide);
    this.#weights = block("weights", queries, row, tall);
    this.#values = block("valueBlock", valueWidth, row, wide);
  }

  start(): void {}

  pack(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: PackRange): NameExpression | undefined {
    const { node, width, valueWidth, hides } = this.#shape;
    const { columns } = this.#context.machine.tile;
    const { outer, firstKey, keys, weighs } = range;
    b.block("Pack the keys.", () =>
      packRows(b, columns, { rows: keys, depth: width }, (key, k) =>
        b.store(this.#keys, [key, k], access.read(b, scope, node.key, [...outer, addIndex(firstKey, key), k])),
      ),
    );
    if (!weighs) return undefined;
    const spoilt = hides ? b.var("spoilt", num(0)) : undefined;
    b.block("Pack the values, transposed.", () =>
      packRows(b, columns, { rows: valueWidth, depth: keys }, (column, key) => {
        const at = [...outer, addIndex(firstKey, key), column];
        const element = b.let("element", access.read(b, scope, node.value, at));
        b.store(this.#values, [column, key], element);
        if (spoilt) b.assign(spoilt, add(spoilt, mul(element, num(0))));
      }),
    );
    return spoilt;
  }

  /** Scores of a block of queries against the packed keys. */
  score(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: BlockRange): void {
    const { node, width } = this.#shape;
    const { machine, procedures } = this.#context;
    const { outer, firstQuery, queries, visible } = range;
    const scale = num(scaleOf(machine, node));
    b.block("Pack the queries, scaled.", () =>
      packRows(b, machine.tile.rows, { rows: queries, depth: width }, (row, k) => {
        const element = access.read(b, scope, node.query, [...outer, addIndex(firstQuery, row), k]);
        b.store(this.#queries, [row, k], mul(element, scale));
      }),
    );
    const blocks = { left: this.#queries, right: this.#keys, result: this.scores };
    const product = defineBlockProduct(procedures, machine, { name: "score", depth: width, isOpen: false, ...blocks });
    call(b, scope, product, [queries, visible]);
  }

  weigh(
    b: ProcedureBuilder,
    scope: Scope,
    range: BlockRange,
    spoilt: Expression | undefined,
    state: RunningState,
  ): void {
    this.#multiply(b, scope, range, spoilt);
    const weighted = scope.use(state.weighted);
    b.for("row", 0, range.queries, {}, (row) => {
      const rescale = b.let("rescale", load(this.rescale, [row]));
      b.for("column", 0, this.#shape.valueWidth, {}, (column) => {
        const at = [addIndex(range.firstQuery, row), column];
        b.store(weighted, at, add(mul(load(weighted, at), rescale), load(this.#product, [row, column])));
      });
    });
  }

  #multiply(b: ProcedureBuilder, scope: Scope, range: BlockRange, spoilt: Expression | undefined): void {
    const { machine, procedures } = this.#context;
    const { queries, visible } = range;
    const fast = (): void => {
      packRows(b, machine.tile.rows, { rows: queries, depth: visible }, (row, key) =>
        b.store(this.#weights, [row, key], load(this.scores, [row, key])),
      );
      const blocks = { left: this.#weights, right: this.#values, result: this.#product };
      const product = defineBlockProduct(procedures, machine, {
        name: "weigh",
        depth: machine.attention.keys,
        isOpen: true,
        ...blocks,
      });
      call(b, scope, product, [queries, this.#shape.valueWidth, visible]);
    };
    if (!spoilt) {
      fast();
      return;
    }
    b.if(compare("eq", spoilt, num(0)), fast, () => call(b, scope, this.#careful(), [queries, visible]));
  }

  /** {@link weigh} where a value is infinite or NaN: a key of weight 0 is passed over, since 0 times NaN is NaN. */
  #careful(): Defined {
    const { machine, procedures } = this.#context;
    const outline = {
      name: "weighSeen",
      summary: "As the tiles do, but a key of weight 0 is passed over, whatever its value.",
      indices: ["queries", "visible"],
    };
    return procedures.define(outline, (b, _scope, queries, visible) =>
      b.for("row", 0, queries ?? 0, {}, (row) =>
        b.strip("column", 0, this.#shape.valueWidth, machine.tile.columns, (first, wide) => {
          for (let offset = 0; offset < wide; offset++) {
            const column = addIndex(first, offset);
            const sum = b.var("sum", num(0));
            b.for("key", 0, visible ?? 0, {}, (key) => {
              const weight = b.let("weight", load(this.scores, [row, key]));
              const product = mul(weight, load(this.#values, [column, key]));
              b.assign(sum, add(sum, select(compare("eq", weight, num(0)), num(0), product)));
            });
            b.store(this.#product, [row, column], sum);
          }
        }),
      ),
    );
  }
}

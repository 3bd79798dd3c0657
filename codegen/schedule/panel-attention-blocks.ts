import { add as addIndex, constant, constantValue, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, indexValue, type NameExpression, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import type { AttentionShape, RunningState } from "./attention.js";
import type { BlockRange, Blocks } from "./attention-blocks.js";
import type { Context, StepAccess } from "./context.js";
import { mathOf } from "./math-functions.js";
import {
  clear,
  columnsFrom,
  count,
  finishElements,
  multiplyPanel,
  packPanel,
  panelCount,
  panelWidth,
} from "./panels.js";
import { CHAINS, joined, overLanes } from "./panel-softmax.js";
import { call, type Defined, type Scope } from "./procedures.js";

/** The blocks of an attention on a machine with vectors: keys and values in panels, whole tiles everywhere. */
export class PanelAttentionBlocks implements Blocks {
  readonly scores: Buffer;
  readonly rescale: Buffer;
  readonly #queries: Buffer;
  /** `[panels of keys, d, keys of a panel]`. */
  readonly #keys: Buffer;
  /** `[panels of columns, keys, columns of a panel]`. */
  readonly #values: Buffer;
  readonly #sums: Buffer;
  readonly #shape: AttentionShape;
  readonly #context: Context;

  constructor(context: Context, shape: AttentionShape) {
    const { scratch, machine } = context;
    const { queries, keys } = machine.attention;
    const { width, valueWidth } = shape;
    const columns = panelWidth(machine);
    const block = (name: string, ...extents: readonly number[]): Buffer =>
      scratch.block(name, machine.temporary, extents);
    this.#context = context;
    this.#shape = shape;
    this.scores = block(
      "scores",
      queries,
      panelCount(machine, keys) * columns + Math.max(machine.padding, CHAINS * machine.lanes),
    );
    this.rescale = block("rescale", queries);
    this.#sums = block("sums", machine.tile.rows[0] ?? 1, columns);
    this.#queries = block("queryBlock", queries, width);
    this.#keys = block("keyPanels", panelCount(machine, keys), width, columns);
    this.#values = block("valuePanels", panelCount(machine, valueWidth), keys, columns);
  }

  start(b: ProcedureBuilder, scope: Scope): void {
    // Tiles are whole: they read columns past the last one, and write them.
    b.block("Columns past the last one are zeros.", () => {
      const isFull = this.#shape.valueWidth % panelWidth(this.#context.machine) === 0;
      for (const block of [this.#keys, this.scores, ...(isFull ? [] : [this.#values])]) clear(b, scope, block);
    });
  }

  pack(
    b: ProcedureBuilder,
    scope: Scope,
    access: StepAccess,
    range: { readonly outer: readonly Affine[]; readonly firstKey: Affine; readonly keys: Affine },
  ): Expression | undefined {
    const { node, width, hides } = this.#shape;
    const { machine } = this.#context;
    const { outer, firstKey, keys } = range;
    b.block("Pack the keys, transposed.", () =>
      b.for("panel", 0, panelCount(machine, machine.attention.keys), {}, (panel) =>
        packPanel(b, machine, { columns: columnsFrom(machine, keys, panel), depth: constant(width) }, (offset, k) => {
          const key = addIndex(firstKey, times(panel, panelWidth(machine)), offset);
          b.store(this.#keys, [panel, k, offset], access.read(b, scope, node.key, [...outer, key, k]));
        }),
      ),
    );
    b.block("Pack the values.", () =>
      this.#eachPanel(b, (panel, first, columns) =>
        b.for("key", 0, keys, {}, (key) =>
          b.for("offset", 0, columns, { unroll: constantValue(columns) !== undefined }, (offset) => {
            const at = [...outer, addIndex(firstKey, key), addIndex(first, offset)];
            b.store(this.#values, [panel, key, offset], access.read(b, scope, node.value, at));
          }),
        ),
      ),
    );
    return hides ? this.#spoilt(b, keys) : undefined;
  }

  /** The sum of `0 * value`, which is NaN if a value is infinite or NaN. */
  #spoilt(b: ProcedureBuilder, keys: Affine): NameExpression {
    const { machine } = this.#context;
    const { lanes } = machine;
    const sums = count(panelWidth(machine) / lanes).map((j) => b.var(`spoilt${j}`, num(0, lanes)));
    b.for("panel", 0, panelCount(machine, this.#shape.valueWidth), {}, (panel) =>
      b.for("key", 0, keys, {}, (key) => {
        for (const [j, sum] of sums.entries()) {
          b.assign(sum, add(sum, mul(load(this.#values, [panel, key, j * lanes], lanes), num(0, lanes))));
        }
      }),
    );
    return b.let("spoiltAll", overLanes(b, joined(sums, add), lanes, add));
  }

  score(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: BlockRange): void {
    const { node, width } = this.#shape;
    const { machine } = this.#context;
    const { outer, firstQuery, queries, visible } = range;
    const scale = num(node.scale * mathOf(machine).powers.unit);
    b.block("Pack the queries, scaled.", () =>
      b.for("row", 0, queries, {}, (row) =>
        b.for("k", 0, width, {}, (k) => {
          const element = access.read(b, scope, node.query, [...outer, addIndex(firstQuery, row), k]);
          b.store(this.#queries, [row, k], mul(element, scale));
        }),
      ),
    );
    call(b, scope, this.#scoreProcedure(), [queries, visible]);
  }

  #scoreProcedure(): Defined {
    const { machine, procedures } = this.#context;
    const { lanes } = machine;
    const outline = {
      name: `score${this.#shape.width}`,
      summary: "Scores of `queries` rows and `visible` keys.",
      indices: ["queries", "visible"],
    };
    return procedures.define(outline, (b, _scope, queries = constant(0), visible = constant(0)) =>
      b.for("panel", 0, panelCount(machine, machine.attention.keys), {}, (panel) => {
        const first = times(panel, panelWidth(machine));
        b.if(compare("lt", indexValue(first), indexValue(visible)), () =>
          multiplyPanel(b, machine, queries, {
            depth: constant(this.#shape.width),
            left: (row, k) => load(this.#queries, [row, k]),
            right: (k, offset) => load(this.#keys, [panel, k, offset], lanes),
            finish: (row, sums) => {
              for (const [i, vectors] of sums.entries()) {
                for (const [j, sum] of vectors.entries()) {
                  b.store(this.scores, [addIndex(row, i), addIndex(first, j * lanes)], sum);
                }
              }
            },
          }),
        );
      }),
    );
  }

  weigh(
    b: ProcedureBuilder,
    scope: Scope,
    range: BlockRange,
    spoilt: Expression | undefined,
    state: RunningState,
  ): void {
    const indices = [range.firstQuery, range.queries, range.visible];
    const fast = (): void => call(b, scope, this.#weighProcedure(state), indices);
    if (!spoilt) return fast();
    b.if(compare("eq", spoilt, num(0)), fast, () => call(b, scope, this.#careful(state), indices));
  }

  #weighProcedure(state: RunningState): Defined {
    const { machine, procedures } = this.#context;
    const outline = {
      name: "weigh",
      summary: "weighted = weighted * rescale + weights value.",
      indices: ["firstQuery", "queries", "visible"],
    };
    return procedures.define(outline, (b, scope, firstQuery = constant(0), queries = constant(0), visible) =>
      this.#eachPanel(b, (panel, first, columns) =>
        multiplyPanel(b, machine, queries, {
          depth: visible ?? constant(0),
          left: (row, key) => load(this.scores, [row, key]),
          right: (key, offset) => load(this.#values, [panel, key, offset], machine.lanes),
          finish: (row, sums) =>
            finishElements(b, machine, { block: this.#sums, columns }, sums, (i, offset, sum) =>
              this.#add(b, scope, state, { firstQuery, row: addIndex(row, i), column: addIndex(first, offset) }, sum),
            ),
        }),
      ),
    );
  }

  #add(
    b: ProcedureBuilder,
    scope: Scope,
    state: RunningState,
    { firstQuery, row, column }: { readonly firstQuery: Affine; readonly row: Affine; readonly column: Affine },
    sum: Expression,
  ): void {
    const weighted = scope.use(state.weighted);
    const at = [addIndex(firstQuery, row), column];
    b.store(weighted, at, add(mul(load(weighted, at), load(this.rescale, [row])), sum));
  }

  /** The panels of the values' columns: number, first column and how many columns. */
  #eachPanel(b: ProcedureBuilder, body: (panel: Affine, first: Affine, columns: Affine) => void): void {
    const { machine } = this.#context;
    const { valueWidth } = this.#shape;
    const width = panelWidth(machine);
    b.for("panel", 0, panelCount(machine, valueWidth), {}, (panel) => {
      const rest = columnsFrom(machine, constant(valueWidth), panel);
      body(panel, times(panel, width), valueWidth % width === 0 ? constant(width) : b.bind("columns", [width, rest]));
    });
  }

  /** {@link weigh} where a value is infinite or NaN: a key of weight 0 is passed over, since 0 times NaN is NaN. */
  #careful(state: RunningState): Defined {
    const { procedures } = this.#context;
    const outline = {
      name: "weighSeen",
      summary: "As `weigh`, but a key of weight 0 is passed over, whatever its value.",
      indices: ["firstQuery", "queries", "visible"],
    };
    return procedures.define(outline, (b, scope, firstQuery = constant(0), queries, visible) =>
      b.for("row", 0, queries ?? 0, {}, (row) =>
        this.#eachPanel(b, (panel, first, columns) =>
          b.for("offset", 0, columns, {}, (offset) => {
            const sum = b.var("sum", num(0));
            b.for("key", 0, visible ?? 0, {}, (key) => {
              const weight = b.let("weight", load(this.scores, [row, key]));
              const product = mul(weight, load(this.#values, [panel, key, offset]));
              b.assign(sum, add(sum, select(compare("eq", weight, num(0)), num(0), product)));
            });
            this.#add(b, scope, state, { firstQuery, row, column: addIndex(first, offset) }, sum);
          }),
        ),
      ),
    );
  }
}

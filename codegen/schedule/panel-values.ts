import { add as addIndex, constant, constantValue, sub as subIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, load, mul, type NameExpression, num, select } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import type { AttentionShape } from "./attention-shape.js";
import type { RunningState } from "./attention-state.js";
import type { BlockRange, PackRange } from "./attention-blocks.js";
import type { Context, StepAccess } from "./context.js";
import { joined, overLanes } from "./panel-softmax.js";
import { columnsFrom, count, finishElements, multiplyPanels, panelCount, panelWidth } from "./panels.js";
import { call, type Defined, type Scope } from "./procedures.js";

/** A block of an attention's values in panels of columns, and what is made of them: `weights value`. */
export class ValuePanels {
  /** `[panels of columns, keys, columns of a panel]`. */
  readonly values: Buffer;
  /** Whether each panel is full. */
  readonly isFull: boolean;
  readonly #weights: Buffer;
  readonly #rescale: Buffer;
  readonly #sums: Buffer;
  readonly #shape: AttentionShape;
  readonly #context: Context;

  /** `weights` stand in a block of a row for each query, `rescale` is what the rows so far are multiplied by. */
  constructor(context: Context, shape: AttentionShape, weights: Buffer, rescale: Buffer) {
    const { scratch, machine } = context;
    const columns = panelWidth(machine);
    const block = (name: string, ...extents: readonly number[]): Buffer =>
      scratch.block(name, machine.temporary, extents);
    this.#context = context;
    this.#shape = shape;
    this.#weights = weights;
    this.#rescale = rescale;
    this.isFull = shape.valueWidth % columns === 0;
    this.#sums = block("sums", machine.tile.rows[0] ?? 1, columns);
    this.values = block("valuePanels", panelCount(machine, shape.valueWidth), machine.attention.keys, columns);
  }

  /** Packs a block of values; `outer` are the indices around it. */
  pack(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: PackRange): void {
    const { node } = this.#shape;
    const { outer, firstKey, keys } = range;
    b.block("Pack the values.", () =>
      // A row's columns follow each other in memory, its keys seldom do.
      b.for("key", 0, keys, {}, (key) =>
        this.#eachPanel(b, (panel, first, columns) =>
          b.for("offset", 0, columns, { unroll: constantValue(columns) !== undefined }, (offset) => {
            const at = [...outer, addIndex(firstKey, key), addIndex(first, offset)];
            b.store(this.values, [panel, key, offset], access.read(b, scope, node.value, at));
          }),
        ),
      ),
    );
  }

  /** The sum of `0 * value`, which is NaN if a value is infinite or NaN. */
  spoilt(b: ProcedureBuilder, keys: Affine): NameExpression {
    const { machine } = this.#context;
    const { lanes } = machine;
    const sums = count(panelWidth(machine) / lanes).map((j) => b.var(`spoilt${j}`, num(0, lanes)));
    b.for("panel", 0, panelCount(machine, this.#shape.valueWidth), {}, (panel) =>
      b.for("key", 0, keys, {}, (key) => {
        for (const [j, sum] of sums.entries()) {
          b.assign(sum, add(sum, mul(load(this.values, [panel, key, j * lanes], lanes), num(0, lanes))));
        }
      }),
    );
    return b.let("spoiltAll", overLanes(b, joined(sums, add), lanes, add));
  }

  /** Adds the weights times the values to what the rows have so far; `spoilt` as {@link spoilt} gives it. */
  weigh(
    b: ProcedureBuilder,
    scope: Scope,
    range: BlockRange,
    spoilt: Expression | undefined,
    state: RunningState,
  ): void {
    const indices = [range.firstQuery, range.queries, range.first, range.visible];
    const fast = (): void => call(b, scope, this.#weighProcedure(state), indices);
    if (!spoilt) return fast();
    b.if(compare("eq", spoilt, num(0)), fast, () => call(b, scope, this.#careful(state), indices));
  }

  #weighProcedure(state: RunningState): Defined {
    const { machine, procedures } = this.#context;
    const outline = {
      name: "weigh",
      summary: "weighted = weighted * rescale + weights value.",
      indices: ["firstQuery", "queries", "from", "visible"],
    };
    const panels = { from: constant(0), to: panelCount(machine, this.#shape.valueWidth) };
    return procedures.define(outline, (b, scope, firstQuery = constant(0), queries = constant(0), given, visible) => {
      const from = this.#start(given);
      multiplyPanels(b, machine, queries, panels, (panel) => {
        const { first, columns } = this.#columnsOf(b, panel);
        return {
          depth: subIndex(visible ?? 0, from),
          left: (row, key) => load(this.#weights, [row, addIndex(from, key)]),
          right: (key, offset) => load(this.values, [panel, addIndex(from, key), offset], machine.lanes),
          finish: (row, sums) =>
            finishElements(b, machine, { block: this.#sums, columns }, sums, (i, offset, sum) =>
              this.#add(b, scope, state, { firstQuery, row: addIndex(row, i), column: addIndex(first, offset) }, sum),
            ),
        };
      });
    });
  }

  /** The first key that counts: 0 where no mask hides keys before others. */
  #start(given: Affine | undefined): Affine {
    return this.#shape.seen.starts && given ? given : constant(0);
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
    b.store(weighted, at, add(mul(load(weighted, at), load(this.#rescale, [row])), sum));
  }

  /** The panels of the values' columns: number, first column and how many columns. */
  #eachPanel(b: ProcedureBuilder, body: (panel: Affine, first: Affine, columns: Affine) => void): void {
    b.for("panel", 0, panelCount(this.#context.machine, this.#shape.valueWidth), {}, (panel) => {
      const { first, columns } = this.#columnsOf(b, panel);
      body(panel, first, columns);
    });
  }

  /** The first of a panel's columns, and how many it has. */
  #columnsOf(b: ProcedureBuilder, panel: Affine): { readonly first: Affine; readonly columns: Affine } {
    const { machine } = this.#context;
    const width = panelWidth(machine);
    const rest = columnsFrom(machine, constant(this.#shape.valueWidth), panel);
    return { first: times(panel, width), columns: this.isFull ? constant(width) : b.bind("columns", [width, rest]) };
  }

  /** {@link weigh} where a value is infinite or NaN: a key of weight 0 is passed over, since 0 times NaN is NaN. */
  #careful(state: RunningState): Defined {
    const { procedures } = this.#context;
    const outline = {
      name: "weighSeen",
      summary: "As `weigh`, but a key of weight 0 is passed over, whatever its value.",
      indices: ["firstQuery", "queries", "from", "visible"],
    };
    return procedures.define(outline, (b, scope, firstQuery = constant(0), queries, from, visible) =>
      b.for("row", 0, queries ?? 0, {}, (row) =>
        this.#eachPanel(b, (panel, first, columns) =>
          b.for("offset", 0, columns, {}, (offset) => {
            const sum = b.var("sum", num(0));
            b.for("key", this.#start(from), visible ?? 0, {}, (key) => {
              const weight = b.let("weight", load(this.#weights, [row, key]));
              const product = mul(weight, load(this.values, [panel, key, offset]));
              b.assign(sum, add(sum, select(compare("eq", weight, num(0)), num(0), product)));
            });
            this.#add(b, scope, state, { firstQuery, row, column: addIndex(first, offset) }, sum);
          }),
        ),
      ),
    );
  }
}

import { add as addIndex, constant, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { and, compare, indexValue, load, mul, num } from "../ir/expressions.js";
import type { Buffer, Expression } from "../ir/nodes.js";
import type { AttentionShape } from "./attention-shape.js";
import type { RunningState } from "./attention-state.js";
import { type BlockRange, type Blocks, type PackRange, scaleOf } from "./attention-blocks.js";
import type { Context, StepAccess } from "./context.js";
import { CHAINS } from "./panel-softmax.js";
import { ValuePanels } from "./panel-values.js";
import { clear, columnsFrom, multiplyPanel, packPanel, panelCount, panelWidth } from "./panels.js";
import { call, type Defined, type Scope } from "./procedures.js";

/** The blocks of an attention on a machine with vectors: keys and values in panels, whole tiles everywhere. */
export class PanelAttentionBlocks implements Blocks {
  readonly scores: Buffer;
  readonly rescale: Buffer;
  readonly height: number;
  readonly startsLate = true;
  readonly #queries: Buffer;
  /** `[panels of keys, d, keys of a panel]`. */
  readonly #keys: Buffer;
  readonly #values: ValuePanels;
  readonly #shape: AttentionShape;
  readonly #context: Context;

  constructor(context: Context, shape: AttentionShape) {
    const { scratch, machine } = context;
    const { queries, keys } = machine.attention;
    const { width } = shape;
    const columns = panelWidth(machine);
    const block = (name: string, ...extents: readonly number[]): Buffer =>
      scratch.block(name, machine.temporary, extents);
    this.#context = context;
    this.#shape = shape;
    this.height = queries;
    this.scores = block(
      "scores",
      queries,
      panelCount(machine, keys) * columns + Math.max(machine.padding, CHAINS * machine.lanes),
    );
    this.rescale = block("rescale", queries);
    this.#queries = block("queryBlock", queries, width);
    this.#keys = block("keyPanels", panelCount(machine, keys), width, columns);
    this.#values = new ValuePanels(context, shape, this.scores, this.rescale);
  }

  start(b: ProcedureBuilder, scope: Scope): void {
    // Tiles are whole: they read columns past the last one, and write them.
    b.block("Columns past the last one are zeros.", () => {
      const { isFull, values } = this.#values;
      // There are at most as many panels as keys.
      clear(b, scope, this.#keys, [this.#shape.keys]);
      for (const block of [this.scores, ...(isFull ? [] : [values])]) clear(b, scope, block);
    });
  }

  pack(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: PackRange): Expression | undefined {
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
    if (!range.weighs) return undefined;
    this.#values.pack(b, scope, access, range);
    return hides ? this.#values.spoilt(b, keys) : undefined;
  }

  score(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: BlockRange): void {
    const { node, width } = this.#shape;
    const { machine } = this.#context;
    const { outer, firstQuery, queries, first, visible } = range;
    const scale = num(scaleOf(machine, node));
    b.block("Pack the queries, scaled.", () =>
      b.for("row", 0, queries, {}, (row) =>
        b.for("k", 0, width, {}, (k) => {
          const element = access.read(b, scope, node.query, [...outer, addIndex(firstQuery, row), k]);
          b.store(this.#queries, [row, k], mul(element, scale));
        }),
      ),
    );
    call(b, scope, this.#scoreProcedure(), [queries, first, visible]);
  }

  #scoreProcedure(): Defined {
    const { machine, procedures } = this.#context;
    const { lanes } = machine;
    const outline = {
      name: `score${this.#shape.width}`,
      summary: "Scores of `queries` rows and `visible` keys.",
      indices: ["queries", "from", "visible"],
    };
    const { starts } = this.#shape.seen;
    return procedures.define(outline, (b, _scope, queries = constant(0), from = constant(0), visible = constant(0)) =>
      b.for("panel", 0, [panelCount(machine, machine.attention.keys), visible], {}, (panel) => {
        const first = times(panel, panelWidth(machine));
        const isBefore = compare("lt", indexValue(first), indexValue(visible));
        const reaches = compare("lt", indexValue(from), indexValue(addIndex(first, panelWidth(machine))));
        b.if(starts ? and(reaches, isBefore) : isBefore, () =>
          multiplyPanel(
            b,
            machine,
            { from: constant(0), to: queries },
            {
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
            },
          ),
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
    this.#values.weigh(b, scope, range, spoilt, state);
  }
}

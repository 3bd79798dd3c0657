import { add as addIndex, constant, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, type NameExpression, lane, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import type { AttentionShape } from "./attention.js";
import type { BlockRange, Blocks } from "./attention-blocks.js";
import type { Context, StepAccess } from "./context.js";
import { clear, columnsFrom, definePanels, packPanel, panelCount, panelWidth } from "./panels.js";
import { call, type Defined, type Scope } from "./procedures.js";

/** The blocks of an attention on a machine with vectors: keys and values in panels, whole tiles everywhere. */
export class PanelAttentionBlocks implements Blocks {
  readonly scores: Buffer;
  readonly rescale: Buffer;
  readonly context: Buffer;
  readonly #queries: Buffer;
  /** `[panels of keys, d, keys of a panel]`. */
  readonly #keys: Buffer;
  /** `[panels of columns, keys, columns of a panel]`. */
  readonly #values: Buffer;
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
    this.scores = block("scores", queries, panelCount(machine, keys) * columns + machine.padding);
    this.rescale = block("rescale", queries);
    this.context = block("contextBlock", queries, panelCount(machine, valueWidth) * columns);
    this.#queries = block("queryBlock", queries, width);
    this.#keys = block("keyPanels", panelCount(machine, keys), width, columns);
    this.#values = block("valuePanels", panelCount(machine, valueWidth), keys, columns);
  }

  start(b: ProcedureBuilder, scope: Scope): void {
    // Tiles are whole: they read columns past the last one, and write them.
    b.block("Columns past the last one are zeros.", () => {
      for (const block of [this.#keys, this.#values, this.scores, this.context]) clear(b, scope, block);
    });
  }

  pack(
    b: ProcedureBuilder,
    scope: Scope,
    access: StepAccess,
    range: { readonly outer: readonly Affine[]; readonly firstKey: Affine; readonly keys: Affine },
  ): Expression | undefined {
    const { node, width, valueWidth, hides } = this.#shape;
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
      b.for("panel", 0, panelCount(machine, valueWidth), {}, (panel) => {
        const isFull = valueWidth % panelWidth(machine) === 0;
        const rest = columnsFrom(machine, constant(valueWidth), panel);
        b.for("key", 0, keys, {}, (key) =>
          b.for(
            "offset",
            0,
            isFull ? panelWidth(machine) : [panelWidth(machine), rest],
            { unroll: isFull },
            (offset) => {
              const at = [...outer, addIndex(firstKey, key), addIndex(times(panel, panelWidth(machine)), offset)];
              b.store(this.#values, [panel, key, offset], access.read(b, scope, node.value, at));
            },
          ),
        );
      }),
    );
    return hides ? this.#spoilt(b, keys) : undefined;
  }

  /** The sum of `0 * value`, which is NaN if a value is infinite or NaN. */
  #spoilt(b: ProcedureBuilder, keys: Affine): NameExpression {
    const { machine } = this.#context;
    const { lanes } = machine;
    const sum = b.var("spoilt", num(0, lanes));
    b.for("panel", 0, panelCount(machine, this.#shape.valueWidth), {}, (panel) =>
      b.for("key", 0, keys, {}, (key) =>
        b.for("offset", 0, panelWidth(machine), { step: lanes, unroll: true }, (offset) =>
          b.assign(sum, add(sum, mul(load(this.#values, [panel, key, offset], lanes), num(0, lanes)))),
        ),
      ),
    );
    return b.let("spoiltAll", sumOfLanes(sum, lanes));
  }

  score(b: ProcedureBuilder, scope: Scope, access: StepAccess, range: BlockRange): void {
    const { node, width } = this.#shape;
    const { machine, procedures } = this.#context;
    const { outer, firstQuery, queries, visible } = range;
    b.block("Pack the queries, scaled.", () =>
      b.for("row", 0, queries, {}, (row) =>
        b.for("k", 0, width, {}, (k) => {
          const element = access.read(b, scope, node.query, [...outer, addIndex(firstQuery, row), k]);
          b.store(this.#queries, [row, k], mul(element, num(node.scale)));
        }),
      ),
    );
    const product = definePanels(
      procedures,
      machine,
      { name: "score", depth: width, left: this.#queries, right: this.#keys, result: this.scores, isNarrow: false },
      panelCount(machine, machine.attention.keys),
    );
    call(b, scope, product, [queries, visible]);
  }

  weigh(b: ProcedureBuilder, scope: Scope, range: BlockRange, spoilt: Expression | undefined): void {
    const { machine, procedures } = this.#context;
    const { queries, visible } = range;
    const { valueWidth } = this.#shape;
    const fast = (): void => {
      const product = definePanels(
        procedures,
        machine,
        {
          name: "weigh",
          depth: undefined,
          left: this.scores,
          right: this.#values,
          result: this.context,
          isNarrow: false,
        },
        panelCount(machine, valueWidth),
      );
      call(b, scope, product, [queries, valueWidth, visible]);
    };
    if (!spoilt) return fast();
    b.if(compare("eq", spoilt, num(0)), fast, () => call(b, scope, this.#careful(), [queries, visible]));
  }

  /** {@link weigh} where a value is infinite or NaN: a key of weight 0 is passed over, since 0 times NaN is NaN. */
  #careful(): Defined {
    const { machine, procedures } = this.#context;
    const width = panelWidth(machine);
    const outline = {
      name: "weighSeen",
      summary: "As the tiles do, but a key of weight 0 is passed over, whatever its value.",
      indices: ["queries", "visible"],
    };
    return procedures.define(outline, (b, _scope, queries, visible) =>
      b.for("row", 0, queries ?? 0, {}, (row) =>
        b.for("panel", 0, panelCount(machine, this.#shape.valueWidth), {}, (panel) =>
          b.for("offset", 0, width, {}, (offset) => {
            const sum = b.var("sum", num(0));
            b.for("key", 0, visible ?? 0, {}, (key) => {
              const weight = b.let("weight", load(this.scores, [row, key]));
              const product = mul(weight, load(this.#values, [panel, key, offset]));
              b.assign(sum, add(sum, select(compare("eq", weight, num(0)), num(0), product)));
            });
            b.store(this.context, [row, addIndex(times(panel, width), offset)], sum);
          }),
        ),
      ),
    );
  }
}

/** All lanes added up, in pairs. */
export function sumOfLanes(vector: Expression, lanes: number): Expression {
  return combine(vector, 0, lanes, add);
}

/** The lanes from `first` on combined, in pairs. */
export function combine(
  vector: Expression,
  first: number,
  count: number,
  join: (left: Expression, right: Expression) => Expression,
): Expression {
  if (count === 1) return lane(vector, first);
  const half = count / 2;
  return join(combine(vector, first, half, join), combine(vector, first + half, half, join));
}

import { add as addIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, type NameExpression, load, mul, num, select } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import type { AttentionShape } from "./attention.js";
import type { Context, StepAccess } from "./context.js";
import { call, type Defined, type Scope } from "./procedures.js";
import { below, count, defineTile } from "./tile.js";

/** The blocks of an attention: packed queries, keys and values, scores, and what the values add up to. */
export class AttentionBlocks {
  readonly scores: Buffer;
  /** What the state of each row is multiplied by before the block is added. */
  readonly rescale: Buffer;
  /** `weights value` of this block. */
  readonly context: Buffer;
  readonly #queryBlock: Buffer;
  /** Groups of `lanes` keys, each `[width][lanes]`; what is left over at the end in groups of 1. */
  readonly #keyPanels: Buffer;
  /** `[columns / lanes][keys][lanes]`. */
  readonly #valuePanels: Buffer;
  readonly #shape: AttentionShape;
  readonly #context: Context;

  constructor(context: Context, shape: AttentionShape) {
    const { scratch, machine } = context;
    const { queries, keys } = machine.attention;
    const { width, valueWidth } = shape;
    const block = (name: string, ...extents: readonly number[]): Buffer =>
      scratch.block(name, machine.temporary, extents);
    this.#context = context;
    this.#shape = shape;
    this.scores = block("scores", queries, keys);
    this.rescale = block("rescale", queries);
    this.context = block("contextBlock", queries, valueWidth);
    this.#queryBlock = block("queryBlock", queries, width);
    this.#keyPanels = block("keyPanels", keys * width);
    this.#valuePanels = block("valuePanels", Math.ceil(valueWidth / machine.lanes), keys, machine.lanes);
  }

  /**
   * Packs a block of keys and values. Where keys may be hidden it also sums `0 * value`, which is NaN if a value is
   * infinite or NaN, and returns that sum: such a block needs care.
   */
  pack(
    b: ProcedureBuilder,
    scope: Scope,
    access: StepAccess,
    range: { readonly outer: readonly Affine[]; readonly firstKey: Affine; readonly keys: Affine },
  ): NameExpression | undefined {
    const { node, width, valueWidth, hides } = this.#shape;
    const { lanes } = this.#context.machine;
    const { outer, firstKey, keys } = range;
    b.block("Pack the keys in panels.", () =>
      b.strip("key", 0, keys, [lanes, 1], (key, group) =>
        b.for("k", 0, width, {}, (k) =>
          b.for("lane", 0, group, { unroll: true }, (lane) => {
            const element = access.read(b, scope, node.key, [...outer, addIndex(firstKey, key, lane), k]);
            b.store(this.#keyPanels, [addIndex(times(key, width), times(k, group), lane)], element);
          }),
        ),
      ),
    );
    const spoilt = hides ? b.var("spoilt", num(0)) : undefined;
    b.block("Pack the values in panels.", () => {
      for (const { panels, from, group } of this.#groups(valueWidth)) {
        b.for("panel", from, addIndex(from, panels), {}, (panel) =>
          b.for("key", 0, keys, {}, (key) =>
            b.for("lane", 0, group, { unroll: true }, (lane) => {
              const at = [...outer, addIndex(firstKey, key), addIndex(times(panel, lanes), lane)];
              const element = b.let("element", access.read(b, scope, node.value, at));
              b.store(this.#valuePanels, [panel, key, lane], element);
              if (spoilt) b.assign(spoilt, add(spoilt, mul(element, num(0))));
            }),
          ),
        );
      }
    });
    return spoilt;
  }

  /** Scores of a block of queries against the packed keys. */
  score(
    b: ProcedureBuilder,
    scope: Scope,
    access: StepAccess,
    range: {
      readonly outer: readonly Affine[];
      readonly firstQuery: Affine;
      readonly queries: Affine;
      readonly visible: Affine;
    },
  ): void {
    const { node, width } = this.#shape;
    const { machine } = this.#context;
    const { outer, firstQuery, queries, visible } = range;
    b.block("Pack the queries, scaled.", () =>
      b.for("row", 0, queries, {}, (row) =>
        b.for("k", 0, width, {}, (k) => {
          const element = access.read(b, scope, node.query, [...outer, addIndex(firstQuery, row), k]);
          b.store(this.#queryBlock, [row, k], mul(element, num(node.scale)));
        }),
      ),
    );
    b.strip("key", 0, visible, [machine.lanes, 1], (key, group) =>
      b.strip("row", 0, queries, machine.tileRows, (row, rows) =>
        call(b, scope, this.#scoreTile(rows, group), [row, key]),
      ),
    );
  }

  /** The weights, which stand where the scores were, times the packed values. */
  weigh(
    b: ProcedureBuilder,
    scope: Scope,
    range: { readonly queries: Affine; readonly visible: Affine; readonly spoilt: Expression | undefined },
  ): void {
    const { queries, visible, spoilt } = range;
    const { tileRows } = this.#context.machine;
    const fast = (): void => {
      for (const { panels, from, group } of this.#groups(this.#shape.valueWidth)) {
        b.for("panel", from, addIndex(from, panels), {}, (panel) =>
          b.strip("row", 0, queries, tileRows, (row, rows) =>
            call(b, scope, this.#contextTile(rows, group), [row, panel, visible]),
          ),
        );
      }
    };
    if (!spoilt) {
      fast();
      return;
    }
    b.if(compare("eq", spoilt, num(0)), fast, () => call(b, scope, this.#careful(), [queries, visible]));
  }

  /** The columns of the values as whole panels and a narrower one for what is left. */
  #groups(columns: number): readonly { readonly panels: number; readonly from: number; readonly group: number }[] {
    const { lanes } = this.#context.machine;
    const whole = Math.floor(columns / lanes);
    const rest = columns % lanes;
    return [
      { panels: whole, from: 0, group: lanes },
      { panels: rest === 0 ? 0 : 1, from: whole, group: rest },
    ].filter(({ panels }) => panels > 0);
  }

  #scoreTile(rows: number, group: number): Defined {
    const { width } = this.#shape;
    return defineTile(this.#context.procedures, {
      name: "score",
      rows,
      lanes: group,
      depth: width,
      left: this.#queryBlock,
      right: this.#keyPanels,
      result: this.scores,
      indices: ["row", "key"],
      leftAt: (i, k, [row]) => [below(row, i), k],
      rightAt: (k, [, key]) => [addIndex(times(key ?? 0, width), times(k, group))],
      resultAt: (i, [row, key]) => [below(row, i), key ?? 0],
    });
  }

  #contextTile(rows: number, group: number): Defined {
    return defineTile(this.#context.procedures, {
      name: "weigh",
      rows,
      lanes: group,
      depth: "depth",
      left: this.scores,
      right: this.#valuePanels,
      result: this.context,
      indices: ["row", "panel"],
      leftAt: (i, k, [row]) => [below(row, i), k],
      rightAt: (k, [, panel]) => [panel ?? 0, k, 0],
      resultAt: (i, [row, panel]) => [below(row, i), times(panel ?? 0, this.#context.machine.lanes)],
    });
  }

  /** {@link weigh} where a value is infinite or NaN: a key of weight 0 is passed over, since 0 times NaN is NaN. */
  #careful(): Defined {
    const { valueWidth } = this.#shape;
    const { lanes } = this.#context.machine;
    const outline = {
      name: "weighSeen",
      summary: "As the tiles do, but a key of weight 0 is passed over, whatever its value.",
      indices: ["queries", "visible"],
    };
    return this.#context.procedures.define(outline, (b, _scope, queries, visible) => {
      b.for("row", 0, queries ?? 0, {}, (row) => {
        for (const { panels, from, group } of this.#groups(valueWidth)) {
          b.for("panel", from, addIndex(from, panels), {}, (panel) => {
            for (const lane of count(group)) {
              const sum = b.var("sum", num(0));
              b.for("key", 0, visible ?? 0, {}, (key) => {
                const weight = b.let("weight", load(this.scores, [row, key]));
                const value = load(this.#valuePanels, [panel, key, lane]);
                b.assign(sum, add(sum, select(compare("eq", weight, num(0)), num(0), mul(weight, value))));
              });
              b.store(this.context, [row, addIndex(times(panel, lanes), lane)], sum);
            }
          });
        }
      });
    });
  }
}

import type { Node } from "../../src/graph/node.js";
import { constantValue, times, add as addIndex } from "../ir/affine.js";
import { buffer } from "../ir/declarations.js";
import { load } from "../ir/expressions.js";
import { FreshNames } from "../ir/names.js";
import type { Buffer } from "../ir/nodes.js";
import type { Plan } from "../plan/plan.js";
import type { Machine } from "./machine.js";
import { clear, columnsFrom, packPanel, panelCount, panelWidth } from "./panels.js";
import type { Defined, Procedures } from "./procedures.js";

/** Weights in panels, packed once when a kernel is made. */
export class PackedWeights {
  readonly all: Buffer[] = [];
  /** What `prepare` calls. */
  readonly steps: Defined[] = [];
  readonly #names: FreshNames;
  readonly #plan: Plan;
  readonly #machine: Machine;
  readonly #procedures: Procedures;
  readonly #byNode = new Map<Node, Buffer>();

  /** `taken` are the names of the module's other buffers. */
  constructor(plan: Plan, machine: Machine, procedures: Procedures, taken: Iterable<string>) {
    this.#plan = plan;
    this.#machine = machine;
    this.#procedures = procedures;
    this.#names = new FreshNames(taken);
  }

  /** `[panels, depth, width]` of a param `[columns, depth]`; undefined where `weight` is no param of constant size. */
  panelsOf(weight: Node): Buffer | undefined {
    const known = this.#byNode.get(weight);
    if (known) return known;
    const placed = this.#plan.placementOf(weight)?.buffer;
    const [columns, depth] = (placed?.extents ?? []).map(constantValue);
    if (weight.op !== "placeholder" || placed?.role !== "param" || columns === undefined || depth === undefined) {
      return undefined;
    }
    const width = panelWidth(this.#machine);
    const extents = [panelCount(this.#machine, columns), depth, width];
    const made = buffer(this.#names.fresh(`${placed.name}Panels`), this.#machine.temporary, extents, "packed");
    this.#byNode.set(weight, made);
    this.all.push(made);
    const outline = {
      name: `pack${depth}x${columns}`,
      summary: "Lays a weight out in panels.",
      rename: new Map([
        [placed, "weight"],
        [made, "panels"],
      ]),
    };
    this.steps.push(
      this.#procedures.define(outline, (b, scope) => {
        const isFull = columns % width === 0;
        if (!isFull) clear(b, scope, made);
        b.for("panel", 0, extents[0] ?? 0, {}, (panel) => {
          const rest = {
            columns: isFull ? addIndex(width) : columnsFrom(this.#machine, addIndex(columns), panel),
            depth: addIndex(depth),
          };
          packPanel(b, this.#machine, rest, (offset, k) =>
            b.store(
              scope.use(made),
              [panel, k, offset],
              load(scope.use(placed), [addIndex(times(panel, width), offset), k]),
            ),
          );
        });
      }),
    );
    return made;
  }
}

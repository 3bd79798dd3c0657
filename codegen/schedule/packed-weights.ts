import type { Node } from "../../src/graph/node.js";
import { add as addIndex, constantValue, sub as subIndex, times } from "../ir/affine.js";
import { buffer } from "../ir/declarations.js";
import { load } from "../ir/expressions.js";
import { FreshNames } from "../ir/names.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import type { Plan } from "../plan/plan.js";
import type { Machine } from "./machine.js";
import { clear, packPanel, panelWidth } from "./panels.js";
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
  readonly #byNode = new Map<Node, Map<number, Buffer>>();

  /** `taken` are the names of the module's other buffers. */
  constructor(plan: Plan, machine: Machine, procedures: Procedures, taken: Iterable<string>) {
    this.#plan = plan;
    this.#machine = machine;
    this.#procedures = procedures;
    this.#names = new FreshNames(taken);
  }

  /** `[panels, depth, width]` of a param `[columns, depth]`; undefined where `weight` is no param of constant size. */
  panelsOf(weight: Node, width = panelWidth(this.#machine)): Buffer | undefined {
    const known = this.#byNode.get(weight) ?? new Map<number, Buffer>();
    if (known.has(width)) return known.get(width);
    const placed = this.#plan.placementOf(weight)?.buffer;
    const [columns, depth] = (placed?.extents ?? []).map(constantValue);
    const isGiven = weight.op === "placeholder" || weight.op === "constant";
    if (!isGiven || placed?.role !== "param" || columns === undefined || depth === undefined) {
      return undefined;
    }
    const extents = [Math.ceil(columns / width), depth, width];
    const made = buffer(this.#names.fresh(`${placed.name}Panels`), this.#machine.temporary, extents, "packed");
    this.#byNode.set(weight, known.set(width, made));
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
          const first = times(panel, width);
          const rest = {
            columns: isFull ? addIndex(width) : subIndex(addIndex(columns), first),
            depth: addIndex(depth),
          };
          const write = (offset: Affine, k: Affine): void =>
            b.store(scope.use(made), [panel, k, offset], load(scope.use(placed), [addIndex(first, offset), k]));
          packPanel(b, this.#machine, rest, write, width);
        });
      }),
    );
    return made;
  }
}

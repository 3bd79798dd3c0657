import type { Node } from "../../src/graph/node.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { buffer } from "../ir/declarations.js";
import { load } from "../ir/expressions.js";
import type { AffineLike } from "../ir/affine.js";
import { FreshNames } from "../ir/names.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import type { Plan, Step } from "../plan/plan.js";
import type { Machine } from "./machine.js";
import type { PackedWeights } from "./packed-weights.js";
import type { Procedures, Scope } from "./procedures.js";
import type { RotaryTurns } from "./rotary-table.js";
import type { Scratch } from "./scratch.js";
import { type Known, Values } from "./values.js";

/** What the schedules of one module share. */
export interface Context {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly procedures: Procedures;
  readonly scratch: Scratch;
  readonly temporaries: Temporaries;
  readonly weights: PackedWeights;
  readonly turns: RotaryTurns;
}

/** Buffers whose extents name dims, that a schedule needs for itself. */
export class Temporaries {
  readonly all: Buffer[] = [];
  readonly #names: FreshNames;

  /** `taken` are the names of the module's other buffers. */
  constructor(taken: Iterable<string>) {
    this.#names = new FreshNames(taken);
  }

  /** A buffer of its own for the step that asks. */
  make(name: string, machine: Machine, extents: readonly AffineLike[]): Buffer {
    const made = buffer(this.#names.fresh(name), machine.temporary, extents, "temporary");
    this.all.push(made);
    return made;
  }

  /** {@link make} for i32 elements. */
  makeInts(name: string, extents: readonly AffineLike[]): Buffer {
    const made = buffer(this.#names.fresh(name), "i32", extents, "temporary");
    this.all.push(made);
    return made;
  }

  /** {@link make}, where each thread has one of its own. */
  makePrivate(name: string, machine: Machine, extents: readonly AffineLike[]): Buffer {
    const made = { ...buffer(this.#names.fresh(name), machine.temporary, extents, "temporary"), isPrivate: true };
    this.all.push(Object.freeze(made));
    return made;
  }
}

/** Reads and writes the tensors of one step inside a procedure. */
export class StepAccess {
  readonly #context: Context;
  readonly #step: Step;

  constructor(context: Context, step: Step) {
    this.#context = context;
    this.#step = step;
  }

  /** The element of a node at `indices`. */
  read(b: ProcedureBuilder, scope: Scope, node: Node, indices: readonly Affine[]): Expression {
    return new Values(this.#context.plan, this.#context.machine, scope).read(b, node, indices);
  }

  /** The step's result at `indices`: what follows from `core`, the element that its schedule has computed. */
  store(b: ProcedureBuilder, scope: Scope, indices: readonly Affine[], core?: Expression): void {
    const { root, core: coreNode, copies, target } = this.#step;
    const known: Known = new Map(core && coreNode ? [[coreNode, core]] : []);
    const values = new Values(this.#context.plan, this.#context.machine, scope);
    const value = copies ? values.read(b, root, indices) : values.compute(b, root, indices, known);
    b.store(scope.use(target.buffer), target.at(indices), value);
  }

  /** Names for the step's buffers as its procedures call them. */
  rename(names: readonly (readonly [node: Node | undefined, name: string])[]): ReadonlyMap<Buffer, string> {
    const renamed = new Map<Buffer, string>([[this.#step.target.buffer, "result"]]);
    for (const [node, name] of names) {
      const placed = node && this.#context.plan.placementOf(node);
      if (placed && !renamed.has(placed.buffer)) renamed.set(placed.buffer, name);
    }
    return renamed;
  }
}

/** One element of a scratch block. */
export function element(block: Buffer, ...indices: readonly AffineLike[]): Expression {
  return load(block, indices);
}

import type { GatherNode, Node } from "../../src/graph/node.js";
import { dimsIn } from "../../src/graph/scalar.js";
import type { Affine, Buffer, Element, ModuleState } from "../ir/nodes.js";
import { fuse } from "./fusion.js";
import { extentOf, extentsOf } from "./extents.js";
import type { Core } from "./kinds.js";
import { appendedParts, planCache } from "./cache.js";
import { keepWindow } from "./cache-window.js";
import { guardedGathers } from "./index-checks.js";
import { type Limit, limitsOf } from "./limits.js";
import { type Placement, Placements } from "./placements.js";
import type { ProgramGraph } from "./program.js";
import { refuseProgram } from "./refuse.js";
import { regroup } from "./reshape.js";
import { rewriteProgram } from "./rewrite/rewrite.js";
import { usesOf } from "./uses.js";

/** One schedule's work: the elements of `root`, written to `target`. */
export interface Step {
  readonly root: Node;
  /** The node that the schedule is made for: the root, or the node below it whose epilogue it is. */
  readonly core: Core | undefined;
  /** The root's elements are stored already: they are only moved. */
  readonly copies: boolean;
  readonly target: Placement;
}

/** Gathers at indices that are computed. */
export interface Guards {
  readonly gathers: readonly GatherNode[];
  /** `[gathers, 2]`. */
  readonly outside: Buffer;
}

/** A program as a sequence of fused kernels over buffers. */
export interface Plan {
  readonly name: string;
  /** The names of the sizes that come with a call, sorted. */
  readonly dims: readonly string[];
  readonly buffers: readonly Buffer[];
  /** What is kept from call to call, where something is. */
  readonly state: ModuleState | undefined;
  readonly steps: readonly Step[];
  /** The gathers whose indices the kernel looks at, and where it says which of them are outside. */
  readonly guards: Guards | undefined;
  /** What the sizes of a call must be. */
  readonly limits: readonly Limit[];
  /** Where a node lies; undefined where it is computed as it is read. */
  placementOf(node: Node): Placement | undefined;
}

/**
 * Decides what is one kernel and where its result lies. `temporary` is how the target stores f32 tensors between
 * kernels. Throws GenerateError for what can't be generated.
 */
export function planProgram(written: ProgramGraph, temporary: Element): Plan {
  const whole = rewriteProgram(written);
  const { order } = usesOf(resultsOf(whole));
  refuseProgram(whole, order);
  const names = new Set(order.flatMap(({ shape }) => extentsOf(shape)).flatMap(namesIn));
  const program = keepWindow(whole, order, names);
  const outputs = resultsOf(program);
  const uses = usesOf(outputs);
  const cache = planCache(program, names);
  const placements = new Placements(program, uses, temporary, cache);
  const steps: Step[] = [];
  for (const { root, core } of fuse(uses, outputs)) {
    if (root.op === "concat" && cache?.entryOf.has(root)) {
      for (const { node, from } of appendedParts(root)) {
        const target = placements.appendedTo(root, from);
        const copies = placements.has(node);
        if (placements.get(node)?.buffer !== target.buffer) steps.push({ root: node, core: undefined, copies, target });
      }
      continue;
    }
    const target = placements.place(root, core);
    if (root.op !== "reshape" || regroup(root.input.shape, root.shape).splitsOnly) {
      steps.push({ root, core, copies: false, target });
      continue;
    }
    // A source that is stored in this very buffer has been written there by its own step.
    const { input, shape } = root;
    if (placements.get(placements.sourceOf(root).node)?.buffer === target.buffer) continue;
    const merged = { buffer: target.buffer, at: regroup(input.shape, shape).fromInput };
    steps.push({ root: input, core: undefined, copies: placements.get(input) !== undefined, target: merged });
  }
  for (const { name, node } of program.outputs) {
    const target = placements.output(name);
    if (placements.get(node)?.buffer !== target.buffer)
      steps.push({ root: node, core: undefined, copies: true, target });
  }
  const gathers = guardedGathers(uses.order);
  const guards = gathers.length > 0 ? { gathers, outside: placements.declareOutside(gathers.length) } : undefined;
  return {
    name: program.name,
    guards,
    dims: dimsOf(placements.buffers, cache?.state, uses.order),
    state: cache?.state,
    buffers: placements.buffers,
    steps,
    limits: limitsOf(order),
    placementOf: (node) => placements.get(node),
  };
}

function resultsOf({ outputs, nextCache = [] }: ProgramGraph): readonly Node[] {
  return [...outputs, ...nextCache].map(({ node }) => node);
}

function dimsOf(buffers: readonly Buffer[], state: ModuleState | undefined, order: readonly Node[]): readonly string[] {
  const extents = [...buffers.flatMap((buffer) => buffer.extents), ...order.flatMap(sizesIn)];
  const names = extents.flatMap(namesIn);
  const ofState = state ? [state.length, ...namesIn(state.growth), ...(state.window ? [state.window.seen] : [])] : [];
  return [...new Set([...names, ...ofState])].toSorted();
}

/** The sizes that a node computes with: no buffer need be as long. */
function sizesIn(node: Node): readonly Affine[] {
  if (node.op === "narrow") return [extentOf(node.start)];
  if (node.op === "rotaryTable") return [extentOf(node.offset)];
  return node.op === "attention" ? dimsIn(node.score, node.allowed).map(({ dim }) => extentOf(dim)) : [];
}

function namesIn({ terms }: Affine): readonly string[] {
  return terms.map(([name]) => name);
}

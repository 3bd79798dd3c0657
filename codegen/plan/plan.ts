import type { Node } from "../../src/graph/node.js";
import type { Affine, Buffer, Element, ModuleState } from "../ir/nodes.js";
import { fuse } from "./fusion.js";
import { extentsOf } from "./extents.js";
import type { Core } from "./kinds.js";
import { appendedParts, planCache } from "./cache.js";
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

/** A program as a sequence of fused kernels over buffers. */
export interface Plan {
  readonly name: string;
  /** The names of the sizes that come with a call, sorted. */
  readonly dims: readonly string[];
  readonly buffers: readonly Buffer[];
  /** What is kept from call to call, where something is. */
  readonly state: ModuleState | undefined;
  readonly steps: readonly Step[];
  /** Where a node lies; undefined where it is computed as it is read. */
  placementOf(node: Node): Placement | undefined;
}

/**
 * Decides what is one kernel and where its result lies. `temporary` is how the target stores f32 tensors between
 * kernels. Throws GenerateError for what can't be generated.
 */
export function planProgram(written: ProgramGraph, temporary: Element): Plan {
  const program = rewriteProgram(written);
  const outputs = [...program.outputs, ...(program.nextCache ?? [])].map((output) => output.node);
  const uses = usesOf(outputs);
  refuseProgram(program, uses.order);
  const names = new Set(uses.order.flatMap(({ shape }) => extentsOf(shape)).flatMap(namesIn));
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
  return {
    name: program.name,
    dims: dimsOf(placements.buffers, cache?.state),
    state: cache?.state,
    buffers: placements.buffers,
    steps,
    placementOf: (node) => placements.get(node),
  };
}

function dimsOf(buffers: readonly Buffer[], state: ModuleState | undefined): readonly string[] {
  const names = buffers.flatMap(({ extents }) => extents.flatMap(namesIn));
  const ofState = state ? [state.length, ...namesIn(state.growth)] : [];
  return [...new Set([...names, ...ofState])].toSorted();
}

function namesIn({ terms }: Affine): readonly string[] {
  return terms.map(([name]) => name);
}

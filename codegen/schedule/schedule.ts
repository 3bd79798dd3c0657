import { moduleOf } from "../ir/declarations.js";
import { hoistBoundValues } from "../ir/hoist.js";
import type { Module } from "../ir/nodes.js";
import { withoutUnusedSeen } from "../ir/state.js";
import type { Plan, Step } from "../plan/plan.js";
import { scheduleAttention } from "./attention.js";
import { type Context, Temporaries } from "./context.js";
import { scheduleEinsum } from "./einsum.js";
import { scheduleElementwise } from "./elementwise.js";
import { scheduleGuard } from "./index-guards.js";
import type { Machine } from "./machine.js";
import { PackedWeights } from "./packed-weights.js";
import { schedulePanelProduct } from "./panel-product.js";
import { call, type Defined, Procedures } from "./procedures.js";
import { scheduleProduct } from "./product.js";
import { scheduleReduce } from "./reduce.js";
import { scheduleRotate } from "./rotate.js";
import { scheduleLayerNorm, scheduleRmsNorm, scheduleSoftmax } from "./rows.js";
import { RotaryTurns, scheduleRotaryTable } from "./rotary-table.js";
import { Scratch } from "./scratch.js";
import { scheduleTopK } from "./top-k.js";

/** Writes the loop IR of a plan for one machine: a procedure for each step, and `run`, which calls them in order. */
export function schedule(plan: Plan, machine: Machine): Module {
  const taken = plan.buffers.map((buffer) => buffer.name);
  const scratch = new Scratch(taken);
  const temporaries = new Temporaries(taken);
  const procedures = new Procedures(plan.dims);
  const weights = new PackedWeights(plan, machine, procedures, taken);
  const turns = new RotaryTurns(machine, taken);
  const context: Context = { plan, machine, procedures, scratch, temporaries, weights, turns };
  const { gathers = [], outside } = plan.guards ?? {};
  const steps = [
    ...plan.steps.map((step) => scheduleStep(context, step)),
    ...gathers.flatMap((node, row) => (outside ? [scheduleGuard(context, node, outside, row)] : [])),
  ];
  // `run` and `prepare` see the module's buffers by name; they are entry points, not callees.
  const everywhere = { use: (buffer: Defined["buffers"][number]) => buffer };
  const module = moduleOf({
    name: plan.name,
    dims: plan.dims,
    state: plan.state,
    limits: plan.limits.map(({ room }) => room),
    buffers: [...plan.buffers, ...weights.all, ...turns.all, ...temporaries.all, ...scratch.all],
    procedures: procedures.all,
    prepare: procedures.entry("prepare", summaryOf(weights), (b) => {
      for (const step of weights.steps) call(b, everywhere, step);
    }),
    run: procedures.entry("run", "One call of the kernel.", (b) => {
      for (const step of steps) call(b, everywhere, step);
    }),
  });
  return withoutUnusedSeen(hoistBoundValues(module));
}

function summaryOf({ steps }: PackedWeights): string {
  return steps.length > 0 ? "Packs the weights." : "Nothing has to be packed ahead of the calls.";
}

function scheduleStep(context: Context, step: Step): Defined {
  const { core } = step;
  switch (core?.op) {
    case "linear":
    case "matmul":
      return context.machine.lanes > 1
        ? schedulePanelProduct(context, step, core)
        : scheduleProduct(context, step, core);
    case "attention":
      return scheduleAttention(context, step, core);
    case "softmax":
      return scheduleSoftmax(context, step, core);
    case "layerNorm":
      return scheduleLayerNorm(context, step, core);
    case "reduce":
      return scheduleReduce(context, step, core);
    case "einsum":
      return scheduleEinsum(context, step, core);
    case "rmsNorm":
      return scheduleRmsNorm(context, step, core);
    case "rotate":
      return scheduleRotate(context, step, core);
    case "rotaryTable":
      return scheduleRotaryTable(context, step, core);
    case "topK":
      return scheduleTopK(context, step, core);
    case undefined:
      return scheduleElementwise(context, step);
  }
}

import { moduleOf } from "../ir/declarations.js";
import type { Module } from "../ir/nodes.js";
import type { Plan, Step } from "../plan/plan.js";
import { scheduleAttention } from "./attention.js";
import { type Context, Temporaries } from "./context.js";
import { scheduleEinsum } from "./einsum.js";
import { scheduleElementwise } from "./elementwise.js";
import type { Machine } from "./machine.js";
import { PackedWeights } from "./packed-weights.js";
import { schedulePanelProduct } from "./panel-product.js";
import { call, type Defined, Procedures } from "./procedures.js";
import { scheduleProduct } from "./product.js";
import { scheduleReduce } from "./reduce.js";
import { scheduleLayerNorm, scheduleSoftmax } from "./rows.js";
import { Scratch } from "./scratch.js";

/** Writes the loop IR of a plan for one machine: a procedure for each step, and `run`, which calls them in order. */
export function schedule(plan: Plan, machine: Machine): Module {
  const taken = plan.buffers.map((buffer) => buffer.name);
  const scratch = new Scratch(taken);
  const temporaries = new Temporaries(taken);
  const procedures = new Procedures(plan.dims);
  const weights = new PackedWeights(plan, machine, procedures, taken);
  const context: Context = { plan, machine, procedures, scratch, temporaries, weights };
  const steps = plan.steps.map((step) => scheduleStep(context, step));
  // `run` and `prepare` see the module's buffers by name; they are entry points, not callees.
  const everywhere = { use: (buffer: Defined["buffers"][number]) => buffer };
  return moduleOf({
    name: plan.name,
    dims: plan.dims,
    state: plan.state,
    buffers: [...plan.buffers, ...weights.all, ...temporaries.all, ...scratch.all],
    procedures: procedures.all,
    prepare: procedures.entry("prepare", summaryOf(weights), (b) => {
      for (const step of weights.steps) call(b, everywhere, step);
    }),
    run: procedures.entry("run", "One call of the kernel.", (b) => {
      for (const step of steps) call(b, everywhere, step);
    }),
  });
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
    case undefined:
      return scheduleElementwise(context, step);
  }
}

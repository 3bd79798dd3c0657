import { add as addIndex } from "../ir/affine.js";
import type { Step } from "../plan/plan.js";
import { extentOf } from "../plan/extents.js";
import { type Context, StepAccess } from "./context.js";
import { nest } from "./loops.js";
import { sharedOutermost } from "./parallel.js";
import type { Defined } from "./procedures.js";

/** One loop over all elements: fused elementwise work, or a copy into another layout. */
export function scheduleElementwise(context: Context, step: Step): Defined {
  const access = new StepAccess(context, step);
  const { root, copies } = step;
  if (root.op === "concat" && !copies) return scheduleConcat(context, step);
  const [name, summary] = namesOf(step);
  return context.procedures.define({ name, summary, rename: access.rename([]) }, (b, scope) =>
    nest(b, root.shape, [], (indices) => access.store(b, scope, indices), sharedOutermost(context.machine, root.shape)),
  );
}

/** The procedure's name and what it does. */
function namesOf({ copies, target }: Step): readonly [name: string, summary: string] {
  if (target.buffer.role === "state") return ["append", "Appends to the cache."];
  return copies ? ["copy", "Moves elements to their place."] : ["map", "Computes element by element."];
}

/** Each input after the other, along the axis. */
function scheduleConcat(context: Context, step: Step): Defined {
  const access = new StepAccess(context, step);
  const { root, target } = step;
  const inputs = root.op === "concat" ? root.inputs : [];
  const axis = root.op === "concat" ? root.axis : 0;
  const summary = `The inputs one after the other along axis ${axis}.`;
  return context.procedures.define({ name: "concat", summary, rename: access.rename([]) }, (b, scope) => {
    let start = addIndex(0);
    for (const input of inputs) {
      const from = start;
      nest(b, input.shape, [], (indices) => {
        const into = indices.map((index, i) => (i === axis ? addIndex(index, from) : index));
        b.store(scope.use(target.buffer), target.at(into), access.read(b, scope, input, indices));
      });
      start = addIndex(start, extentOf(input.shape[axis] ?? 0));
    }
  });
}

import type { Contestant } from "../contestant.js";
import { jobOf, operationsOf } from "../job.js";
import type { LayerTask, Task } from "../tasks.js";

/** A target's own layer without the causal mask: the ratio is what leaving out the masked half is worth. */
export function fullAttention(target: Contestant): Contestant {
  return {
    name: "full-attention",
    threads: target.threads,
    role: "peer",
    packages: [],
    target: target.name,
    sourcesFor: (task) => target.sourcesFor?.(fullTask(task) ?? task) ?? [],
    variantsFor: (task) => {
      const full = fullTask(task);
      if (!full) return [];
      return target.variantsFor(full).map(({ name, prepare }) => ({
        name,
        prepare: async () => {
          const { run, result } = await prepare(jobOf(full));
          const operations = operationsOf(full);
          if (!result) return { run, operations };
          // The last query sees every key under a causal mask too.
          const from = (full.seq - 1) * full.width;
          return { run, operations, result: () => ({ data: result().data, from }) };
        },
      }));
    },
  };
}

function fullTask(task: Task): LayerTask | undefined {
  return task.kind === "layer" && task.isCausal ? { ...task, isCausal: false } : undefined;
}

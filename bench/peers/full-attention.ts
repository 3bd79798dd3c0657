import type { Contestant } from "../contestant.js";
import { jobOf, operationsOf } from "../job.js";
import { programFor, sizeOf } from "../programs.js";

/** A target's own layer without the causal mask: the ratio is what leaving out the masked half is worth. */
export function fullAttention(target: Contestant): Contestant {
  return {
    name: "full-attention",
    threads: target.threads,
    role: "peer",
    packages: [],
    target: target.name,
    variantsFor: (task) => {
      if (task.kind !== "layer" || !task.isCausal) return [];
      const full = { ...task, isCausal: false };
      return target.variantsFor(full).map(({ name, prepare }) => ({
        name,
        prepare: async () => {
          const { run, result } = await prepare(jobOf(full));
          const operations = operationsOf(programFor(full), sizeOf(full));
          if (!result) return { run, operations };
          // The last query sees every key under a causal mask too.
          const from = (task.seq - 1) * task.width;
          return { run, operations, result: () => ({ data: result().data, from }) };
        },
      }));
    },
  };
}

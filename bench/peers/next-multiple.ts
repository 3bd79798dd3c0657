import type { Contestant } from "../contestant.js";
import { jobOf, operationsOf } from "../job.js";
import type { LayerTask, Task } from "../tasks.js";

/** Lengths that fill every tile of rows. */
const MULTIPLE = 8;

/**
 * A target's own layer on the next length that is a multiple of 8, where a layer's isn't one: the ratio of the rates is
 * what the rest of a length that fills no tile costs.
 */
export function nextMultiple(target: Contestant): Contestant {
  return {
    name: "next-multiple-of-8",
    threads: target.threads,
    role: "peer",
    packages: [],
    target: target.name,
    sourcesFor: (task) => target.sourcesFor?.(task) ?? [],
    variantsFor: (task) => {
      const longer = longerTask(task);
      if (!longer) return [];
      return target.variantsFor(longer).map(({ name, prepare }) => ({
        name,
        prepare: async () => {
          const { run } = await prepare(jobOf(longer));
          return { run, operations: operationsOf(longer), isOtherWork: true };
        },
      }));
    },
  };
}

function longerTask(task: Task): LayerTask | undefined {
  if (task.kind !== "layer" || task.seq % MULTIPLE === 0) return undefined;
  return { ...task, seq: Math.ceil(task.seq / MULTIPLE) * MULTIPLE };
}

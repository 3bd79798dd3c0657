import { createMha512x8 } from "../../generated/mha512x8/index.js";
import type { Contestant } from "../contestant.js";

/** The printed kernel, as a program has it that was built before: without the generator. */
export const coldTypeScript: Contestant = {
  name: "typescript",
  threads: 1,
  role: "target",
  packages: [],
  variantsFor: () => [
    {
      name: "kernel",
      prepare: async (job) => {
        if (job.kind !== "layer") throw new Error("only layers start cold");
        const { x } = job.inputs;
        const kernel = await createMha512x8(job.params);
        const out = new Float32Array(x.length);
        return { run: () => kernel({ x }, out), result: () => ({ data: out, from: 0 }) };
      },
    },
  ],
};

import type { Contestant } from "../contestant.js";
import type { Arrays, BoundKernel } from "../layer.js";
import { matrixJob } from "../matrix-job.js";

/** What creates a layer's kernel from its params. */
type Create = (params: Arrays) => Promise<BoundKernel>;

/** A target's kernel, as a program has it that was built before: bundled, without the generator. */
export function coldKernel(name: string, create: Create): Contestant {
  return {
    name,
    threads: 1,
    role: "target",
    packages: [],
    variantsFor: () => [
      {
        name: "kernel",
        prepare: async (job) => {
          const { inputs, params } = matrixJob(job);
          const kernel = await create(params);
          const out = new Float32Array(inputs.x.length);
          return { run: () => kernel(inputs, out), result: () => ({ data: out, from: 0 }) };
        },
      },
    ],
  };
}

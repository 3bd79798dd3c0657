import type { Contestant } from "../contestant.js";
import { resultLength } from "../tasks.js";
import { againAfter, boundKernel } from "./bound-kernel.js";
import { preparedText } from "./text.js";

/** The kernels that the TypeScript target prints, from the folder `kernels`. */
export function typeScriptTarget(kernels: string): Contestant {
  return {
    name: "typescript",
    threads: 1,
    role: "target",
    packages: [],
    sourcesFor: (task) => [{ task, build: "typescript" }],
    variantsFor: () => [
      {
        name: "kernel",
        prepare: async (job) => {
          if (job.kind === "text") return preparedText(kernels, job, "typescript");
          const kernel = await boundKernel(kernels, job, "typescript");
          const again = againAfter(kernel, job);
          const out = new Float32Array(resultLength(job));
          const run = (): void => {
            kernel(job.inputs, out);
            again();
          };
          return { run, result: () => ({ data: out, from: 0 }) };
        },
      },
    ],
  };
}

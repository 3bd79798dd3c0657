import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Program } from "heddle";
import { createMha512x8 } from "../../generated/mha512x8/index.js";
import { createMha512x8Causal } from "../../generated/mha512x8Causal/index.js";
import type { Contestant } from "../contestant.js";
import type { Job } from "../job.js";
import type { BoundKernel } from "../layer.js";
import { programFor } from "../programs.js";
import { resultLength } from "../tasks.js";

/** The kernels that the TypeScript target prints. */
export const typeScriptTarget: Contestant = {
  name: "typescript",
  threads: 1,
  role: "target",
  packages: [],
  variantsFor: () => [
    {
      name: "kernel",
      prepare: async (job) => {
        const kernel = await boundKernel(job);
        const out = new Float32Array(resultLength(job));
        return { run: () => kernel(job.inputs, out), result: () => ({ data: out, from: 0 }) };
      },
    },
  ],
};

/** The layer's kernels are those of the package; others are made here and now. */
async function boundKernel(job: Job): Promise<BoundKernel> {
  if (job.kind === "layer" && job.width === 512) {
    const layer = await (job.isCausal ? createMha512x8Causal : createMha512x8)(job.params);
    const { x } = job.inputs;
    return (_, out) => layer({ x }, out);
  }
  const program = programFor(job);
  const create = await compiled(program);
  const kernel: unknown = await create(job.params);
  if (typeof kernel !== "function") throw new Error(`${program.name}: what creates the kernel gives none`);
  return (inputs, out) => kernel(inputs, out);
}

/** What creates the kernel of a program, generated into a folder that is gone afterwards. */
async function compiled({ name }: Program): Promise<(...given: readonly unknown[]) => unknown> {
  const folder = mkdtempSync(join(tmpdir(), "heddle-bench-kernel-"));
  try {
    const writer = fileURLToPath(new URL("write-kernel.ts", import.meta.url));
    execFileSync(process.execPath, ["--import", import.meta.resolve("tsx"), writer, name, folder]);
    const made: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(folder, "index.js")).href);
    const create = made[`create${name.charAt(0).toUpperCase()}${name.slice(1)}`];
    if (typeof create !== "function") throw new Error(`${name}: the module exports nothing that creates the kernel`);
    return (...given) => create(...given);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

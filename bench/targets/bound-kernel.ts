import type { Job, TextJob } from "../job.js";
import type { KernelSource } from "../kernels/build.js";
import { loadKernel, type LoadedKernel } from "../kernels/load.js";
import { useLiteWeights } from "../sentences.js";

/**
 * Loads the kernel of a job from the folder `kernels`. That of a decoding step gets room for one token more than its cache
 * holds, and the cache is filled by what came before.
 */
export async function boundKernel(
  kernels: string,
  job: Exclude<Job, TextJob>,
  build: KernelSource["build"],
  options: Readonly<Record<string, unknown>> = {},
): Promise<LoadedKernel> {
  const source = { task: job, build };
  if (job.kind === "sentence") return loadKernel(kernels, source, await useLiteWeights(), options);
  if (job.kind !== "decode") return loadKernel(kernels, source, job.params, options);
  const { past, width, prefix } = job;
  const kernel = await loadKernel(kernels, source, job.params, { ...options, capacity: past + 1 });
  const out = new Float32Array(width);
  for (let token = 0; token < past; token++) {
    kernel({ x: prefix.subarray(token * width, (token + 1) * width) }, out);
  }
  return kernel;
}

/** What has to be done after a call, so that the next does the same again: a decoding step makes the cache longer. */
export function againAfter(kernel: LoadedKernel, job: Job): () => void {
  if (job.kind !== "decode") return () => {};
  const { past } = job;
  return () => kernel.truncate?.(past);
}

import { greedy } from "../../examples/llama/greedy.js";
import type { Prepared } from "../contestant.js";
import type { TextJob } from "../job.js";
import type { Build } from "../kernels/build.js";
import { loadKernel } from "../kernels/load.js";

/** Binds a kernel of the llama to a text: a run forgets the one before, and decodes token by token. */
export async function preparedText(kernels: string, job: TextJob, build: Build): Promise<Prepared> {
  const kernel = await loadKernel(kernels, { task: job, build }, job.params, { capacity: job.tokens });
  let last: Float32Array = new Float32Array();
  const model = (inputs: { readonly ids: Int32Array }, logits: Float32Array): void => {
    kernel({ ids: inputs.ids }, logits);
    last = logits;
  };
  const run = (): void => {
    kernel.truncate?.(0);
    greedy(model, job.prompt, job.tokens);
  };
  return { run, result: () => ({ data: last, from: 0 }) };
}

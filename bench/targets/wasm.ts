import type { Contestant, Prepared } from "../contestant.js";
import type { Job } from "../job.js";
import type { Build } from "../kernels/build.js";
import { dimOf } from "../programs.js";
import { againAfter, boundKernel } from "./bound-kernel.js";
import { preparedText } from "./text.js";

/** The kernels that the WebAssembly target makes, from the folder `kernels`, on that many threads. */
export function wasmTarget(kernels: string, threads = 1): Contestant {
  const build: Build = threads === 1 ? "wasm" : "wasm-threads";
  return {
    name: "wasm",
    threads,
    role: "target",
    packages: [],
    sourcesFor: (task) => [{ task, build }],
    variantsFor: () => [
      { name: "views", prepare: (job) => prepare(kernels, job, build, threads === 1 ? {} : { threads }) },
    ],
  };
}

/** The same where a multiplication and an addition may be one instruction, on another Node, which has such instructions. */
export function relaxedTarget(kernels: string, node: string): Contestant {
  const build: Build = "wasm-relaxed";
  return {
    ...relaxedRace(node),
    name: "wasm-relaxed",
    role: "target",
    sourcesFor: (task) => [{ task, build }],
    variantsFor: () => [{ name: "views", prepare: (job) => prepare(kernels, job, build, {}) }],
  };
}

/** What those have in common who need relaxed SIMD. */
export function relaxedRace(node: string): Pick<Contestant, "threads" | "packages" | "race" | "node"> {
  return { threads: 1, packages: [], race: "relaxed SIMD", node };
}

/** Binds a kernel to a job. Its inputs and its result lie in the kernel's memory, so that a call copies nothing. */
async function prepare(
  kernels: string,
  job: Job,
  build: Build,
  options: Readonly<Record<string, unknown>>,
): Promise<Prepared> {
  if (job.kind === "text") return preparedText(kernels, job, build);
  const kernel = await boundKernel(kernels, job, build, options);
  const again = againAfter(kernel, job);
  const views = kernel.views?.(Object.fromEntries([dimOf(job)]));
  if (!views) throw new Error("the kernel has no views");
  const { inputs, out } = views;
  for (const [name, given] of Object.entries(job.inputs)) inputs[name]?.set(given);
  const run = (): void => {
    kernel(inputs, out);
    again();
  };
  return { run, result: () => ({ data: out, from: 0 }) };
}

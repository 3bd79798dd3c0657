import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jobOf, operationsOf } from "./job.js";
import { kernelFolder, type KernelSource } from "./kernels/build.js";
import { loadKernel, type LoadedKernel } from "./kernels/load.js";
import { writeKernel } from "./kernels/write.js";
import { spreadOf } from "./measure.js";
import type { LayerTask } from "./tasks.js";
import { vectorCeiling } from "./wasm/ceiling.js";

/*
 * How near the WebAssembly kernels come to the most that 128-bit vectors do: `tsx bench/wasm.ts 512x8 causal512x8 --
 * 16 128 1024`, layers by their width and heads, then lengths. Each sample stands between two of the ceiling, and times
 * are those of the processor, so that waiting for one doesn't count.
 */

const SAMPLE_SECONDS = 0.005;
const SAMPLES = 101;

const given = process.argv.slice(2);
const split = given.includes("--") ? given.indexOf("--") : given.length;
const layers = split === 0 ? ["512x8", "causal512x8"] : given.slice(0, split);
const lengths = split === given.length ? [16, 128, 512, 1024] : given.slice(split + 1).map(Number);

const ceiling = vectorCeiling();
for (let i = 0; i < 300; i++) ceiling.run();

const kernels = mkdtempSync(join(tmpdir(), "heddle-bench-kernels-"));
try {
  for (const name of layers) {
    const task = layerOf(name);
    const source: KernelSource = { task, build: "wasm-file" };
    await writeKernel(kernels, source);
    const { size } = statSync(join(kernelFolder(kernels, source), "kernel.wasm"));
    const kernel = await loadKernel(kernels, source, jobOf(task).params);
    process.stdout.write(`${name}: ${size} bytes\n`);
    for (const seq of lengths) process.stdout.write(`  ${seq}: ${measured(kernel, { ...task, seq })}\n`);
  }
} finally {
  rmSync(kernels, { recursive: true });
}

/** `512x8`, `causal512x8`. */
function layerOf(name: string): LayerTask {
  const [width = 512, heads = 8] = name.replace("causal", "").split("x").map(Number);
  return { kind: "layer", seq: 1, width, heads, isCausal: name.startsWith("causal") };
}

/** The time of a run, and the share of the ceiling that it reaches: the median with its quartiles, and the best. */
function measured(kernel: LoadedKernel, task: LayerTask): string {
  const views = kernel.views?.({ seq: task.seq });
  if (!views) throw new Error("the kernel has no views");
  const { inputs, out } = views;
  inputs["x"]?.set(jobOf(task).inputs.x);
  const run = (): unknown => kernel(inputs, out);
  const operations = operationsOf(task);
  const repeats = Math.max(1, Math.ceil((SAMPLE_SECONDS * 5e10) / operations));
  for (const start = performance.now(); performance.now() - start < 300;) run();
  for (let i = 0; i < 3; i++) run();
  let before = secondsOf(ceiling.run, 4);
  const samples = Array.from({ length: SAMPLES }, () => {
    const own = secondsOf(run, repeats);
    const after = secondsOf(ceiling.run, 4);
    const around = (before + after) / 2;
    before = after;
    return { own, around, ratio: operations / own / (ceiling.operations / around) };
  });
  const { low, median, high } = spreadOf(samples.map(({ ratio }) => ratio));
  const least = Math.min(...samples.map(({ own }) => own));
  const most = ceiling.operations / Math.min(...samples.map(({ around }) => around));
  // Another thread on the same core slows the ceiling less than the kernel: where it is highest the core was free.
  const free = samples.toSorted((left, right) => left.around - right.around).slice(0, Math.ceil(SAMPLES / 5));
  return (
    `${percent(median)} [${percent(low)} .. ${percent(high)}] of ${(most / 1e9).toFixed(1)} GFLOP/s, ` +
    `${percent(spreadOf(free.map(({ ratio }) => ratio)).median)} where the core is free, ` +
    `best ${(least * 1000).toFixed(3)} ms = ${percent(operations / least / most)}`
  );
}

/** Seconds of the processor that one run takes. */
function secondsOf(run: () => unknown, repeats: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < repeats; i++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / repeats;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)}%`;
}

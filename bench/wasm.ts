import { program, type Program } from "heddle";
import { multiHeadAttention } from "heddle/nn";
import { operationsOf } from "./job.js";
import { spreadOf } from "./measure.js";
import { vectorCeiling } from "./wasm/ceiling.js";
import { type WasmLayer, wasmLayer } from "./wasm/layer.js";

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

for (const name of layers) {
  const made = layerOf(name);
  const layer = wasmLayer(made);
  process.stdout.write(`${name}: ${layer.bytes.length} bytes\n`);
  for (const seq of lengths) process.stdout.write(`  ${seq}: ${measured(made, layer, seq)}\n`);
}

/** `512x8`, `causal512x8`. */
function layerOf(name: string): Program {
  const [width = 512, heads = 8] = name.replace("causal", "").split("x").map(Number);
  const [matrix, vector] = [[width, width] as const, [width] as const];
  return program({
    name: "layer",
    params: { wq: matrix, bq: vector, wk: matrix, bk: vector, wv: matrix, bv: vector, wo: matrix, bo: vector },
    inputs: { x: ["seq", width] },
    body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads, causal: name.startsWith("causal") }),
  });
}

/** The time of a run, and the share of the ceiling that it reaches: the median with its quartiles, and the best. */
function measured(made: Program, layer: WasmLayer, seq: number): string {
  layer.resize(seq);
  const operations = operationsOf(made, seq);
  const repeats = Math.max(1, Math.ceil((SAMPLE_SECONDS * 5e10) / operations));
  for (const start = performance.now(); performance.now() - start < 300;) layer.run();
  for (let i = 0; i < 3; i++) layer.run();
  let before = secondsOf(ceiling.run, 4);
  const samples = Array.from({ length: SAMPLES }, () => {
    const own = secondsOf(layer.run, repeats);
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
function secondsOf(run: () => void, repeats: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < repeats; i++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / repeats;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)}%`;
}

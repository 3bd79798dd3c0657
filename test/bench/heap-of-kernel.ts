import { heapGrowth } from "../../bench/heap.js";
import { randomNumbers } from "../../bench/random.js";
import { createMha64x4 } from "../../generated/mha64x4/index.js";

/* Prints as JSON how calls of a kernel on the target named grow the heap. Its own process: a test runner's never rests. */

const target = process.argv[2] === "wasm" ? "wasm" : "typescript";
const seq = 16;
const matrix = (seed: number): Float32Array => randomNumbers(64 * 64, seed, 0.2);
const bias = (seed: number): Float32Array => randomNumbers(64, seed);
const params = {
  wq: matrix(1),
  bq: bias(2),
  wk: matrix(3),
  bk: bias(4),
  wv: matrix(5),
  bv: bias(6),
  wo: matrix(7),
  bo: bias(8),
};
const kernel = await createMha64x4(params, { target });
const inputs = { x: randomNumbers(seq * 64, 9) };
const out = new Float32Array(seq * 64);

/** V8 compiles what calls WebAssembly once more while they run, for some 40 kB: many calls make that little for each. */
const CALLS = target === "wasm" ? 10_000 : 1_000;
const growth = {
  withOut: await heapGrowth(() => kernel(inputs, out), CALLS),
  withResult: await heapGrowth(() => kernel(inputs), CALLS),
  withOneObject: await heapGrowth(() => [kernel(inputs, out)], CALLS),
  withOneNumber: await heapGrowth(() => (kernel(inputs, out)[0] ?? 0) + 0.5, CALLS),
};
process.stdout.write(JSON.stringify({ ...growth, resultBytes: out.byteLength }));

import { multiplyAdd, OPERATIONS_PER_PASS } from "../ceiling.js";
import type { Contestant } from "../contestant.js";
import { relaxedRace } from "../targets/wasm.js";
import { bytesRead } from "../tasks.js";
import { vectorCeiling } from "../wasm/ceiling.js";
import { relaxedCeiling } from "../wasm/relaxed-ceiling.js";
import { streamCeiling } from "../stream-ceiling.js";

const PASSES = 500_000;

/** The most that scalar JavaScript does. */
export const scalarCeiling: Contestant = {
  name: "scalar-ceiling",
  threads: 1,
  role: "ceiling",
  packages: [],
  target: "typescript",
  variantsFor: () => [
    {
      name: "multiply-add",
      prepare: () => {
        const state = Float64Array.from({ length: 14 }, (_, i) => (i + 1) / 20);
        const operations = PASSES * OPERATIONS_PER_PASS;
        return Promise.resolve({ run: () => multiplyAdd(state, PASSES), operations, isOtherWork: true });
      },
    },
  ],
};

/**
 * The most that 128-bit vectors do: multiplications and additions in registers or, where a task reads more than it
 * calculates with, reading the same bytes once.
 */
export const wasmCeiling: Contestant = {
  name: "wasm-ceiling",
  threads: 1,
  role: "ceiling",
  packages: [],
  target: "wasm",
  variantsFor: ({ kind }) => [
    kind === "decode"
      ? { name: "stream", prepare: (job) => Promise.resolve({ run: streamCeiling(bytesRead(job)) }) }
      : {
          name: "multiply-add",
          prepare: () => {
            const { run, operations } = vectorCeiling();
            return Promise.resolve({ run, operations, isOtherWork: true });
          },
        },
  ],
};

/** The most that 128-bit vectors do where a multiplication and an addition are one instruction, on another Node. */
export function relaxedCeilingOn(node: string): Contestant {
  return {
    ...relaxedRace(node),
    name: "relaxed-ceiling",
    role: "ceiling",
    target: "wasm-relaxed",
    variantsFor: () => [
      {
        name: "multiply-add",
        prepare: () => {
          const ceiling = relaxedCeiling();
          if (!ceiling) return Promise.reject(new Error("HEDDLE_BENCH_NODE has no relaxed SIMD"));
          return Promise.resolve({ ...ceiling, isOtherWork: true });
        },
      },
    ],
  };
}

import { defineConfig } from "heddle/codegen";
import { llama } from "./examples/llama/program.js";
import { multiHeadWeights512x8, selfAttentionWeights512 } from "./examples/self-vs-multi-head/programs.js";
import { useLite } from "./examples/use-lite/program.js";
import { decode512x8 } from "./presets/decode.js";
import { mha256x4, mha512x8, mha512x8Causal, mha64x4, mha768x12 } from "./presets/multi-head.js";
import { selfAttention512 } from "./presets/single-head.js";

export default defineConfig({
  outDir: "generated",
  targets: ["wasm", "typescript"],
  programs: [
    // These are large enough for two threads.
    ...[mha512x8, mha512x8Causal].map((program) => ({ program, wasm: { threads: true } })),
    decode512x8,
    selfAttention512,
    mha256x4,
    mha768x12,
    mha64x4,
    useLite,
    llama,
    // The examples show these beside the evaluator, in the arithmetic that is nearer to it.
    ...[multiHeadWeights512x8, selfAttentionWeights512].map((program) => ({
      program,
      targets: ["typescript" as const],
    })),
  ],
});

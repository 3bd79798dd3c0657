import { readFileSync } from "node:fs";
import type { Contestant } from "../contestant.js";
import { hostWasm } from "../targets/wasm-host.js";
import { coldTask } from "./cold-start.js";

/** The module that lies beside the program, as one has it that was built before: without the generator. */
export const coldWasm: Contestant = {
  name: "wasm",
  threads: 1,
  role: "target",
  packages: [],
  variantsFor: () => [
    {
      name: "kernel",
      prepare: ({ inputs, params }) => {
        const { output }: { readonly output: string } = JSON.parse(readFileSync(besides("wasm.json"), "utf8"));
        const bytes = new Uint8Array(readFileSync(besides("kernel.wasm")));
        const kernel = hostWasm({ bytes, output }, params, [coldTask.seq]);
        const out = new Float32Array(inputs.x.length);
        return Promise.resolve({ run: () => kernel(inputs, out), result: () => ({ data: out, from: 0 }) });
      },
    },
  ],
};

/** A file in the folder of the program that runs. */
function besides(name: string): URL {
  return new URL(name, import.meta.url);
}

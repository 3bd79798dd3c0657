import { webAssembly } from "../../codegen/schedule/machine.js";
import { lowerModule } from "../../codegen/targets/wasm/index.js";
import type { Contestant } from "../contestant.js";
import { programFor, sizeOf } from "../programs.js";
import { resultLength, type Task } from "../tasks.js";
import { hostWasm, type WasmModule } from "./wasm-host.js";

/** The kernels that the WebAssembly target makes. Nothing hosts them on several threads yet. */
export function wasmTarget(threads: number): Contestant {
  return {
    name: "wasm",
    threads,
    role: "target",
    packages: [],
    variantsFor: () =>
      threads > 1
        ? []
        : [
            {
              name: "kernel",
              prepare: async (job) => {
                const kernel = hostWasm(await wasmModuleFor(job), job.params, [sizeOf(job)]);
                const out = new Float32Array(resultLength(job));
                return { run: () => kernel(job.inputs, out), result: () => ({ data: out, from: 0 }) };
              },
            },
          ],
  };
}

/** The WebAssembly of a task's program. */
export async function wasmModuleFor(task: Task): Promise<WasmModule> {
  // Only here: with the generator in memory V8 runs other kernels at three fifths of their speed.
  const { lowerForVectors } = await import("../../codegen/compile.js");
  const module = lowerForVectors(programFor(task), webAssembly);
  const output = module.buffers.find(({ role }) => role === "output");
  if (!output) throw new Error(`${module.name} has no output`);
  return { bytes: lowerModule(module), output: output.name };
}

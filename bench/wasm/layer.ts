import { lowerForVectors } from "../../codegen/compile.js";
import { evaluateAffine } from "../../codegen/ir/affine.js";
import { webAssembly } from "../../codegen/schedule/machine.js";
import { lowerModule } from "../../codegen/targets/wasm/index.js";
import type { Program } from "heddle";
import { randomNumbers } from "../random.js";

/** A program of params and one input `x`, as WebAssembly. */
export interface WasmLayer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Makes room for sequences of this length, and fills in the input. */
  readonly resize: (seq: number) => void;
  readonly run: () => void;
}

/** Compiles a program, whose only named dim is `seq`, and gives it random params. */
export function wasmLayer(program: Program): WasmLayer {
  const module = lowerForVectors(program, webAssembly);
  const bytes = lowerModule(module);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const call = (name: string, ...given: readonly number[]): unknown => {
    const exported = exports[name];
    if (typeof exported !== "function") throw new Error(`the module exports no function ${name}`);
    return exported(...given);
  };
  const fill = (seq: number): void => {
    const { memory } = exports;
    if (call("reserve", seq) !== 1 || !(memory instanceof WebAssembly.Memory)) throw new Error("there is no memory");
    for (const [i, { name, role, extents }] of module.buffers.entries()) {
      if (role !== "param" && role !== "input") continue;
      const place = exports[`address of ${name}`];
      if (!(place instanceof WebAssembly.Global)) throw new Error(`the module exports no address of ${name}`);
      const sizes = extents.map((extent) => evaluateAffine(extent, { seq }));
      const length = sizes.reduce((product, size) => product * size, 1);
      // The spread of a trained layer's weights, so that the softmax has something to do.
      const scale =
        sizes.length === 2 && role === "param" ? 1.7 / Math.sqrt(sizes[1] ?? 1) : role === "param" ? 0.1 : 1;
      new Float32Array(memory.buffer, Number(place.value), length).set(randomNumbers(length, i + 1, scale));
    }
  };
  fill(1);
  call("prepare");
  return { bytes, resize: fill, run: () => void call("run") };
}

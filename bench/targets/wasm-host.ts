import type { Arrays, BoundKernel } from "../layer.js";

/** A kernel's WebAssembly, and what a host has to know of it. */
export interface WasmModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The name of its one output. */
  readonly output: string;
}

/**
 * Runs a module that `lowerModule` made. The sizes of the program's named dims are given once, with the params, since a
 * workload has one size.
 * @throws Error where memory is missing
 */
export function hostWasm({ bytes, output }: WasmModule, params: Arrays, sizes: readonly number[]): BoundKernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { memory, reserve, prepare, run } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("the module exports no memory");
  const [reserveMemory, prepareParams, runKernel] = [reserve, prepare, run].map(asFunction);
  if (!reserveMemory || !prepareParams || !runKernel) throw new Error("the module exports no entries");
  if (reserveMemory(...sizes) !== 1) throw new Error("the module has no memory for this size");
  const view = (name: string, length: number): Float32Array =>
    new Float32Array(memory.buffer, addressOf(exports, name), length);
  const set = (arrays: Arrays): void => {
    for (const [name, data] of Object.entries(arrays)) view(name, data.length).set(data);
  };
  set(params);
  prepareParams();
  return (inputs, out) => {
    set(inputs);
    runKernel();
    out.set(view(output, out.length));
  };
}

function asFunction(exported: unknown): (...given: readonly number[]) => unknown {
  if (typeof exported !== "function") throw new Error("the module lacks a function");
  return (...given) => exported(...given);
}

function addressOf(exports: WebAssembly.Exports, name: string): number {
  const address = exports[`address of ${name}`];
  if (!(address instanceof WebAssembly.Global)) throw new Error(`the module exports no address of ${name}`);
  return Number(address.value);
}

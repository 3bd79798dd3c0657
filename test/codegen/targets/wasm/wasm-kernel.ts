import type { BufferData, Module } from "../../../../codegen/ir/index.js";
import { affine } from "../../../../codegen/ir/index.js";
import { lowerModule, type LowerOptions } from "../../../../codegen/targets/wasm/index.js";

type Sizes = Readonly<Record<string, number>>;
type Buffers = Readonly<Record<string, BufferData>>;

/** A module of loops that runs as WebAssembly, for calls of any sizes one after the other. */
export class WasmKernel {
  readonly module: Module;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #exports: WebAssembly.Exports;
  readonly #memory: WebAssembly.Memory;

  constructor(module: Module, options: LowerOptions = {}, memory?: WebAssembly.Memory) {
    this.module = module;
    this.bytes = lowerModule(module, options);
    const { from } = options.memory ?? {};
    const imports = from && memory ? { [from.module]: { [from.name]: memory } } : {};
    this.#exports = new WebAssembly.Instance(new WebAssembly.Module(this.bytes), imports).exports;
    const exported = memory ?? this.#exports["memory"];
    if (!(exported instanceof WebAssembly.Memory)) throw new Error("the module exports no memory");
    this.#memory = exported;
  }

  /** Runs both entries on `given`; gives each output. */
  run(sizes: Sizes, given: Buffers): ReadonlyMap<string, BufferData> {
    this.reserve(sizes);
    for (const { name, role, data: own } of this.module.buffers) {
      const data = own ?? given[name];
      if ((role === "param" || role === "input") && data) this.view(name, sizes).set(data);
    }
    this.call("prepare");
    this.call("run");
    const outputs = this.module.buffers.filter(({ role }) => role === "output");
    return new Map(outputs.map(({ name }) => [name, this.view(name, sizes).slice()] as const));
  }

  /** Lays the memory out for these sizes. */
  reserve(sizes: Sizes): void {
    if (this.call("reserve", ...this.module.dims.map((dim) => sizes[dim] ?? 0)) !== 1) throw new Error("no memory");
  }

  /** Calls an export. */
  call(name: string, ...given: readonly number[]): unknown {
    const exported = this.#exports[name];
    if (typeof exported !== "function") throw new Error(`the module exports no function ${name}`);
    return exported(...given);
  }

  /** Where a buffer starts. */
  addressOf(name: string): number {
    const global = this.#exports[`address of ${name}`];
    if (!(global instanceof WebAssembly.Global)) throw new Error(`the module exports no address of ${name}`);
    const address: unknown = global.value;
    return Number(address);
  }

  /** A buffer's elements where they lie. */
  view(name: string, sizes: Sizes): BufferData {
    const declared = this.module.buffers.find((buffer) => buffer.name === name);
    if (!declared) throw new Error(`no buffer ${name}`);
    const length = declared.extents.reduce((total, extent) => total * affine.evaluateAffine(extent, sizes), 1);
    const arrays = { f32: Float32Array, f64: Float64Array, i32: Int32Array, bool: Uint8Array };
    return new arrays[declared.element](this.#memory.buffer, this.addressOf(name), length);
  }
}

import { Worker } from "node:worker_threads";
import { affine, type BufferData, type Module } from "../../../../../codegen/ir/index.js";
import { lowerModule } from "../../../../../codegen/targets/wasm/index.js";

type Sizes = Readonly<Record<string, number>>;
type Buffers = Readonly<Record<string, BufferData>>;

/** A module of loops that several threads run, without the host of a generated kernel. */
export class TeamKernel {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: 4096, shared: true });
  readonly #module: Module;
  readonly #code: WebAssembly.Module;
  readonly #exports: WebAssembly.Exports;
  readonly #workers: Worker[] = [];

  /** `stalled` is what the code calls while it waits for workers. */
  constructor(module: Module, threads: number, stalled: () => void = () => {}) {
    this.#module = module;
    this.#code = new WebAssembly.Module(lowerModule(module, { threads: true }));
    const imports = { heddle: { memory: this.memory, stalled } };
    this.#exports = new WebAssembly.Instance(this.#code, imports).exports;
    this.call("seat", 0, threads);
  }

  /** Starts a worker: `does` is what it does with `exports`, its instance's, and the memory. */
  async start(thread: number, threads: number, does = "exports.work();"): Promise<void> {
    const script = `
      const { parentPort, workerData } = require("node:worker_threads");
      const { code, memory, thread, threads } = workerData;
      const { exports } = new WebAssembly.Instance(code, { heddle: { memory, stalled() {} } });
      exports.seat(thread, threads);
      parentPort.postMessage("ready");
      ${does}`;
    const workerData = { code: this.#code, memory: this.memory, thread, threads };
    const worker = new Worker(script, { eval: true, workerData, execArgv: [] });
    this.#workers.push(worker);
    await new Promise((resolve) => worker.once("message", resolve));
  }

  /** Ends the workers. */
  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** Runs both entries on `given`; gives each output. */
  run(sizes: Sizes, given: Buffers): ReadonlyMap<string, BufferData> {
    if (this.call("reserve", ...this.#module.dims.map((dim) => sizes[dim] ?? 0)) !== 1) throw new Error("no memory");
    for (const { name, role, data: own } of this.#module.buffers) {
      const data = own ?? given[name];
      if ((role === "param" || role === "input") && data) this.#view(name, sizes).set(data);
    }
    this.call("prepare");
    this.call("run");
    const outputs = this.#module.buffers.filter(({ role }) => role === "output");
    return new Map(outputs.map(({ name }) => [name, this.#view(name, sizes).slice()] as const));
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
  #view(name: string, sizes: Sizes): BufferData {
    const declared = this.#module.buffers.find((buffer) => buffer.name === name);
    if (!declared) throw new Error(`no buffer ${name}`);
    const length = declared.extents.reduce((total, extent) => total * affine.evaluateAffine(extent, sizes), 1);
    const arrays = { f32: Float32Array, f64: Float64Array, i32: Int32Array, bool: Uint8Array };
    return new arrays[declared.element](this.memory.buffer, this.addressOf(name), length);
  }
}

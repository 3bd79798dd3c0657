import { affine, type BufferData, interpret, type Module, poisonInt } from "../../../codegen/ir/index.js";
import type { ArithmeticName } from "../../../codegen/ir/index.js";
import type { AnyTensor } from "../kernels/any-kernel.js";

/** A module with a state in the interpreter, for one call after the other, with just the room that each call needs. */
export class InterpretedCache {
  /** How many positions are held: the last ones, where the state has a window. */
  length = 0;
  /** How many there have been. */
  seen = 0;
  readonly #module: Module;
  readonly #arithmetic: ArithmeticName;
  readonly #params: Readonly<Record<string, BufferData>>;
  #kept: ReadonlyMap<string, Float32Array | Int32Array> = new Map();
  #capacity = 0;

  constructor(module: Module, arithmetic: ArithmeticName, params: Readonly<Record<string, AnyTensor>>) {
    this.#module = module;
    this.#arithmetic = arithmetic;
    this.#params = Object.fromEntries(Object.entries(params).map(([name, { data }]) => [name, data]));
  }

  /** The one output of a call with an input of `seq` rows. */
  step(x: BufferData, seq: number, input = "x"): BufferData {
    const { state, buffers, dims } = this.#module;
    if (!state) throw new Error("the module keeps nothing");
    const sizes = { seq, [state.length]: this.length, ...(state.window && { [state.window.seen]: this.seen }) };
    const after = this.length + affine.evaluateAffine(state.growth, sizes);
    // What is more than the least must not matter.
    this.#relay(after + (this.length % 3));
    const given = Object.fromEntries(this.#kept);
    const memory = interpret(this.#module, {
      dims: Object.fromEntries(dims.map((dim) => [dim, { ...sizes, [state.capacity]: this.#capacity }[dim] ?? 0])),
      buffers: { ...this.#params, ...given, [input]: x },
      arithmetic: this.#arithmetic,
    });
    this.seen += after - this.length;
    this.length = after;
    const output = buffers.find(({ role }) => role === "output");
    const data = output && memory[output.name];
    if (!data) throw new Error("the module has no output");
    return data;
  }

  /** Holds only so many of the last positions. */
  keep(count: number): void {
    const dropped = this.length - count;
    this.length = count;
    this.#relay(this.#capacity, dropped);
  }

  /** Lays what is kept out for another capacity; what is not written is poison. */
  #relay(capacity: number, dropped = 0): void {
    const { state, buffers } = this.#module;
    const kept = buffers.filter(({ role }) => role === "state");
    this.#kept = new Map(
      kept.map(({ name, extents, element }) => {
        const sizes = extents.map((extent) => affine.evaluateAffine(extent, { [state?.capacity ?? ""]: capacity }));
        const axis = extents.findIndex(({ terms }) => terms.length > 0);
        const rows = sizes.slice(0, axis).reduce((product, size) => product * size, 1);
        const width = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
        const before = this.#kept.get(name);
        const count = rows * capacity * width;
        const data =
          element === "i32" ? new Int32Array(count).fill(poisonInt) : new Float32Array(count).fill(Number.NaN);
        for (let row = 0; row < rows; row++) {
          const from = (row * this.#capacity + dropped) * width;
          data.set(before?.subarray(from, from + this.length * width) ?? [], row * capacity * width);
        }
        return [name, data] as const;
      }),
    );
    this.#capacity = capacity;
  }
}

// decode512x8: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate decode512x8
// Shapes:
//   params: wq [512, 512], bq [512], wk [512, 512], bk [512], wv [512, 512], bv [512], wo [512, 512], bo [512]
//   inputs: x [seq, 512]
//   cache: keys [8, past, 64], values [8, past, 64]
//   outputs: out [seq, 512]
// Arithmetic is in float32. The code is WebAssembly; this module takes arguments to its memory and results back.

import type { Tensor } from "heddle";
import { KERNEL_WASM } from "./kernel-wasm.js";
import type { Decode512x8Inputs, Decode512x8Params, Decode512x8Sizes, Decode512x8Views, WasmDecode512x8 } from "./types.js";

export type * from "./types.js";

/** Where something lies in the memory, in bytes. */
interface WasmAddress {
  readonly value: number;
}

/** What the WebAssembly of decode512x8 exports. */
interface WasmExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Lays the memory out for calls of these sizes and grows it if need be; 0 where there is not enough. */
  readonly reserve: (capacity: number, past: number, seq: number) => number;
  /** Packs the params, once. */
  readonly prepare: () => void;
  /** One call. */
  readonly run: () => void;
  readonly "address of x": WasmAddress;
  readonly "address of wq": WasmAddress;
  readonly "address of bq": WasmAddress;
  readonly "address of keys": WasmAddress;
  readonly "address of wk": WasmAddress;
  readonly "address of bk": WasmAddress;
  readonly "address of values": WasmAddress;
  readonly "address of wv": WasmAddress;
  readonly "address of bv": WasmAddress;
  readonly "address of wo": WasmAddress;
  readonly "address of bo": WasmAddress;
  readonly "address of out": WasmAddress;
  /** How many positions of the cache the next call finds. */
  readonly "length of state": { value: number };
}

/** What is used of the engine's WebAssembly: its types come with the DOM's, which not every project has. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: ArrayBuffer | Uint8Array): Promise<object>;
  instantiate(code: object): Promise<{ readonly exports?: WasmExports }>;
};

/** Whether the engine has WebAssembly with SIMD: it then accepts this module, whose one function has vectors in it. */
function hasSimd(): boolean {
  const probe = Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 21, 1, 19, 0,
    67, 0, 0, 0, 0, 253, 19, 67, 0, 0, 0, 0, 253, 19, 253, 235, 1, 11, 0, 26, 4, 110,
    97, 109, 101, 0, 5, 4, 115, 105, 109, 100, 1, 4, 1, 0, 1, 102, 2, 3, 1, 0, 0, 7, 1,
    0,
  );
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(probe);
}


/** The kernel's code with a memory of its own. */
async function instantiate(code: object): Promise<WasmExports> {
  const { exports } = await WebAssembly.instantiate(code).catch((cause: unknown) => {
    throw new Error(`decode512x8: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
  });
  if (exports !== undefined && "kernel decode512x8 4257ae1e" in exports) return exports;
  throw new Error("decode512x8: its WebAssembly is no compiled module of this version of the kernel");
}

/** The kernel's code, compiled when the first kernel is made. */
let code: Promise<object> | undefined;

/** Loads and compiles the kernel's code. */
async function loadCode(): Promise<object> {
  try {
    code ??= readCode();
    return await code;
  } catch (cause) {
    // The next kernel tries again.
    code = undefined;
    throw new Error(`decode512x8: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
  }
}

declare const atob: (base64: string) => string;

/** Compiles the code from where it is. */
async function readCode(): Promise<object> {
  const text = atob(KERNEL_WASM);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return WebAssembly.compile(bytes);
}


/** The memory of kernels before it grew: views of it have lost their elements. */
const outgrown = new WeakSet<object>();

/** Whether an argument lies in the kernel's memory, at its place in this call. */
function isInPlace(what: string, data: ArrayBufferView, place: ArrayBufferView, isLaidOut: boolean): boolean {
  if (data.buffer !== place.buffer) return false;
  if (isLaidOut && data.byteOffset === place.byteOffset) return true;
  throw new RangeError(
    `decode512x8: ${what} lies in the kernel's memory, but not at its place in a call of these sizes; take views again`,
  );
}

/** A size that views are asked for. */
function sizeFrom(name: string, size: number | undefined): number {
  if (size !== undefined && Number.isSafeInteger(size) && size >= 1) return size;
  throw new RangeError(`decode512x8: views takes the size ${name}, a positive integer: got ${String(size)}`);
}


/** What a caller may give: a tensor, or its elements alone. */
type Given = Float32Array | Int32Array | Uint8Array | { readonly sizes: readonly number[]; readonly data: unknown };

/** Whether `data` is an array of this kind, perhaps one of another realm, such as a frame or a test runner's sandbox. */
function isA<Data>(array: abstract new () => Data, data: unknown): data is Data {
  return ArrayBuffer.isView(data) && Symbol.toStringTag in data && data[Symbol.toStringTag] === array.name;
}
/** The elements of an argument. */
function dataOf<Data>(what: string, given: Given | undefined, array: abstract new () => Data, dtype: string): Data {
  if (given === undefined || given === null) throw new TypeError(`decode512x8: ${what} is missing`);
  const isData = ArrayBuffer.isView(given);
  const data = isData ? given : given.data;
  if (isA(array, data) && (isData || Array.isArray(given.sizes))) return data;
  throw new TypeError(`decode512x8: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}

/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given: Given, axis: number, length: number, stride: number): number {
  return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}

/** Complains about an argument of another shape. */
function mismatch(what: string, given: Given, wanted: string): RangeError {
  const data = ArrayBuffer.isView(given) ? given : given.data;
  if (ArrayBuffer.isView(data) && outgrown.has(data.buffer)) {
    return new RangeError(`decode512x8: ${what} is a view of memory that has grown since; take views again`);
  }
  const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
  return new RangeError(`decode512x8: ${what} has ${found}, but ${wanted} is expected`);
}

/** Complains about an `out` that lies in the memory of something else. */
function shared(out: string, other: string): RangeError {
  return new RangeError(`decode512x8: ${out} shares memory with ${other}; give an array of its own`);
}

/** Whether two arrays share memory. */
function overlap(left: ArrayBufferView, right: ArrayBufferView): boolean {
  return (
    left.buffer === right.buffer &&
    left.byteOffset < right.byteOffset + right.byteLength &&
    right.byteOffset < left.byteOffset + left.byteLength
  );
}

/** How many positions a cache has room for at first. */
function capacityFrom(given: number | undefined): number {
  if (given === undefined) return 128;
  if (Number.isSafeInteger(given) && given >= 1) return given;
  throw new RangeError(`decode512x8: capacity takes a positive integer: got ${String(given)}`);
}

/** Copies rows of `row` elements into those of `longer` ones. */
function copyRows(
  from: Float32Array | Int32Array | Uint8Array,
  row: number,
  into: Float32Array | Int32Array | Uint8Array,
  longer: number,
): void {
  for (let i = 0; i * row < from.length; i++) into.set(from.subarray(i * row, (i + 1) * row), i * longer);
}


/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileDecode512x8(): Promise<object> {
  return loadCode();
}

/** Makes the kernel for these params, which are copied into its memory. */
export async function createDecode512x8(params: Decode512x8Params, options: { readonly target?: "wasm"; readonly capacity?: number; readonly module?: object } = {}): Promise<WasmDecode512x8> {
  const { target = "wasm", module } = options;
  if (target !== "wasm") {
    throw new RangeError(`decode512x8: there is no target ${String(target)} here; this module has: wasm`);
  }
  if (!hasSimd()) throw new RangeError("decode512x8: there is no target wasm here, since this engine has no WebAssembly with SIMD");
  const wq: Float32Array = dataOf("param wq", params?.wq, Float32Array, "f32");
  if (wq.length !== 262144 || (!ArrayBuffer.isView(params.wq) && (params.wq.sizes.length !== 2 || params.wq.sizes[0] !== 512 || params.wq.sizes[1] !== 512))) {
    throw mismatch("param wq", params.wq, "[512, 512]");
  }
  const bq: Float32Array = dataOf("param bq", params?.bq, Float32Array, "f32");
  if (bq.length !== 512 || (!ArrayBuffer.isView(params.bq) && (params.bq.sizes.length !== 1 || params.bq.sizes[0] !== 512))) {
    throw mismatch("param bq", params.bq, "[512]");
  }
  const wk: Float32Array = dataOf("param wk", params?.wk, Float32Array, "f32");
  if (wk.length !== 262144 || (!ArrayBuffer.isView(params.wk) && (params.wk.sizes.length !== 2 || params.wk.sizes[0] !== 512 || params.wk.sizes[1] !== 512))) {
    throw mismatch("param wk", params.wk, "[512, 512]");
  }
  const bk: Float32Array = dataOf("param bk", params?.bk, Float32Array, "f32");
  if (bk.length !== 512 || (!ArrayBuffer.isView(params.bk) && (params.bk.sizes.length !== 1 || params.bk.sizes[0] !== 512))) {
    throw mismatch("param bk", params.bk, "[512]");
  }
  const wv: Float32Array = dataOf("param wv", params?.wv, Float32Array, "f32");
  if (wv.length !== 262144 || (!ArrayBuffer.isView(params.wv) && (params.wv.sizes.length !== 2 || params.wv.sizes[0] !== 512 || params.wv.sizes[1] !== 512))) {
    throw mismatch("param wv", params.wv, "[512, 512]");
  }
  const bv: Float32Array = dataOf("param bv", params?.bv, Float32Array, "f32");
  if (bv.length !== 512 || (!ArrayBuffer.isView(params.bv) && (params.bv.sizes.length !== 1 || params.bv.sizes[0] !== 512))) {
    throw mismatch("param bv", params.bv, "[512]");
  }
  const wo: Float32Array = dataOf("param wo", params?.wo, Float32Array, "f32");
  if (wo.length !== 262144 || (!ArrayBuffer.isView(params.wo) && (params.wo.sizes.length !== 2 || params.wo.sizes[0] !== 512 || params.wo.sizes[1] !== 512))) {
    throw mismatch("param wo", params.wo, "[512, 512]");
  }
  const bo: Float32Array = dataOf("param bo", params?.bo, Float32Array, "f32");
  if (bo.length !== 512 || (!ArrayBuffer.isView(params.bo) && (params.bo.sizes.length !== 1 || params.bo.sizes[0] !== 512))) {
    throw mismatch("param bo", params.bo, "[512]");
  }
  let wasm: WasmExports | undefined = await instantiate(module ?? (await loadCode()));
  new Float32Array(wasm.memory.buffer, wasm["address of wq"].value >>> 0, 262144).set(wq);
  new Float32Array(wasm.memory.buffer, wasm["address of bq"].value >>> 0, 512).set(bq);
  new Float32Array(wasm.memory.buffer, wasm["address of wk"].value >>> 0, 262144).set(wk);
  new Float32Array(wasm.memory.buffer, wasm["address of bk"].value >>> 0, 512).set(bk);
  new Float32Array(wasm.memory.buffer, wasm["address of wv"].value >>> 0, 262144).set(wv);
  new Float32Array(wasm.memory.buffer, wasm["address of bv"].value >>> 0, 512).set(bv);
  new Float32Array(wasm.memory.buffer, wasm["address of wo"].value >>> 0, 262144).set(wo);
  new Float32Array(wasm.memory.buffer, wasm["address of bo"].value >>> 0, 512).set(bo);
  wasm.prepare();
  let length = 0;
  let capacity = capacityFrom(options.capacity);
  let capacityReserved = 0;
  let seqReserved = 0;
  let xPlace: Float32Array = new Float32Array(0);
  let outPlace: Float32Array = new Float32Array(0);

  /** Lays the memory out for calls of these sizes, and grows it if need be. */
  function reserve(wasm: WasmExports, capacity: number, past: number, seq: number): void {
    const memory = wasm.memory.buffer;
    if (capacity > 0x7fffffff || past > 0x7fffffff || seq > 0x7fffffff || wasm.reserve(capacity, past, seq) === 0) {
      throw new RangeError(`decode512x8: there is not enough memory for a call with capacity = ${capacity}, past = ${past}, seq = ${seq}`);
    }
    if (wasm.memory.buffer !== memory) outgrown.add(memory);
    xPlace = new Float32Array(wasm.memory.buffer, wasm["address of x"].value >>> 0, seq * 512);
    outPlace = new Float32Array(wasm.memory.buffer, wasm["address of out"].value >>> 0, seq * 512);
    capacityReserved = capacity;
    seqReserved = seq;
  }

  /** Makes room for what a call adds, and for at least twice what there was, so that it is seldom done. */
  function grow(wasm: WasmExports, past: number, seq: number): void {
    const before = capacityReserved;
    const room = Math.max(past + seq, 2 * capacity);
    const keysHeld = new Float32Array(wasm.memory.buffer, wasm["address of keys"].value >>> 0, 8 * before * 64).slice();
    const valuesHeld = new Float32Array(wasm.memory.buffer, wasm["address of values"].value >>> 0, 8 * before * 64).slice();
    reserve(wasm, room, past, seq);
    copyRows(keysHeld, before * 64, new Float32Array(wasm.memory.buffer, wasm["address of keys"].value >>> 0, 8 * room * 64), room * 64);
    copyRows(valuesHeld, before * 64, new Float32Array(wasm.memory.buffer, wasm["address of values"].value >>> 0, 8 * room * 64), room * 64);
    capacity = room;
  }

  function call(inputs: Decode512x8Inputs): Tensor<["seq", 512]>;
  function call<Out extends Tensor<["seq", 512]> | Float32Array>(inputs: Decode512x8Inputs, out: Out): Out;
  function call(inputs: Decode512x8Inputs, out?: Tensor<["seq", 512]> | Float32Array): Tensor<["seq", 512]> | Tensor<["seq", 512]> | Float32Array {
    if (wasm === undefined) throw new Error("decode512x8: this kernel has been disposed of");
    const past = length;
    const x = dataOf("input x", inputs?.x, Float32Array, "f32");
    const seq = sizeOf(inputs.x, 0, x.length, 512);
    if (!Number.isSafeInteger(seq) || seq < 1) throw mismatch("input x", inputs.x, "[seq, 512]");
    if (x.length !== (seq * 512) || (!ArrayBuffer.isView(inputs.x) && (inputs.x.sizes.length !== 2 || inputs.x.sizes[0] !== seq || inputs.x.sizes[1] !== 512))) {
      throw mismatch("input x", inputs.x, `[seq, 512] with seq = ${seq}`);
    }
    const out2 = out === undefined ? new Float32Array(seq * 512) : dataOf("out", out, Float32Array, "f32");
    if (out !== undefined) {
      if (out2.length !== (seq * 512) || (!ArrayBuffer.isView(out) && (out.sizes.length !== 2 || out.sizes[0] !== seq || out.sizes[1] !== 512))) {
        throw mismatch("out", out, `[seq, 512] with seq = ${seq}`);
      }
      if (overlap(out2, x)) throw shared("out", "input x");
    }
    const isLaidOut = capacity === capacityReserved && seq === seqReserved && !(past + seq > capacity);
    const xIsInPlace = isInPlace("input x", x, xPlace, isLaidOut);
    const outIsInPlace = isInPlace("out", out2, outPlace, isLaidOut);
    if (past + seq > capacity) grow(wasm, past, seq);
    else if (!isLaidOut) reserve(wasm, capacity, past, seq);
    if (!xIsInPlace) xPlace.set(x);
    wasm["length of state"].value = length;
    wasm.run();
    length = past + seq;
    if (!outIsInPlace) out2.set(outPlace);
    if (out !== undefined) return out;
    return { shape: ["seq", 512], sizes: [seq, 512], dtype: "f32", data: out2 };
  }

  function views(sizes: Decode512x8Sizes): Decode512x8Views {
    if (wasm === undefined) throw new Error("decode512x8: this kernel has been disposed of");
    const past = length;
    const seq = sizeFrom("seq", sizes?.seq);
    if (past + seq > capacity) grow(wasm, past, seq);
    else if (capacity !== capacityReserved || seq !== seqReserved) reserve(wasm, capacity, past, seq);
    return { inputs: { x: xPlace }, out: outPlace };
  }

  function reset(): void {
    if (wasm === undefined) throw new Error("decode512x8: this kernel has been disposed of");
    length = 0;
  }

  function truncate(to: number): void {
    if (wasm === undefined) throw new Error("decode512x8: this kernel has been disposed of");
    if (!Number.isSafeInteger(to) || to < 0 || to > length) {
      throw new RangeError(`decode512x8: truncate takes a length from 0 to ${length}, that of the cache: got ${String(to)}`);
    }
    length = to;
  }

  function dispose(): void {
    wasm = undefined;

    xPlace = new Float32Array(0);
    outPlace = new Float32Array(0);
  }

  const kernel = Object.assign(call, { reset, truncate, views, dispose, capacity });
  Object.defineProperties(kernel, { length: { get: () => length }, capacity: { get: () => capacity } });
  return kernel;
}

// mha768x12: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate mha768x12
// Shapes:
//   params: wq [768, 768], bq [768], wk [768, 768], bk [768], wv [768, 768], bv [768], wo [768, 768], bo [768]
//   inputs: x [seq, 768]
//   outputs: out [seq, 768]
// Arithmetic is in float32. The code is WebAssembly; this module takes arguments to its memory and results back.

import type { Tensor } from "heddle";
import { KERNEL_WASM } from "./kernel-wasm.js";
import type { Mha768x12Inputs, Mha768x12Params, Mha768x12Sizes, Mha768x12Views, WasmMha768x12 } from "./types.js";

export type * from "./types.js";

/** Where something lies in the memory, in bytes. */
interface WasmAddress {
  readonly value: number;
}

/** What the WebAssembly of mha768x12 exports. */
interface WasmExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Lays the memory out for calls of these sizes and grows it if need be; 0 where there is not enough. */
  readonly reserve: (seq: number) => number;
  /** Packs the params, once. */
  readonly prepare: () => void;
  /** One call. */
  readonly run: () => void;
  readonly "address of x": WasmAddress;
  readonly "address of wq": WasmAddress;
  readonly "address of bq": WasmAddress;
  readonly "address of wk": WasmAddress;
  readonly "address of bk": WasmAddress;
  readonly "address of wv": WasmAddress;
  readonly "address of bv": WasmAddress;
  readonly "address of wo": WasmAddress;
  readonly "address of bo": WasmAddress;
  readonly "address of out": WasmAddress;

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
    throw new Error(`mha768x12: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
  });
  if (exports !== undefined && "kernel mha768x12 b6701c6b" in exports) return exports;
  throw new Error("mha768x12: its WebAssembly is no compiled module of this version of the kernel");
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
    throw new Error(`mha768x12: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
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
    `mha768x12: ${what} lies in the kernel's memory, but not at its place in a call of these sizes; take views again`,
  );
}

/** A size that views are asked for. */
function sizeFrom(name: string, size: number | undefined): number {
  if (size !== undefined && Number.isSafeInteger(size) && size >= 1) return size;
  throw new RangeError(`mha768x12: views takes the size ${name}, a positive integer: got ${String(size)}`);
}


/** What a caller may give: a tensor, or its elements alone. */
type Given = Float32Array | Int32Array | Uint8Array | { readonly sizes: readonly number[]; readonly data: unknown };

/** Whether `data` is an array of this kind, perhaps one of another realm, such as a frame or a test runner's sandbox. */
function isA<Data>(array: abstract new () => Data, data: unknown): data is Data {
  return ArrayBuffer.isView(data) && Symbol.toStringTag in data && data[Symbol.toStringTag] === array.name;
}
/** The elements of an argument. */
function dataOf<Data>(what: string, given: Given | undefined, array: abstract new () => Data, dtype: string): Data {
  if (given === undefined || given === null) throw new TypeError(`mha768x12: ${what} is missing`);
  const isData = ArrayBuffer.isView(given);
  const data = isData ? given : given.data;
  if (isA(array, data) && (isData || Array.isArray(given.sizes))) return data;
  throw new TypeError(`mha768x12: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}

/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given: Given, axis: number, length: number, stride: number): number {
  return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}

/** Complains about an argument of another shape. */
function mismatch(what: string, given: Given, wanted: string): RangeError {
  const data = ArrayBuffer.isView(given) ? given : given.data;
  if (ArrayBuffer.isView(data) && outgrown.has(data.buffer)) {
    return new RangeError(`mha768x12: ${what} is a view of memory that has grown since; take views again`);
  }
  const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
  return new RangeError(`mha768x12: ${what} has ${found}, but ${wanted} is expected`);
}

/** Complains about an `out` that lies in the memory of something else. */
function shared(out: string, other: string): RangeError {
  return new RangeError(`mha768x12: ${out} shares memory with ${other}; give an array of its own`);
}

/** Whether two arrays share memory. */
function overlap(left: ArrayBufferView, right: ArrayBufferView): boolean {
  return (
    left.buffer === right.buffer &&
    left.byteOffset < right.byteOffset + right.byteLength &&
    right.byteOffset < left.byteOffset + left.byteLength
  );
}


/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileMha768x12(): Promise<object> {
  return loadCode();
}

/** Makes the kernel for these params, which are copied into its memory. */
export async function createMha768x12(params: Mha768x12Params, options: { readonly target?: "wasm"; readonly module?: object } = {}): Promise<WasmMha768x12> {
  const { target = "wasm", module } = options;
  if (target !== "wasm") {
    throw new RangeError(`mha768x12: there is no target ${String(target)} here; this module has: wasm`);
  }
  if (!hasSimd()) throw new RangeError("mha768x12: there is no target wasm here, since this engine has no WebAssembly with SIMD");
  const wq: Float32Array = dataOf("param wq", params?.wq, Float32Array, "f32");
  if (wq.length !== 589824 || (!ArrayBuffer.isView(params.wq) && (params.wq.sizes.length !== 2 || params.wq.sizes[0] !== 768 || params.wq.sizes[1] !== 768))) {
    throw mismatch("param wq", params.wq, "[768, 768]");
  }
  const bq: Float32Array = dataOf("param bq", params?.bq, Float32Array, "f32");
  if (bq.length !== 768 || (!ArrayBuffer.isView(params.bq) && (params.bq.sizes.length !== 1 || params.bq.sizes[0] !== 768))) {
    throw mismatch("param bq", params.bq, "[768]");
  }
  const wk: Float32Array = dataOf("param wk", params?.wk, Float32Array, "f32");
  if (wk.length !== 589824 || (!ArrayBuffer.isView(params.wk) && (params.wk.sizes.length !== 2 || params.wk.sizes[0] !== 768 || params.wk.sizes[1] !== 768))) {
    throw mismatch("param wk", params.wk, "[768, 768]");
  }
  const bk: Float32Array = dataOf("param bk", params?.bk, Float32Array, "f32");
  if (bk.length !== 768 || (!ArrayBuffer.isView(params.bk) && (params.bk.sizes.length !== 1 || params.bk.sizes[0] !== 768))) {
    throw mismatch("param bk", params.bk, "[768]");
  }
  const wv: Float32Array = dataOf("param wv", params?.wv, Float32Array, "f32");
  if (wv.length !== 589824 || (!ArrayBuffer.isView(params.wv) && (params.wv.sizes.length !== 2 || params.wv.sizes[0] !== 768 || params.wv.sizes[1] !== 768))) {
    throw mismatch("param wv", params.wv, "[768, 768]");
  }
  const bv: Float32Array = dataOf("param bv", params?.bv, Float32Array, "f32");
  if (bv.length !== 768 || (!ArrayBuffer.isView(params.bv) && (params.bv.sizes.length !== 1 || params.bv.sizes[0] !== 768))) {
    throw mismatch("param bv", params.bv, "[768]");
  }
  const wo: Float32Array = dataOf("param wo", params?.wo, Float32Array, "f32");
  if (wo.length !== 589824 || (!ArrayBuffer.isView(params.wo) && (params.wo.sizes.length !== 2 || params.wo.sizes[0] !== 768 || params.wo.sizes[1] !== 768))) {
    throw mismatch("param wo", params.wo, "[768, 768]");
  }
  const bo: Float32Array = dataOf("param bo", params?.bo, Float32Array, "f32");
  if (bo.length !== 768 || (!ArrayBuffer.isView(params.bo) && (params.bo.sizes.length !== 1 || params.bo.sizes[0] !== 768))) {
    throw mismatch("param bo", params.bo, "[768]");
  }
  let wasm: WasmExports | undefined = await instantiate(module ?? (await loadCode()));
  new Float32Array(wasm.memory.buffer, wasm["address of wq"].value >>> 0, 589824).set(wq);
  new Float32Array(wasm.memory.buffer, wasm["address of bq"].value >>> 0, 768).set(bq);
  new Float32Array(wasm.memory.buffer, wasm["address of wk"].value >>> 0, 589824).set(wk);
  new Float32Array(wasm.memory.buffer, wasm["address of bk"].value >>> 0, 768).set(bk);
  new Float32Array(wasm.memory.buffer, wasm["address of wv"].value >>> 0, 589824).set(wv);
  new Float32Array(wasm.memory.buffer, wasm["address of bv"].value >>> 0, 768).set(bv);
  new Float32Array(wasm.memory.buffer, wasm["address of wo"].value >>> 0, 589824).set(wo);
  new Float32Array(wasm.memory.buffer, wasm["address of bo"].value >>> 0, 768).set(bo);
  wasm.prepare();
  let seqReserved = 0;
  let xPlace: Float32Array = new Float32Array(0);
  let outPlace: Float32Array = new Float32Array(0);

  /** Lays the memory out for calls of these sizes, and grows it if need be. */
  function reserve(wasm: WasmExports, seq: number): void {
    const memory = wasm.memory.buffer;
    if (seq > 0x7fffffff || wasm.reserve(seq) === 0) {
      throw new RangeError(`mha768x12: there is not enough memory for a call with seq = ${seq}`);
    }
    if (wasm.memory.buffer !== memory) outgrown.add(memory);
    xPlace = new Float32Array(wasm.memory.buffer, wasm["address of x"].value >>> 0, seq * 768);
    outPlace = new Float32Array(wasm.memory.buffer, wasm["address of out"].value >>> 0, seq * 768);
    seqReserved = seq;
  }


  function call(inputs: Mha768x12Inputs): Tensor<["seq", 768]>;
  function call<Out extends Tensor<["seq", 768]> | Float32Array>(inputs: Mha768x12Inputs, out: Out): Out;
  function call(inputs: Mha768x12Inputs, out?: Tensor<["seq", 768]> | Float32Array): Tensor<["seq", 768]> | Tensor<["seq", 768]> | Float32Array {
    if (wasm === undefined) throw new Error("mha768x12: this kernel has been disposed of");

    const x = dataOf("input x", inputs?.x, Float32Array, "f32");
    const seq = sizeOf(inputs.x, 0, x.length, 768);
    if (!Number.isSafeInteger(seq) || seq < 1) throw mismatch("input x", inputs.x, "[seq, 768]");
    if (x.length !== (seq * 768) || (!ArrayBuffer.isView(inputs.x) && (inputs.x.sizes.length !== 2 || inputs.x.sizes[0] !== seq || inputs.x.sizes[1] !== 768))) {
      throw mismatch("input x", inputs.x, `[seq, 768] with seq = ${seq}`);
    }
    const out2 = out === undefined ? new Float32Array(seq * 768) : dataOf("out", out, Float32Array, "f32");
    if (out !== undefined) {
      if (out2.length !== (seq * 768) || (!ArrayBuffer.isView(out) && (out.sizes.length !== 2 || out.sizes[0] !== seq || out.sizes[1] !== 768))) {
        throw mismatch("out", out, `[seq, 768] with seq = ${seq}`);
      }
      if (overlap(out2, x)) throw shared("out", "input x");
    }
    const isLaidOut = seq === seqReserved;
    const xIsInPlace = isInPlace("input x", x, xPlace, isLaidOut);
    const outIsInPlace = isInPlace("out", out2, outPlace, isLaidOut);
    if (!isLaidOut) reserve(wasm, seq);
    if (!xIsInPlace) xPlace.set(x);

    wasm.run();

    if (!outIsInPlace) out2.set(outPlace);
    if (out !== undefined) return out;
    return { shape: ["seq", 768], sizes: [seq, 768], dtype: "f32", data: out2 };
  }

  function views(sizes: Mha768x12Sizes): Mha768x12Views {
    if (wasm === undefined) throw new Error("mha768x12: this kernel has been disposed of");

    const seq = sizeFrom("seq", sizes?.seq);
    if (seq !== seqReserved) reserve(wasm, seq);
    return { inputs: { x: xPlace }, out: outPlace };
  }

  function dispose(): void {
    wasm = undefined;

    xPlace = new Float32Array(0);
    outPlace = new Float32Array(0);
  }

  return Object.assign(call, { views, dispose });
}

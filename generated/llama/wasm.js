// llama: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate llama
// Shapes:
//   params: embeddings [512, 64], layer0_attentionNorm [64], layer0_wq [64, 64], layer0_wk [32, 64], layer0_wv [32, 64], layer0_wo [64, 64], layer0_feedForwardNorm [64], layer0_gate [172, 64], layer0_up [172, 64], layer0_down [64, 172], layer1_attentionNorm [64], layer1_wq [64, 64], layer1_wk [32, 64], layer1_wv [32, 64], layer1_wo [64, 64], layer1_feedForwardNorm [64], layer1_gate [172, 64], layer1_up [172, 64], layer1_down [64, 172], layer2_attentionNorm [64], layer2_wq [64, 64], layer2_wk [32, 64], layer2_wv [32, 64], layer2_wo [64, 64], layer2_feedForwardNorm [64], layer2_gate [172, 64], layer2_up [172, 64], layer2_down [64, 172], layer3_attentionNorm [64], layer3_wq [64, 64], layer3_wk [32, 64], layer3_wv [32, 64], layer3_wo [64, 64], layer3_feedForwardNorm [64], layer3_gate [172, 64], layer3_up [172, 64], layer3_down [64, 172], layer4_attentionNorm [64], layer4_wq [64, 64], layer4_wk [32, 64], layer4_wv [32, 64], layer4_wo [64, 64], layer4_feedForwardNorm [64], layer4_gate [172, 64], layer4_up [172, 64], layer4_down [64, 172], norm [64]
//   inputs: ids [seq]
//   cache: layer0_keys [4, past, 8], layer0_values [4, past, 8], layer1_keys [4, past, 8], layer1_values [4, past, 8], layer2_keys [4, past, 8], layer2_values [4, past, 8], layer3_keys [4, past, 8], layer3_values [4, past, 8], layer4_keys [4, past, 8], layer4_values [4, past, 8]
//   outputs: out [seq, 512]
// Arithmetic is in float32. The code is WebAssembly; this module takes arguments to its memory and results back.
import { KERNEL_WASM } from "./kernel-wasm.js";
/** Whether the engine has WebAssembly with SIMD: it then accepts this module, whose one function has vectors in it. */
function hasSimd() {
    const probe = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 21, 1, 19, 0, 67, 0, 0, 0, 0, 253, 19, 67, 0, 0, 0, 0, 253, 19, 253, 235, 1, 11, 0, 26, 4, 110, 97, 109, 101, 0, 5, 4, 115, 105, 109, 100, 1, 4, 1, 0, 1, 102, 2, 3, 1, 0, 0, 7, 1, 0);
    return typeof WebAssembly !== "undefined" && WebAssembly.validate(probe);
}
/** The kernel's code with a memory of its own. */
async function instantiate(code) {
    const { exports } = await WebAssembly.instantiate(code).catch((cause) => {
        throw new Error(`llama: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
    });
    if (exports !== undefined && "kernel llama 042d8601" in exports)
        return exports;
    throw new Error("llama: its WebAssembly is no compiled module of this version of the kernel");
}
/** The kernel's code, compiled when the first kernel is made. */
let code;
/** Loads and compiles the kernel's code. */
async function loadCode() {
    try {
        code ??= readCode();
        return await code;
    }
    catch (cause) {
        // The next kernel tries again.
        code = undefined;
        throw new Error(`llama: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
    }
}
/** Compiles the code from where it is. */
async function readCode() {
    const text = atob(KERNEL_WASM);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < bytes.length; i++)
        bytes[i] = text.charCodeAt(i);
    return WebAssembly.compile(bytes);
}
/** The memory of kernels before it grew: views of it have lost their elements. */
const outgrown = new WeakSet();
/** Whether an argument lies in the kernel's memory, at its place in this call. */
function isInPlace(what, data, place, isLaidOut) {
    if (data.buffer !== place.buffer)
        return false;
    if (isLaidOut && data.byteOffset === place.byteOffset)
        return true;
    throw new RangeError(`llama: ${what} lies in the kernel's memory, but not at its place in a call of these sizes; take views again`);
}
/** A size that views are asked for. */
function sizeFrom(name, size) {
    if (size !== undefined && Number.isSafeInteger(size) && size >= 1)
        return size;
    throw new RangeError(`llama: views takes the size ${name}, a positive integer: got ${String(size)}`);
}
/** Whether `data` is an array of this kind, perhaps one of another realm, such as a frame or a test runner's sandbox. */
function isA(array, data) {
    return ArrayBuffer.isView(data) && Symbol.toStringTag in data && data[Symbol.toStringTag] === array.name;
}
/** The elements of an argument. */
function dataOf(what, given, array, dtype) {
    if (given === undefined || given === null)
        throw new TypeError(`llama: ${what} is missing`);
    const isData = ArrayBuffer.isView(given);
    const data = isData ? given : given.data;
    if (isA(array, data) && (isData || Array.isArray(given.sizes)))
        return data;
    throw new TypeError(`llama: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given, axis, length, stride) {
    return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
/** Complains about an argument of another shape. */
function mismatch(what, given, wanted) {
    const data = ArrayBuffer.isView(given) ? given : given.data;
    if (ArrayBuffer.isView(data) && outgrown.has(data.buffer)) {
        return new RangeError(`llama: ${what} is a view of memory that has grown since; take views again`);
    }
    const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
    return new RangeError(`llama: ${what} has ${found}, but ${wanted} is expected`);
}
/** Complains about the first index that is no position of an axis of this length. */
function refuseIndices(subject, what, indices, length, place) {
    for (let i = 0; i < indices.length; i++) {
        const index = indices[i];
        if (index >= 0 && index < length)
            continue;
        const at = `${index} at position ${i} of ${what}`;
        throw new RangeError(`llama: ${subject} ${at} is not ${place} from 0 to ${length - 1}`);
    }
}
/** Complains about an `out` that lies in the memory of something else. */
function shared(out, other) {
    return new RangeError(`llama: ${out} shares memory with ${other}; give an array of its own`);
}
/** Whether two arrays share memory. */
function overlap(left, right) {
    return (left.buffer === right.buffer &&
        left.byteOffset < right.byteOffset + right.byteLength &&
        right.byteOffset < left.byteOffset + left.byteLength);
}
/** How many positions a cache has room for at first. */
function capacityFrom(given) {
    if (given === undefined)
        return 128;
    if (Number.isSafeInteger(given) && given >= 1)
        return given;
    throw new RangeError(`llama: capacity takes a positive integer: got ${String(given)}`);
}
/** Copies rows of `row` elements into those of `longer` ones. */
function copyRows(from, row, into, longer) {
    for (let i = 0; i * row < from.length; i++)
        into.set(from.subarray(i * row, (i + 1) * row), i * longer);
}
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileLlama() {
    return loadCode();
}
/** Makes the kernel for these params, which are copied into its memory. */
export async function createLlama(params, options = {}) {
    const { target = "wasm", module } = options;
    if (target !== "wasm") {
        throw new RangeError(`llama: there is no target ${String(target)} here; this module has: wasm`);
    }
    if (!hasSimd())
        throw new RangeError("llama: there is no target wasm here, since this engine has no WebAssembly with SIMD");
    const embeddings = dataOf("param embeddings", params?.embeddings, Float32Array, "f32");
    if (embeddings.length !== 32768 || (!ArrayBuffer.isView(params.embeddings) && (params.embeddings.sizes.length !== 2 || params.embeddings.sizes[0] !== 512 || params.embeddings.sizes[1] !== 64))) {
        throw mismatch("param embeddings", params.embeddings, "[512, 64]");
    }
    const layer0_attentionNorm = dataOf("param layer0_attentionNorm", params?.layer0_attentionNorm, Float32Array, "f32");
    if (layer0_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer0_attentionNorm) && (params.layer0_attentionNorm.sizes.length !== 1 || params.layer0_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer0_attentionNorm", params.layer0_attentionNorm, "[64]");
    }
    const layer0_wq = dataOf("param layer0_wq", params?.layer0_wq, Float32Array, "f32");
    if (layer0_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer0_wq) && (params.layer0_wq.sizes.length !== 2 || params.layer0_wq.sizes[0] !== 64 || params.layer0_wq.sizes[1] !== 64))) {
        throw mismatch("param layer0_wq", params.layer0_wq, "[64, 64]");
    }
    const layer0_wk = dataOf("param layer0_wk", params?.layer0_wk, Float32Array, "f32");
    if (layer0_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer0_wk) && (params.layer0_wk.sizes.length !== 2 || params.layer0_wk.sizes[0] !== 32 || params.layer0_wk.sizes[1] !== 64))) {
        throw mismatch("param layer0_wk", params.layer0_wk, "[32, 64]");
    }
    const layer0_wv = dataOf("param layer0_wv", params?.layer0_wv, Float32Array, "f32");
    if (layer0_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer0_wv) && (params.layer0_wv.sizes.length !== 2 || params.layer0_wv.sizes[0] !== 32 || params.layer0_wv.sizes[1] !== 64))) {
        throw mismatch("param layer0_wv", params.layer0_wv, "[32, 64]");
    }
    const layer0_wo = dataOf("param layer0_wo", params?.layer0_wo, Float32Array, "f32");
    if (layer0_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer0_wo) && (params.layer0_wo.sizes.length !== 2 || params.layer0_wo.sizes[0] !== 64 || params.layer0_wo.sizes[1] !== 64))) {
        throw mismatch("param layer0_wo", params.layer0_wo, "[64, 64]");
    }
    const layer0_feedForwardNorm = dataOf("param layer0_feedForwardNorm", params?.layer0_feedForwardNorm, Float32Array, "f32");
    if (layer0_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer0_feedForwardNorm) && (params.layer0_feedForwardNorm.sizes.length !== 1 || params.layer0_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer0_feedForwardNorm", params.layer0_feedForwardNorm, "[64]");
    }
    const layer0_gate = dataOf("param layer0_gate", params?.layer0_gate, Float32Array, "f32");
    if (layer0_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer0_gate) && (params.layer0_gate.sizes.length !== 2 || params.layer0_gate.sizes[0] !== 172 || params.layer0_gate.sizes[1] !== 64))) {
        throw mismatch("param layer0_gate", params.layer0_gate, "[172, 64]");
    }
    const layer0_up = dataOf("param layer0_up", params?.layer0_up, Float32Array, "f32");
    if (layer0_up.length !== 11008 || (!ArrayBuffer.isView(params.layer0_up) && (params.layer0_up.sizes.length !== 2 || params.layer0_up.sizes[0] !== 172 || params.layer0_up.sizes[1] !== 64))) {
        throw mismatch("param layer0_up", params.layer0_up, "[172, 64]");
    }
    const layer0_down = dataOf("param layer0_down", params?.layer0_down, Float32Array, "f32");
    if (layer0_down.length !== 11008 || (!ArrayBuffer.isView(params.layer0_down) && (params.layer0_down.sizes.length !== 2 || params.layer0_down.sizes[0] !== 64 || params.layer0_down.sizes[1] !== 172))) {
        throw mismatch("param layer0_down", params.layer0_down, "[64, 172]");
    }
    const layer1_attentionNorm = dataOf("param layer1_attentionNorm", params?.layer1_attentionNorm, Float32Array, "f32");
    if (layer1_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer1_attentionNorm) && (params.layer1_attentionNorm.sizes.length !== 1 || params.layer1_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer1_attentionNorm", params.layer1_attentionNorm, "[64]");
    }
    const layer1_wq = dataOf("param layer1_wq", params?.layer1_wq, Float32Array, "f32");
    if (layer1_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer1_wq) && (params.layer1_wq.sizes.length !== 2 || params.layer1_wq.sizes[0] !== 64 || params.layer1_wq.sizes[1] !== 64))) {
        throw mismatch("param layer1_wq", params.layer1_wq, "[64, 64]");
    }
    const layer1_wk = dataOf("param layer1_wk", params?.layer1_wk, Float32Array, "f32");
    if (layer1_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer1_wk) && (params.layer1_wk.sizes.length !== 2 || params.layer1_wk.sizes[0] !== 32 || params.layer1_wk.sizes[1] !== 64))) {
        throw mismatch("param layer1_wk", params.layer1_wk, "[32, 64]");
    }
    const layer1_wv = dataOf("param layer1_wv", params?.layer1_wv, Float32Array, "f32");
    if (layer1_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer1_wv) && (params.layer1_wv.sizes.length !== 2 || params.layer1_wv.sizes[0] !== 32 || params.layer1_wv.sizes[1] !== 64))) {
        throw mismatch("param layer1_wv", params.layer1_wv, "[32, 64]");
    }
    const layer1_wo = dataOf("param layer1_wo", params?.layer1_wo, Float32Array, "f32");
    if (layer1_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer1_wo) && (params.layer1_wo.sizes.length !== 2 || params.layer1_wo.sizes[0] !== 64 || params.layer1_wo.sizes[1] !== 64))) {
        throw mismatch("param layer1_wo", params.layer1_wo, "[64, 64]");
    }
    const layer1_feedForwardNorm = dataOf("param layer1_feedForwardNorm", params?.layer1_feedForwardNorm, Float32Array, "f32");
    if (layer1_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer1_feedForwardNorm) && (params.layer1_feedForwardNorm.sizes.length !== 1 || params.layer1_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer1_feedForwardNorm", params.layer1_feedForwardNorm, "[64]");
    }
    const layer1_gate = dataOf("param layer1_gate", params?.layer1_gate, Float32Array, "f32");
    if (layer1_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer1_gate) && (params.layer1_gate.sizes.length !== 2 || params.layer1_gate.sizes[0] !== 172 || params.layer1_gate.sizes[1] !== 64))) {
        throw mismatch("param layer1_gate", params.layer1_gate, "[172, 64]");
    }
    const layer1_up = dataOf("param layer1_up", params?.layer1_up, Float32Array, "f32");
    if (layer1_up.length !== 11008 || (!ArrayBuffer.isView(params.layer1_up) && (params.layer1_up.sizes.length !== 2 || params.layer1_up.sizes[0] !== 172 || params.layer1_up.sizes[1] !== 64))) {
        throw mismatch("param layer1_up", params.layer1_up, "[172, 64]");
    }
    const layer1_down = dataOf("param layer1_down", params?.layer1_down, Float32Array, "f32");
    if (layer1_down.length !== 11008 || (!ArrayBuffer.isView(params.layer1_down) && (params.layer1_down.sizes.length !== 2 || params.layer1_down.sizes[0] !== 64 || params.layer1_down.sizes[1] !== 172))) {
        throw mismatch("param layer1_down", params.layer1_down, "[64, 172]");
    }
    const layer2_attentionNorm = dataOf("param layer2_attentionNorm", params?.layer2_attentionNorm, Float32Array, "f32");
    if (layer2_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer2_attentionNorm) && (params.layer2_attentionNorm.sizes.length !== 1 || params.layer2_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer2_attentionNorm", params.layer2_attentionNorm, "[64]");
    }
    const layer2_wq = dataOf("param layer2_wq", params?.layer2_wq, Float32Array, "f32");
    if (layer2_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer2_wq) && (params.layer2_wq.sizes.length !== 2 || params.layer2_wq.sizes[0] !== 64 || params.layer2_wq.sizes[1] !== 64))) {
        throw mismatch("param layer2_wq", params.layer2_wq, "[64, 64]");
    }
    const layer2_wk = dataOf("param layer2_wk", params?.layer2_wk, Float32Array, "f32");
    if (layer2_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer2_wk) && (params.layer2_wk.sizes.length !== 2 || params.layer2_wk.sizes[0] !== 32 || params.layer2_wk.sizes[1] !== 64))) {
        throw mismatch("param layer2_wk", params.layer2_wk, "[32, 64]");
    }
    const layer2_wv = dataOf("param layer2_wv", params?.layer2_wv, Float32Array, "f32");
    if (layer2_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer2_wv) && (params.layer2_wv.sizes.length !== 2 || params.layer2_wv.sizes[0] !== 32 || params.layer2_wv.sizes[1] !== 64))) {
        throw mismatch("param layer2_wv", params.layer2_wv, "[32, 64]");
    }
    const layer2_wo = dataOf("param layer2_wo", params?.layer2_wo, Float32Array, "f32");
    if (layer2_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer2_wo) && (params.layer2_wo.sizes.length !== 2 || params.layer2_wo.sizes[0] !== 64 || params.layer2_wo.sizes[1] !== 64))) {
        throw mismatch("param layer2_wo", params.layer2_wo, "[64, 64]");
    }
    const layer2_feedForwardNorm = dataOf("param layer2_feedForwardNorm", params?.layer2_feedForwardNorm, Float32Array, "f32");
    if (layer2_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer2_feedForwardNorm) && (params.layer2_feedForwardNorm.sizes.length !== 1 || params.layer2_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer2_feedForwardNorm", params.layer2_feedForwardNorm, "[64]");
    }
    const layer2_gate = dataOf("param layer2_gate", params?.layer2_gate, Float32Array, "f32");
    if (layer2_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer2_gate) && (params.layer2_gate.sizes.length !== 2 || params.layer2_gate.sizes[0] !== 172 || params.layer2_gate.sizes[1] !== 64))) {
        throw mismatch("param layer2_gate", params.layer2_gate, "[172, 64]");
    }
    const layer2_up = dataOf("param layer2_up", params?.layer2_up, Float32Array, "f32");
    if (layer2_up.length !== 11008 || (!ArrayBuffer.isView(params.layer2_up) && (params.layer2_up.sizes.length !== 2 || params.layer2_up.sizes[0] !== 172 || params.layer2_up.sizes[1] !== 64))) {
        throw mismatch("param layer2_up", params.layer2_up, "[172, 64]");
    }
    const layer2_down = dataOf("param layer2_down", params?.layer2_down, Float32Array, "f32");
    if (layer2_down.length !== 11008 || (!ArrayBuffer.isView(params.layer2_down) && (params.layer2_down.sizes.length !== 2 || params.layer2_down.sizes[0] !== 64 || params.layer2_down.sizes[1] !== 172))) {
        throw mismatch("param layer2_down", params.layer2_down, "[64, 172]");
    }
    const layer3_attentionNorm = dataOf("param layer3_attentionNorm", params?.layer3_attentionNorm, Float32Array, "f32");
    if (layer3_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer3_attentionNorm) && (params.layer3_attentionNorm.sizes.length !== 1 || params.layer3_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer3_attentionNorm", params.layer3_attentionNorm, "[64]");
    }
    const layer3_wq = dataOf("param layer3_wq", params?.layer3_wq, Float32Array, "f32");
    if (layer3_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer3_wq) && (params.layer3_wq.sizes.length !== 2 || params.layer3_wq.sizes[0] !== 64 || params.layer3_wq.sizes[1] !== 64))) {
        throw mismatch("param layer3_wq", params.layer3_wq, "[64, 64]");
    }
    const layer3_wk = dataOf("param layer3_wk", params?.layer3_wk, Float32Array, "f32");
    if (layer3_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer3_wk) && (params.layer3_wk.sizes.length !== 2 || params.layer3_wk.sizes[0] !== 32 || params.layer3_wk.sizes[1] !== 64))) {
        throw mismatch("param layer3_wk", params.layer3_wk, "[32, 64]");
    }
    const layer3_wv = dataOf("param layer3_wv", params?.layer3_wv, Float32Array, "f32");
    if (layer3_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer3_wv) && (params.layer3_wv.sizes.length !== 2 || params.layer3_wv.sizes[0] !== 32 || params.layer3_wv.sizes[1] !== 64))) {
        throw mismatch("param layer3_wv", params.layer3_wv, "[32, 64]");
    }
    const layer3_wo = dataOf("param layer3_wo", params?.layer3_wo, Float32Array, "f32");
    if (layer3_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer3_wo) && (params.layer3_wo.sizes.length !== 2 || params.layer3_wo.sizes[0] !== 64 || params.layer3_wo.sizes[1] !== 64))) {
        throw mismatch("param layer3_wo", params.layer3_wo, "[64, 64]");
    }
    const layer3_feedForwardNorm = dataOf("param layer3_feedForwardNorm", params?.layer3_feedForwardNorm, Float32Array, "f32");
    if (layer3_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer3_feedForwardNorm) && (params.layer3_feedForwardNorm.sizes.length !== 1 || params.layer3_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer3_feedForwardNorm", params.layer3_feedForwardNorm, "[64]");
    }
    const layer3_gate = dataOf("param layer3_gate", params?.layer3_gate, Float32Array, "f32");
    if (layer3_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer3_gate) && (params.layer3_gate.sizes.length !== 2 || params.layer3_gate.sizes[0] !== 172 || params.layer3_gate.sizes[1] !== 64))) {
        throw mismatch("param layer3_gate", params.layer3_gate, "[172, 64]");
    }
    const layer3_up = dataOf("param layer3_up", params?.layer3_up, Float32Array, "f32");
    if (layer3_up.length !== 11008 || (!ArrayBuffer.isView(params.layer3_up) && (params.layer3_up.sizes.length !== 2 || params.layer3_up.sizes[0] !== 172 || params.layer3_up.sizes[1] !== 64))) {
        throw mismatch("param layer3_up", params.layer3_up, "[172, 64]");
    }
    const layer3_down = dataOf("param layer3_down", params?.layer3_down, Float32Array, "f32");
    if (layer3_down.length !== 11008 || (!ArrayBuffer.isView(params.layer3_down) && (params.layer3_down.sizes.length !== 2 || params.layer3_down.sizes[0] !== 64 || params.layer3_down.sizes[1] !== 172))) {
        throw mismatch("param layer3_down", params.layer3_down, "[64, 172]");
    }
    const layer4_attentionNorm = dataOf("param layer4_attentionNorm", params?.layer4_attentionNorm, Float32Array, "f32");
    if (layer4_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer4_attentionNorm) && (params.layer4_attentionNorm.sizes.length !== 1 || params.layer4_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer4_attentionNorm", params.layer4_attentionNorm, "[64]");
    }
    const layer4_wq = dataOf("param layer4_wq", params?.layer4_wq, Float32Array, "f32");
    if (layer4_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer4_wq) && (params.layer4_wq.sizes.length !== 2 || params.layer4_wq.sizes[0] !== 64 || params.layer4_wq.sizes[1] !== 64))) {
        throw mismatch("param layer4_wq", params.layer4_wq, "[64, 64]");
    }
    const layer4_wk = dataOf("param layer4_wk", params?.layer4_wk, Float32Array, "f32");
    if (layer4_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer4_wk) && (params.layer4_wk.sizes.length !== 2 || params.layer4_wk.sizes[0] !== 32 || params.layer4_wk.sizes[1] !== 64))) {
        throw mismatch("param layer4_wk", params.layer4_wk, "[32, 64]");
    }
    const layer4_wv = dataOf("param layer4_wv", params?.layer4_wv, Float32Array, "f32");
    if (layer4_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer4_wv) && (params.layer4_wv.sizes.length !== 2 || params.layer4_wv.sizes[0] !== 32 || params.layer4_wv.sizes[1] !== 64))) {
        throw mismatch("param layer4_wv", params.layer4_wv, "[32, 64]");
    }
    const layer4_wo = dataOf("param layer4_wo", params?.layer4_wo, Float32Array, "f32");
    if (layer4_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer4_wo) && (params.layer4_wo.sizes.length !== 2 || params.layer4_wo.sizes[0] !== 64 || params.layer4_wo.sizes[1] !== 64))) {
        throw mismatch("param layer4_wo", params.layer4_wo, "[64, 64]");
    }
    const layer4_feedForwardNorm = dataOf("param layer4_feedForwardNorm", params?.layer4_feedForwardNorm, Float32Array, "f32");
    if (layer4_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer4_feedForwardNorm) && (params.layer4_feedForwardNorm.sizes.length !== 1 || params.layer4_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer4_feedForwardNorm", params.layer4_feedForwardNorm, "[64]");
    }
    const layer4_gate = dataOf("param layer4_gate", params?.layer4_gate, Float32Array, "f32");
    if (layer4_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer4_gate) && (params.layer4_gate.sizes.length !== 2 || params.layer4_gate.sizes[0] !== 172 || params.layer4_gate.sizes[1] !== 64))) {
        throw mismatch("param layer4_gate", params.layer4_gate, "[172, 64]");
    }
    const layer4_up = dataOf("param layer4_up", params?.layer4_up, Float32Array, "f32");
    if (layer4_up.length !== 11008 || (!ArrayBuffer.isView(params.layer4_up) && (params.layer4_up.sizes.length !== 2 || params.layer4_up.sizes[0] !== 172 || params.layer4_up.sizes[1] !== 64))) {
        throw mismatch("param layer4_up", params.layer4_up, "[172, 64]");
    }
    const layer4_down = dataOf("param layer4_down", params?.layer4_down, Float32Array, "f32");
    if (layer4_down.length !== 11008 || (!ArrayBuffer.isView(params.layer4_down) && (params.layer4_down.sizes.length !== 2 || params.layer4_down.sizes[0] !== 64 || params.layer4_down.sizes[1] !== 172))) {
        throw mismatch("param layer4_down", params.layer4_down, "[64, 172]");
    }
    const norm = dataOf("param norm", params?.norm, Float32Array, "f32");
    if (norm.length !== 64 || (!ArrayBuffer.isView(params.norm) && (params.norm.sizes.length !== 1 || params.norm.sizes[0] !== 64))) {
        throw mismatch("param norm", params.norm, "[64]");
    }
    let wasm = await instantiate(module ?? (await loadCode()));
    new Float32Array(wasm.memory.buffer, wasm["address of embeddings"].value >>> 0, 32768).set(embeddings);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attentionNorm"].value >>> 0, 64).set(layer0_attentionNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_wq"].value >>> 0, 4096).set(layer0_wq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_wk"].value >>> 0, 2048).set(layer0_wk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_wv"].value >>> 0, 2048).set(layer0_wv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_wo"].value >>> 0, 4096).set(layer0_wo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_feedForwardNorm"].value >>> 0, 64).set(layer0_feedForwardNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_gate"].value >>> 0, 11008).set(layer0_gate);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_up"].value >>> 0, 11008).set(layer0_up);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_down"].value >>> 0, 11008).set(layer0_down);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attentionNorm"].value >>> 0, 64).set(layer1_attentionNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_wq"].value >>> 0, 4096).set(layer1_wq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_wk"].value >>> 0, 2048).set(layer1_wk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_wv"].value >>> 0, 2048).set(layer1_wv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_wo"].value >>> 0, 4096).set(layer1_wo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_feedForwardNorm"].value >>> 0, 64).set(layer1_feedForwardNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_gate"].value >>> 0, 11008).set(layer1_gate);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_up"].value >>> 0, 11008).set(layer1_up);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_down"].value >>> 0, 11008).set(layer1_down);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_attentionNorm"].value >>> 0, 64).set(layer2_attentionNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_wq"].value >>> 0, 4096).set(layer2_wq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_wk"].value >>> 0, 2048).set(layer2_wk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_wv"].value >>> 0, 2048).set(layer2_wv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_wo"].value >>> 0, 4096).set(layer2_wo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_feedForwardNorm"].value >>> 0, 64).set(layer2_feedForwardNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_gate"].value >>> 0, 11008).set(layer2_gate);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_up"].value >>> 0, 11008).set(layer2_up);
    new Float32Array(wasm.memory.buffer, wasm["address of layer2_down"].value >>> 0, 11008).set(layer2_down);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_attentionNorm"].value >>> 0, 64).set(layer3_attentionNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_wq"].value >>> 0, 4096).set(layer3_wq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_wk"].value >>> 0, 2048).set(layer3_wk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_wv"].value >>> 0, 2048).set(layer3_wv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_wo"].value >>> 0, 4096).set(layer3_wo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_feedForwardNorm"].value >>> 0, 64).set(layer3_feedForwardNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_gate"].value >>> 0, 11008).set(layer3_gate);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_up"].value >>> 0, 11008).set(layer3_up);
    new Float32Array(wasm.memory.buffer, wasm["address of layer3_down"].value >>> 0, 11008).set(layer3_down);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_attentionNorm"].value >>> 0, 64).set(layer4_attentionNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_wq"].value >>> 0, 4096).set(layer4_wq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_wk"].value >>> 0, 2048).set(layer4_wk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_wv"].value >>> 0, 2048).set(layer4_wv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_wo"].value >>> 0, 4096).set(layer4_wo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_feedForwardNorm"].value >>> 0, 64).set(layer4_feedForwardNorm);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_gate"].value >>> 0, 11008).set(layer4_gate);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_up"].value >>> 0, 11008).set(layer4_up);
    new Float32Array(wasm.memory.buffer, wasm["address of layer4_down"].value >>> 0, 11008).set(layer4_down);
    new Float32Array(wasm.memory.buffer, wasm["address of norm"].value >>> 0, 64).set(norm);
    new Int32Array(wasm.memory.buffer, wasm["address of turns"].value >>> 0, 4).set(Int32Array.of(683565276, 68356528, 6835653, 683565));
    new Float32Array(wasm.memory.buffer, wasm["address of rests"].value >>> 0, 4).set(Float32Array.of(-0.42356836795806885, -0.44235682487487793, -0.24423567950725555, 0.2755764424800873));
    wasm.prepare();
    let length = 0;
    let capacity = capacityFrom(options.capacity);
    let capacityReserved = 0;
    let seqReserved = 0;
    let idsPlace = new Int32Array(0);
    let outPlace = new Float32Array(0);
    /** Lays the memory out for calls of these sizes, and grows it if need be. */
    function reserve(wasm, capacity, past, seq) {
        const memory = wasm.memory.buffer;
        if (capacity > 0x7fffffff || past > 0x7fffffff || seq > 0x7fffffff || wasm.reserve(capacity, past, seq) === 0) {
            throw new RangeError(`llama: there is not enough memory for a call with capacity = ${capacity}, past = ${past}, seq = ${seq}`);
        }
        if (wasm.memory.buffer !== memory)
            outgrown.add(memory);
        idsPlace = new Int32Array(wasm.memory.buffer, wasm["address of ids"].value >>> 0, seq);
        outPlace = new Float32Array(wasm.memory.buffer, wasm["address of out"].value >>> 0, seq * 512);
        capacityReserved = capacity;
        seqReserved = seq;
    }
    /** Makes room for what a call adds, and for at least twice what there was, so that it is seldom done. */
    function grow(wasm, past, seq) {
        const before = capacityReserved;
        const room = Math.max(past + seq, 2 * capacity);
        const layer0_keysHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer0_keys"].value >>> 0, 4 * before * 8).slice();
        const layer0_valuesHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer0_values"].value >>> 0, 4 * before * 8).slice();
        const layer1_keysHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer1_keys"].value >>> 0, 4 * before * 8).slice();
        const layer1_valuesHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer1_values"].value >>> 0, 4 * before * 8).slice();
        const layer2_keysHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer2_keys"].value >>> 0, 4 * before * 8).slice();
        const layer2_valuesHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer2_values"].value >>> 0, 4 * before * 8).slice();
        const layer3_keysHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer3_keys"].value >>> 0, 4 * before * 8).slice();
        const layer3_valuesHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer3_values"].value >>> 0, 4 * before * 8).slice();
        const layer4_keysHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer4_keys"].value >>> 0, 4 * before * 8).slice();
        const layer4_valuesHeld = new Float32Array(wasm.memory.buffer, wasm["address of layer4_values"].value >>> 0, 4 * before * 8).slice();
        reserve(wasm, room, past, seq);
        copyRows(layer0_keysHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer0_keys"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer0_valuesHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer0_values"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer1_keysHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer1_keys"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer1_valuesHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer1_values"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer2_keysHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer2_keys"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer2_valuesHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer2_values"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer3_keysHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer3_keys"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer3_valuesHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer3_values"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer4_keysHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer4_keys"].value >>> 0, 4 * room * 8), room * 8);
        copyRows(layer4_valuesHeld, before * 8, new Float32Array(wasm.memory.buffer, wasm["address of layer4_values"].value >>> 0, 4 * room * 8), room * 8);
        capacity = room;
    }
    function call(inputs, out) {
        if (wasm === undefined)
            throw new Error("llama: this kernel has been disposed of");
        const past = length;
        const ids = dataOf("input ids", inputs?.ids, Int32Array, "i32");
        const seq = sizeOf(inputs.ids, 0, ids.length, 1);
        if (!Number.isSafeInteger(seq) || seq < 1)
            throw mismatch("input ids", inputs.ids, "[seq]");
        if (ids.length !== seq || (!ArrayBuffer.isView(inputs.ids) && (inputs.ids.sizes.length !== 1 || inputs.ids.sizes[0] !== seq))) {
            throw mismatch("input ids", inputs.ids, `[seq] with seq = ${seq}`);
        }
        refuseIndices("embedding: id", "input ids", ids, 512, "a row of the table: give ids");
        const out2 = out === undefined ? new Float32Array(seq * 512) : dataOf("out", out, Float32Array, "f32");
        if (out !== undefined) {
            if (out2.length !== (seq * 512) || (!ArrayBuffer.isView(out) && (out.sizes.length !== 2 || out.sizes[0] !== seq || out.sizes[1] !== 512))) {
                throw mismatch("out", out, `[seq, 512] with seq = ${seq}`);
            }
            if (overlap(out2, ids))
                throw shared("out", "input ids");
        }
        const isLaidOut = capacity === capacityReserved && seq === seqReserved && !(past + seq > capacity);
        const idsIsInPlace = isInPlace("input ids", ids, idsPlace, isLaidOut);
        const outIsInPlace = isInPlace("out", out2, outPlace, isLaidOut);
        if (past + seq > capacity)
            grow(wasm, past, seq);
        else if (!isLaidOut)
            reserve(wasm, capacity, past, seq);
        if (!idsIsInPlace)
            idsPlace.set(ids);
        wasm["length of state"].value = length;
        wasm.run();
        length = past + seq;
        if (!outIsInPlace)
            out2.set(outPlace);
        if (out !== undefined)
            return out;
        return { shape: ["seq", 512], sizes: [seq, 512], dtype: "f32", data: out2 };
    }
    function views(sizes) {
        if (wasm === undefined)
            throw new Error("llama: this kernel has been disposed of");
        const past = length;
        const seq = sizeFrom("seq", sizes?.seq);
        if (past + seq > capacity)
            grow(wasm, past, seq);
        else if (capacity !== capacityReserved || seq !== seqReserved)
            reserve(wasm, capacity, past, seq);
        return { inputs: { ids: idsPlace }, out: outPlace };
    }
    function reset() {
        if (wasm === undefined)
            throw new Error("llama: this kernel has been disposed of");
        length = 0;
    }
    function truncate(to) {
        if (wasm === undefined)
            throw new Error("llama: this kernel has been disposed of");
        if (!Number.isSafeInteger(to) || to < 0 || to > length) {
            throw new RangeError(`llama: truncate takes a length from 0 to ${length}, that of the cache: got ${String(to)}`);
        }
        length = to;
    }
    function dispose() {
        wasm = undefined;
        idsPlace = new Int32Array(0);
        outPlace = new Float32Array(0);
    }
    const kernel = Object.assign(call, { reset, truncate, views, dispose, capacity });
    Object.defineProperties(kernel, { length: { get: () => length }, capacity: { get: () => capacity } });
    return kernel;
}

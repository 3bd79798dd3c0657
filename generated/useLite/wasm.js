// useLite: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate useLite
// Shapes:
//   params: embedding [8002, 256], layer0_norm1_weight [256], layer0_norm1_bias [256], layer0_attention_wq [256, 256], layer0_attention_bq [256], layer0_attention_wk [256, 256], layer0_attention_bk [256], layer0_attention_wv [256, 256], layer0_attention_bv [256], layer0_attention_wo [512, 256], layer0_attention_bo [512], layer0_residual_weight [512, 256], layer0_residual_bias [512], layer0_norm2_weight [512], layer0_norm2_bias [512], layer0_ff1_weight [1536, 512], layer0_ff1_bias [1536], layer0_ff2_weight [512, 1536], layer0_ff2_bias [512], layer1_norm1_weight [512], layer1_norm1_bias [512], layer1_attention_wq [512, 512], layer1_attention_bq [512], layer1_attention_wk [512, 512], layer1_attention_bk [512], layer1_attention_wv [512, 512], layer1_attention_bv [512], layer1_attention_wo [512, 512], layer1_attention_bo [512], layer1_norm2_weight [512], layer1_norm2_bias [512], layer1_ff1_weight [1536, 512], layer1_ff1_bias [1536], layer1_ff2_weight [512, 1536], layer1_ff2_bias [512], head_weight [512, 512], head_bias [512]
//   inputs: ids [seq]
//   outputs: out [512]
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
        throw new Error(`useLite: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
    });
    if (exports !== undefined && "kernel useLite 19712cc4" in exports)
        return exports;
    throw new Error("useLite: its WebAssembly is no compiled module of this version of the kernel");
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
        throw new Error(`useLite: its WebAssembly can't be loaded: ${String(cause)}`, { cause });
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
    throw new RangeError(`useLite: ${what} lies in the kernel's memory, but not at its place in a call of these sizes; take views again`);
}
/** A size that views are asked for. */
function sizeFrom(name, size) {
    if (size !== undefined && Number.isSafeInteger(size) && size >= 1)
        return size;
    throw new RangeError(`useLite: views takes the size ${name}, a positive integer: got ${String(size)}`);
}
/** Whether `data` is an array of this kind, perhaps one of another realm, such as a frame or a test runner's sandbox. */
function isA(array, data) {
    return ArrayBuffer.isView(data) && Symbol.toStringTag in data && data[Symbol.toStringTag] === array.name;
}
/** The elements of an argument. */
function dataOf(what, given, array, dtype) {
    if (given === undefined || given === null)
        throw new TypeError(`useLite: ${what} is missing`);
    const isData = ArrayBuffer.isView(given);
    const data = isData ? given : given.data;
    if (isA(array, data) && (isData || Array.isArray(given.sizes)))
        return data;
    throw new TypeError(`useLite: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given, axis, length, stride) {
    return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
/** Complains about an argument of another shape. */
function mismatch(what, given, wanted) {
    const data = ArrayBuffer.isView(given) ? given : given.data;
    if (ArrayBuffer.isView(data) && outgrown.has(data.buffer)) {
        return new RangeError(`useLite: ${what} is a view of memory that has grown since; take views again`);
    }
    const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
    return new RangeError(`useLite: ${what} has ${found}, but ${wanted} is expected`);
}
/** Complains about the first index that is no position of an axis of this length. */
function refuseIndices(subject, what, indices, length, place) {
    for (let i = 0; i < indices.length; i++) {
        const index = indices[i];
        if (index >= 0 && index < length)
            continue;
        const at = `${index} at position ${i} of ${what}`;
        throw new RangeError(`useLite: ${subject} ${at} is not ${place} from 0 to ${length - 1}`);
    }
}
/** Complains about an `out` that lies in the memory of something else. */
function shared(out, other) {
    return new RangeError(`useLite: ${out} shares memory with ${other}; give an array of its own`);
}
/** Whether two arrays share memory. */
function overlap(left, right) {
    return (left.buffer === right.buffer &&
        left.byteOffset < right.byteOffset + right.byteLength &&
        right.byteOffset < left.byteOffset + left.byteLength);
}
/** The bytes of a text in base64. */
function bytesFrom(text) {
    const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, "").length * 3) / 4));
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (let i = 0, at = 0, held = 0; at < bytes.length; i++) {
        held = (held << 6) | digits.indexOf(text.charAt(i));
        if (i % 4 !== 0)
            bytes[at++] = held >> (6 - 2 * (i % 4));
    }
    return bytes;
}
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileUseLite() {
    return loadCode();
}
/** Makes the kernel for these params, which are copied into its memory. */
export async function createUseLite(params, options = {}) {
    const { target = "wasm", module } = options;
    if (target !== "wasm") {
        throw new RangeError(`useLite: there is no target ${String(target)} here; this module has: wasm`);
    }
    if (!hasSimd())
        throw new RangeError("useLite: there is no target wasm here, since this engine has no WebAssembly with SIMD");
    const embedding = dataOf("param embedding", params?.embedding, Float32Array, "f32");
    if (embedding.length !== 2048512 || (!ArrayBuffer.isView(params.embedding) && (params.embedding.sizes.length !== 2 || params.embedding.sizes[0] !== 8002 || params.embedding.sizes[1] !== 256))) {
        throw mismatch("param embedding", params.embedding, "[8002, 256]");
    }
    const layer0_norm1_weight = dataOf("param layer0_norm1_weight", params?.layer0_norm1_weight, Float32Array, "f32");
    if (layer0_norm1_weight.length !== 256 || (!ArrayBuffer.isView(params.layer0_norm1_weight) && (params.layer0_norm1_weight.sizes.length !== 1 || params.layer0_norm1_weight.sizes[0] !== 256))) {
        throw mismatch("param layer0_norm1_weight", params.layer0_norm1_weight, "[256]");
    }
    const layer0_norm1_bias = dataOf("param layer0_norm1_bias", params?.layer0_norm1_bias, Float32Array, "f32");
    if (layer0_norm1_bias.length !== 256 || (!ArrayBuffer.isView(params.layer0_norm1_bias) && (params.layer0_norm1_bias.sizes.length !== 1 || params.layer0_norm1_bias.sizes[0] !== 256))) {
        throw mismatch("param layer0_norm1_bias", params.layer0_norm1_bias, "[256]");
    }
    const layer0_attention_wq = dataOf("param layer0_attention_wq", params?.layer0_attention_wq, Float32Array, "f32");
    if (layer0_attention_wq.length !== 65536 || (!ArrayBuffer.isView(params.layer0_attention_wq) && (params.layer0_attention_wq.sizes.length !== 2 || params.layer0_attention_wq.sizes[0] !== 256 || params.layer0_attention_wq.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wq", params.layer0_attention_wq, "[256, 256]");
    }
    const layer0_attention_bq = dataOf("param layer0_attention_bq", params?.layer0_attention_bq, Float32Array, "f32");
    if (layer0_attention_bq.length !== 256 || (!ArrayBuffer.isView(params.layer0_attention_bq) && (params.layer0_attention_bq.sizes.length !== 1 || params.layer0_attention_bq.sizes[0] !== 256))) {
        throw mismatch("param layer0_attention_bq", params.layer0_attention_bq, "[256]");
    }
    const layer0_attention_wk = dataOf("param layer0_attention_wk", params?.layer0_attention_wk, Float32Array, "f32");
    if (layer0_attention_wk.length !== 65536 || (!ArrayBuffer.isView(params.layer0_attention_wk) && (params.layer0_attention_wk.sizes.length !== 2 || params.layer0_attention_wk.sizes[0] !== 256 || params.layer0_attention_wk.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wk", params.layer0_attention_wk, "[256, 256]");
    }
    const layer0_attention_bk = dataOf("param layer0_attention_bk", params?.layer0_attention_bk, Float32Array, "f32");
    if (layer0_attention_bk.length !== 256 || (!ArrayBuffer.isView(params.layer0_attention_bk) && (params.layer0_attention_bk.sizes.length !== 1 || params.layer0_attention_bk.sizes[0] !== 256))) {
        throw mismatch("param layer0_attention_bk", params.layer0_attention_bk, "[256]");
    }
    const layer0_attention_wv = dataOf("param layer0_attention_wv", params?.layer0_attention_wv, Float32Array, "f32");
    if (layer0_attention_wv.length !== 65536 || (!ArrayBuffer.isView(params.layer0_attention_wv) && (params.layer0_attention_wv.sizes.length !== 2 || params.layer0_attention_wv.sizes[0] !== 256 || params.layer0_attention_wv.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wv", params.layer0_attention_wv, "[256, 256]");
    }
    const layer0_attention_bv = dataOf("param layer0_attention_bv", params?.layer0_attention_bv, Float32Array, "f32");
    if (layer0_attention_bv.length !== 256 || (!ArrayBuffer.isView(params.layer0_attention_bv) && (params.layer0_attention_bv.sizes.length !== 1 || params.layer0_attention_bv.sizes[0] !== 256))) {
        throw mismatch("param layer0_attention_bv", params.layer0_attention_bv, "[256]");
    }
    const layer0_attention_wo = dataOf("param layer0_attention_wo", params?.layer0_attention_wo, Float32Array, "f32");
    if (layer0_attention_wo.length !== 131072 || (!ArrayBuffer.isView(params.layer0_attention_wo) && (params.layer0_attention_wo.sizes.length !== 2 || params.layer0_attention_wo.sizes[0] !== 512 || params.layer0_attention_wo.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wo", params.layer0_attention_wo, "[512, 256]");
    }
    const layer0_attention_bo = dataOf("param layer0_attention_bo", params?.layer0_attention_bo, Float32Array, "f32");
    if (layer0_attention_bo.length !== 512 || (!ArrayBuffer.isView(params.layer0_attention_bo) && (params.layer0_attention_bo.sizes.length !== 1 || params.layer0_attention_bo.sizes[0] !== 512))) {
        throw mismatch("param layer0_attention_bo", params.layer0_attention_bo, "[512]");
    }
    const layer0_residual_weight = dataOf("param layer0_residual_weight", params?.layer0_residual_weight, Float32Array, "f32");
    if (layer0_residual_weight.length !== 131072 || (!ArrayBuffer.isView(params.layer0_residual_weight) && (params.layer0_residual_weight.sizes.length !== 2 || params.layer0_residual_weight.sizes[0] !== 512 || params.layer0_residual_weight.sizes[1] !== 256))) {
        throw mismatch("param layer0_residual_weight", params.layer0_residual_weight, "[512, 256]");
    }
    const layer0_residual_bias = dataOf("param layer0_residual_bias", params?.layer0_residual_bias, Float32Array, "f32");
    if (layer0_residual_bias.length !== 512 || (!ArrayBuffer.isView(params.layer0_residual_bias) && (params.layer0_residual_bias.sizes.length !== 1 || params.layer0_residual_bias.sizes[0] !== 512))) {
        throw mismatch("param layer0_residual_bias", params.layer0_residual_bias, "[512]");
    }
    const layer0_norm2_weight = dataOf("param layer0_norm2_weight", params?.layer0_norm2_weight, Float32Array, "f32");
    if (layer0_norm2_weight.length !== 512 || (!ArrayBuffer.isView(params.layer0_norm2_weight) && (params.layer0_norm2_weight.sizes.length !== 1 || params.layer0_norm2_weight.sizes[0] !== 512))) {
        throw mismatch("param layer0_norm2_weight", params.layer0_norm2_weight, "[512]");
    }
    const layer0_norm2_bias = dataOf("param layer0_norm2_bias", params?.layer0_norm2_bias, Float32Array, "f32");
    if (layer0_norm2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer0_norm2_bias) && (params.layer0_norm2_bias.sizes.length !== 1 || params.layer0_norm2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer0_norm2_bias", params.layer0_norm2_bias, "[512]");
    }
    const layer0_ff1_weight = dataOf("param layer0_ff1_weight", params?.layer0_ff1_weight, Float32Array, "f32");
    if (layer0_ff1_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer0_ff1_weight) && (params.layer0_ff1_weight.sizes.length !== 2 || params.layer0_ff1_weight.sizes[0] !== 1536 || params.layer0_ff1_weight.sizes[1] !== 512))) {
        throw mismatch("param layer0_ff1_weight", params.layer0_ff1_weight, "[1536, 512]");
    }
    const layer0_ff1_bias = dataOf("param layer0_ff1_bias", params?.layer0_ff1_bias, Float32Array, "f32");
    if (layer0_ff1_bias.length !== 1536 || (!ArrayBuffer.isView(params.layer0_ff1_bias) && (params.layer0_ff1_bias.sizes.length !== 1 || params.layer0_ff1_bias.sizes[0] !== 1536))) {
        throw mismatch("param layer0_ff1_bias", params.layer0_ff1_bias, "[1536]");
    }
    const layer0_ff2_weight = dataOf("param layer0_ff2_weight", params?.layer0_ff2_weight, Float32Array, "f32");
    if (layer0_ff2_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer0_ff2_weight) && (params.layer0_ff2_weight.sizes.length !== 2 || params.layer0_ff2_weight.sizes[0] !== 512 || params.layer0_ff2_weight.sizes[1] !== 1536))) {
        throw mismatch("param layer0_ff2_weight", params.layer0_ff2_weight, "[512, 1536]");
    }
    const layer0_ff2_bias = dataOf("param layer0_ff2_bias", params?.layer0_ff2_bias, Float32Array, "f32");
    if (layer0_ff2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer0_ff2_bias) && (params.layer0_ff2_bias.sizes.length !== 1 || params.layer0_ff2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer0_ff2_bias", params.layer0_ff2_bias, "[512]");
    }
    const layer1_norm1_weight = dataOf("param layer1_norm1_weight", params?.layer1_norm1_weight, Float32Array, "f32");
    if (layer1_norm1_weight.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm1_weight) && (params.layer1_norm1_weight.sizes.length !== 1 || params.layer1_norm1_weight.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm1_weight", params.layer1_norm1_weight, "[512]");
    }
    const layer1_norm1_bias = dataOf("param layer1_norm1_bias", params?.layer1_norm1_bias, Float32Array, "f32");
    if (layer1_norm1_bias.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm1_bias) && (params.layer1_norm1_bias.sizes.length !== 1 || params.layer1_norm1_bias.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm1_bias", params.layer1_norm1_bias, "[512]");
    }
    const layer1_attention_wq = dataOf("param layer1_attention_wq", params?.layer1_attention_wq, Float32Array, "f32");
    if (layer1_attention_wq.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wq) && (params.layer1_attention_wq.sizes.length !== 2 || params.layer1_attention_wq.sizes[0] !== 512 || params.layer1_attention_wq.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wq", params.layer1_attention_wq, "[512, 512]");
    }
    const layer1_attention_bq = dataOf("param layer1_attention_bq", params?.layer1_attention_bq, Float32Array, "f32");
    if (layer1_attention_bq.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bq) && (params.layer1_attention_bq.sizes.length !== 1 || params.layer1_attention_bq.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bq", params.layer1_attention_bq, "[512]");
    }
    const layer1_attention_wk = dataOf("param layer1_attention_wk", params?.layer1_attention_wk, Float32Array, "f32");
    if (layer1_attention_wk.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wk) && (params.layer1_attention_wk.sizes.length !== 2 || params.layer1_attention_wk.sizes[0] !== 512 || params.layer1_attention_wk.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wk", params.layer1_attention_wk, "[512, 512]");
    }
    const layer1_attention_bk = dataOf("param layer1_attention_bk", params?.layer1_attention_bk, Float32Array, "f32");
    if (layer1_attention_bk.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bk) && (params.layer1_attention_bk.sizes.length !== 1 || params.layer1_attention_bk.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bk", params.layer1_attention_bk, "[512]");
    }
    const layer1_attention_wv = dataOf("param layer1_attention_wv", params?.layer1_attention_wv, Float32Array, "f32");
    if (layer1_attention_wv.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wv) && (params.layer1_attention_wv.sizes.length !== 2 || params.layer1_attention_wv.sizes[0] !== 512 || params.layer1_attention_wv.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wv", params.layer1_attention_wv, "[512, 512]");
    }
    const layer1_attention_bv = dataOf("param layer1_attention_bv", params?.layer1_attention_bv, Float32Array, "f32");
    if (layer1_attention_bv.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bv) && (params.layer1_attention_bv.sizes.length !== 1 || params.layer1_attention_bv.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bv", params.layer1_attention_bv, "[512]");
    }
    const layer1_attention_wo = dataOf("param layer1_attention_wo", params?.layer1_attention_wo, Float32Array, "f32");
    if (layer1_attention_wo.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wo) && (params.layer1_attention_wo.sizes.length !== 2 || params.layer1_attention_wo.sizes[0] !== 512 || params.layer1_attention_wo.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wo", params.layer1_attention_wo, "[512, 512]");
    }
    const layer1_attention_bo = dataOf("param layer1_attention_bo", params?.layer1_attention_bo, Float32Array, "f32");
    if (layer1_attention_bo.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bo) && (params.layer1_attention_bo.sizes.length !== 1 || params.layer1_attention_bo.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bo", params.layer1_attention_bo, "[512]");
    }
    const layer1_norm2_weight = dataOf("param layer1_norm2_weight", params?.layer1_norm2_weight, Float32Array, "f32");
    if (layer1_norm2_weight.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm2_weight) && (params.layer1_norm2_weight.sizes.length !== 1 || params.layer1_norm2_weight.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm2_weight", params.layer1_norm2_weight, "[512]");
    }
    const layer1_norm2_bias = dataOf("param layer1_norm2_bias", params?.layer1_norm2_bias, Float32Array, "f32");
    if (layer1_norm2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm2_bias) && (params.layer1_norm2_bias.sizes.length !== 1 || params.layer1_norm2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm2_bias", params.layer1_norm2_bias, "[512]");
    }
    const layer1_ff1_weight = dataOf("param layer1_ff1_weight", params?.layer1_ff1_weight, Float32Array, "f32");
    if (layer1_ff1_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer1_ff1_weight) && (params.layer1_ff1_weight.sizes.length !== 2 || params.layer1_ff1_weight.sizes[0] !== 1536 || params.layer1_ff1_weight.sizes[1] !== 512))) {
        throw mismatch("param layer1_ff1_weight", params.layer1_ff1_weight, "[1536, 512]");
    }
    const layer1_ff1_bias = dataOf("param layer1_ff1_bias", params?.layer1_ff1_bias, Float32Array, "f32");
    if (layer1_ff1_bias.length !== 1536 || (!ArrayBuffer.isView(params.layer1_ff1_bias) && (params.layer1_ff1_bias.sizes.length !== 1 || params.layer1_ff1_bias.sizes[0] !== 1536))) {
        throw mismatch("param layer1_ff1_bias", params.layer1_ff1_bias, "[1536]");
    }
    const layer1_ff2_weight = dataOf("param layer1_ff2_weight", params?.layer1_ff2_weight, Float32Array, "f32");
    if (layer1_ff2_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer1_ff2_weight) && (params.layer1_ff2_weight.sizes.length !== 2 || params.layer1_ff2_weight.sizes[0] !== 512 || params.layer1_ff2_weight.sizes[1] !== 1536))) {
        throw mismatch("param layer1_ff2_weight", params.layer1_ff2_weight, "[512, 1536]");
    }
    const layer1_ff2_bias = dataOf("param layer1_ff2_bias", params?.layer1_ff2_bias, Float32Array, "f32");
    if (layer1_ff2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer1_ff2_bias) && (params.layer1_ff2_bias.sizes.length !== 1 || params.layer1_ff2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer1_ff2_bias", params.layer1_ff2_bias, "[512]");
    }
    const head_weight = dataOf("param head_weight", params?.head_weight, Float32Array, "f32");
    if (head_weight.length !== 262144 || (!ArrayBuffer.isView(params.head_weight) && (params.head_weight.sizes.length !== 2 || params.head_weight.sizes[0] !== 512 || params.head_weight.sizes[1] !== 512))) {
        throw mismatch("param head_weight", params.head_weight, "[512, 512]");
    }
    const head_bias = dataOf("param head_bias", params?.head_bias, Float32Array, "f32");
    if (head_bias.length !== 512 || (!ArrayBuffer.isView(params.head_bias) && (params.head_bias.sizes.length !== 1 || params.head_bias.sizes[0] !== 512))) {
        throw mismatch("param head_bias", params.head_bias, "[512]");
    }
    let wasm = await instantiate(module ?? (await loadCode()));
    new Float32Array(wasm.memory.buffer, wasm["address of embedding"].value >>> 0, 2048512).set(embedding);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_norm1_weight"].value >>> 0, 256).set(layer0_norm1_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_norm1_bias"].value >>> 0, 256).set(layer0_norm1_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_wq"].value >>> 0, 65536).set(layer0_attention_wq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_bq"].value >>> 0, 256).set(layer0_attention_bq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_wk"].value >>> 0, 65536).set(layer0_attention_wk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_bk"].value >>> 0, 256).set(layer0_attention_bk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_wv"].value >>> 0, 65536).set(layer0_attention_wv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_bv"].value >>> 0, 256).set(layer0_attention_bv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_wo"].value >>> 0, 131072).set(layer0_attention_wo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_attention_bo"].value >>> 0, 512).set(layer0_attention_bo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_residual_weight"].value >>> 0, 131072).set(layer0_residual_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_residual_bias"].value >>> 0, 512).set(layer0_residual_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_norm2_weight"].value >>> 0, 512).set(layer0_norm2_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_norm2_bias"].value >>> 0, 512).set(layer0_norm2_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_ff1_weight"].value >>> 0, 786432).set(layer0_ff1_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_ff1_bias"].value >>> 0, 1536).set(layer0_ff1_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_ff2_weight"].value >>> 0, 786432).set(layer0_ff2_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer0_ff2_bias"].value >>> 0, 512).set(layer0_ff2_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_norm1_weight"].value >>> 0, 512).set(layer1_norm1_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_norm1_bias"].value >>> 0, 512).set(layer1_norm1_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_wq"].value >>> 0, 262144).set(layer1_attention_wq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_bq"].value >>> 0, 512).set(layer1_attention_bq);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_wk"].value >>> 0, 262144).set(layer1_attention_wk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_bk"].value >>> 0, 512).set(layer1_attention_bk);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_wv"].value >>> 0, 262144).set(layer1_attention_wv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_bv"].value >>> 0, 512).set(layer1_attention_bv);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_wo"].value >>> 0, 262144).set(layer1_attention_wo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_attention_bo"].value >>> 0, 512).set(layer1_attention_bo);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_norm2_weight"].value >>> 0, 512).set(layer1_norm2_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_norm2_bias"].value >>> 0, 512).set(layer1_norm2_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_ff1_weight"].value >>> 0, 786432).set(layer1_ff1_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_ff1_bias"].value >>> 0, 1536).set(layer1_ff1_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_ff2_weight"].value >>> 0, 786432).set(layer1_ff2_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of layer1_ff2_bias"].value >>> 0, 512).set(layer1_ff2_bias);
    new Float32Array(wasm.memory.buffer, wasm["address of head_weight"].value >>> 0, 262144).set(head_weight);
    new Float32Array(wasm.memory.buffer, wasm["address of head_bias"].value >>> 0, 512).set(head_bias);
    new Int32Array(wasm.memory.buffer, wasm["address of turns"].value >>> 0, 128).set(new Int32Array(bytesFrom("3GC+KH645CUyGz4j3PbGIFT5ex7pC1ocOk9eGloXhhgx6M4WKnI2FQ6PuhMnP1kSiqYQEZcK3w+jz8IO0na6DRCcxAww9N8LMUsLC5+CRQoNkI0J" +
        "tXviCCNfQwgFZK8HBMMlB73CpQbEti4Gvv6/BYcFWQVqQPkEZS6gBH5XTQQfTAAEf6S4AxsAdgMsBTgDNmD+ApPDyAIL55YCdYdoAlpmPQKgSRUC" +
        "P/vvAfdIzQEMBK0BBQGPAXUXcwHEIVkB+fxAAY+IKgFGphUB/TkCAYsp8ACZXN8Ah7zPAEc0wQBIsLMAVR6nAH1tmwAEjpAAQnGGAJgJfQBdSnQA" +
        "xidsAOCWZAB5jV0AFgJXAObrUAC4QksA6v5FAGUZQQCRizwAS084AN9eNAD+tDAAuUwtAHkhKgD6LicAQnEkAKHkIQCohR8AJFEdAB9EGwDTWxkA" +
        "sJUXAFLvFQCAZhQAKfkSAGGlEQBdaRAAdUMPAB0yDgDjMw0AckcMAIxrCwAInwoA0uAJAOsvCQBjiwgAX/IHAA5kBwCy3wYAmWQGABzyBQChhwUA" +
        "mSQFAH/IBADWcgQAKyMEABPZAwAqlAMAE1QDAHcYAwAI4QIAeK0CAIV9AgDsUAIAcScCAN4AAgD93AEAn7sBAJacAQC6fwEA4mQBAOtLAQCyNAEA" +
        "Gh8BAAULAQA=").buffer));
    new Float32Array(wasm.memory.buffer, wasm["address of rests"].value >>> 0, 128).set(new Float32Array(bytesFrom("9N3Yvljwlb7o5la+yHmPPkCOnr0wH92+eLXNPZgpBb6SpNg+EDikvjD2PT1UAZE+rH5UPlCdwL5EZMc9deLfPtD577zYc9e9OMY6PmyDnL7gUKE+" +
        "zJ6nPVMe1j7aKJG+aJ26voWlz74Ekkw97bB4Pq6sRD4IwU2+4FLOO/jh0zxuCY2+LAOhPgva4b5N4Xi+bCs0vnY3Lb7kt9E+VHL0PiY7cb7Kiqi+" +
        "aBgqPIOzaT5NcJS+azkxvixsxD5tgSc+UbuQPiHwsD29AK8+pg79PucsZ7556Te9ihHZvtaQ6j7npLQ+P0bavvEd8j622Lu+65qwvuWW2z6BfFu+" +
        "I3XdPtgapz1aPZ++avOLvg011D6nRB6+votuvaC3Oz69fmA9MvokPly6Er01qsg9sl1iPrP3vD6yE2m+KEvZPbnQET6Ib2S+g2LOPmOkx76N8Dk+" +
        "hdi/Phr76j6Ytv4+Jvy0PtiywL2Ujus+Qr+tPhSVtb7x9DI+scX2Pu4Mnj1we3++FUZdPOdys77RJbs+w2Dsvl0jRj1y6kc+oUyfvp6vk75Oqjk9" +
        "dGqFPo+BHr0edKo9Lst2PpP59z2F9qm9/V5Ivi555z4X1ty+RV71PnnNiL7htoa+08bVPswSxr3ut2w+0BmWPRoO9z7xGrC+D8KRvrMx/77aZMU+" +
        "vkC5Pffj8b4=").buffer));
    wasm.prepare();
    let seqReserved = 0;
    let idsPlace = new Int32Array(0);
    let outPlace = new Float32Array(0);
    /** Lays the memory out for calls of these sizes, and grows it if need be. */
    function reserve(wasm, seq) {
        const memory = wasm.memory.buffer;
        if (seq > 0x7fffffff || wasm.reserve(seq) === 0) {
            throw new RangeError(`useLite: there is not enough memory for a call with seq = ${seq}`);
        }
        if (wasm.memory.buffer !== memory)
            outgrown.add(memory);
        idsPlace = new Int32Array(wasm.memory.buffer, wasm["address of ids"].value >>> 0, seq);
        outPlace = new Float32Array(wasm.memory.buffer, wasm["address of out"].value >>> 0, 512);
        seqReserved = seq;
    }
    function call(inputs, out) {
        if (wasm === undefined)
            throw new Error("useLite: this kernel has been disposed of");
        const ids = dataOf("input ids", inputs?.ids, Int32Array, "i32");
        const seq = sizeOf(inputs.ids, 0, ids.length, 1);
        if (!Number.isSafeInteger(seq) || seq < 1)
            throw mismatch("input ids", inputs.ids, "[seq]");
        if (ids.length !== seq || (!ArrayBuffer.isView(inputs.ids) && (inputs.ids.sizes.length !== 1 || inputs.ids.sizes[0] !== seq))) {
            throw mismatch("input ids", inputs.ids, `[seq] with seq = ${seq}`);
        }
        refuseIndices("embedding: id", "input ids", ids, 8002, "a row of the table: give ids");
        const out2 = out === undefined ? new Float32Array(512) : dataOf("out", out, Float32Array, "f32");
        if (out !== undefined) {
            if (out2.length !== 512 || (!ArrayBuffer.isView(out) && (out.sizes.length !== 1 || out.sizes[0] !== 512))) {
                throw mismatch("out", out, "[512]");
            }
            if (overlap(out2, ids))
                throw shared("out", "input ids");
        }
        const isLaidOut = seq === seqReserved;
        const idsIsInPlace = isInPlace("input ids", ids, idsPlace, isLaidOut);
        const outIsInPlace = isInPlace("out", out2, outPlace, isLaidOut);
        if (!isLaidOut)
            reserve(wasm, seq);
        if (!idsIsInPlace)
            idsPlace.set(ids);
        wasm.run();
        if (!outIsInPlace)
            out2.set(outPlace);
        if (out !== undefined)
            return out;
        return { shape: [512], sizes: [512], dtype: "f32", data: out2 };
    }
    function views(sizes) {
        if (wasm === undefined)
            throw new Error("useLite: this kernel has been disposed of");
        const seq = sizeFrom("seq", sizes?.seq);
        if (seq !== seqReserved)
            reserve(wasm, seq);
        return { inputs: { ids: idsPlace }, out: outPlace };
    }
    function dispose() {
        wasm = undefined;
        idsPlace = new Int32Array(0);
        outPlace = new Float32Array(0);
    }
    return Object.assign(call, { views, dispose });
}

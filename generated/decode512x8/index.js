// decode512x8: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate decode512x8
// Shapes:
//   params: wq [512, 512], bq [512], wk [512, 512], bk [512], wv [512, 512], bv [512], wo [512, 512], bo [512]
//   inputs: x [seq, 512]
//   cache: keys [8, past, 64], values [8, past, 64]
//   outputs: out [seq, 512]
// wasm.js is WebAssembly with SIMD; typescript.js is JavaScript and runs everywhere.
// This module imports the one that is asked for. Each can also be imported by itself.
/** Whether the engine has WebAssembly with SIMD: it then accepts this module, whose one function has vectors in it. */
function hasSimd() {
    const probe = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 21, 1, 19, 0, 67, 0, 0, 0, 0, 253, 19, 67, 0, 0, 0, 0, 253, 19, 253, 235, 1, 11, 0, 26, 4, 110, 97, 109, 101, 0, 5, 4, 115, 105, 109, 100, 1, 4, 1, 0, 1, 102, 2, 3, 1, 0, 0, 7, 1, 0);
    return typeof WebAssembly !== "undefined" && WebAssembly.validate(probe);
}
export async function createDecode512x8(params, options = {}) {
    const { target = options.module ? "wasm" : hasSimd() ? "wasm" : "typescript" } = options;
    switch (target) {
        case "wasm": {
            if (!hasSimd())
                throw new RangeError("decode512x8: there is no target wasm here, since this engine has no WebAssembly with SIMD; it has: typescript");
            const module = await import("./wasm.js");
            return module.createDecode512x8(params, { ...options, target });
        }
        case "typescript": {
            const module = await import("./typescript.js");
            return module.createDecode512x8(params, { ...options, target });
        }
        default:
            throw new RangeError(`decode512x8: there is no target ${String(target)} here; this module has: wasm, typescript`);
    }
}
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileDecode512x8() {
    const module = await import("./wasm.js");
    return module.compileDecode512x8();
}

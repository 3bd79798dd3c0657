import { setFlagsFromString } from "node:v8";
import { encodeModule, f32, ModuleBuilder, operation } from "../../../../codegen/targets/wasm/encode/index.js";

/** Lets this process run relaxed SIMD: Node 20 has it behind a flag of V8's, which later ones know no more. */
export function allowRelaxedSimd(): void {
  if (!hasRelaxedSimd()) setFlagsFromString("--experimental-wasm-relaxed-simd");
  if (!hasRelaxedSimd()) throw new Error("this engine has no relaxed SIMD, not even behind a flag");
}

function hasRelaxedSimd(): boolean {
  const module = new ModuleBuilder("probe");
  module.function("f", [], "v128", () => {
    const zeros = operation("f32x4.splat", f32(0));
    return operation("f32x4.relaxed_madd", zeros, zeros, zeros);
  });
  return WebAssembly.validate(encodeModule(module));
}

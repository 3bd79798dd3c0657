import { type Code, encodeModule, f32, ModuleBuilder, operation } from "../encode/index.js";

/**
 * The function with which a module finds out, before it loads anything, whether the engine runs its WebAssembly. The
 * instruction in it came late in the making of the SIMD proposal: engines with a draft of it don't pass.
 */
export function simdProbe(): string {
  return `
/** Whether the engine has WebAssembly with SIMD: it then accepts this module, whose one function has vectors in it. */
function hasSimd(): boolean {
  ${probe((zeros) => operation("f32x4.pmax", zeros, zeros))}
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(probe);
}`;
}

/** The function that tells whether the engine, which has SIMD, has relaxed SIMD too. */
export function relaxedProbe(): string {
  return `
/** Whether the engine has relaxed SIMD: it then accepts this module, which joins a product and a sum. */
function hasRelaxedSimd(): boolean {
  ${probe((zeros) => operation("f32x4.relaxed_madd", zeros, zeros, zeros))}
  return WebAssembly.validate(probe);
}`;
}

/** The bytes of a module whose one function gives what `instruction` makes of zeros. */
function probe(instruction: (zeros: Code<"v128">) => Code<"v128">): string {
  const module = new ModuleBuilder("simd");
  module.function("f", [], "v128", () => instruction(operation("f32x4.splat", f32(0))));
  const bytes = [...encodeModule(module)].join(", ");
  return `const probe = Uint8Array.of(
    ${bytes.replaceAll(/(.{80}\d*,) /g, "$1\n    ")},
  );`;
}

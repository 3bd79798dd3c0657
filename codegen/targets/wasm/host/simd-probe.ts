import { encodeModule, f32, ModuleBuilder, operation } from "../encode/index.js";

/** The function with which a module finds out, before it loads anything, whether the engine runs its WebAssembly. */
export function simdProbe(): string {
  const bytes = [...probeBytes()].join(", ");
  return `
/** Whether the engine has WebAssembly with SIMD: it then accepts this module, whose one function has vectors in it. */
function hasSimd(): boolean {
  const probe = Uint8Array.of(
    ${bytes.replaceAll(/(.{80}\d*,) /g, "$1\n    ")},
  );
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(probe);
}`;
}

/** An instruction that came late in the making of the SIMD proposal: engines with a draft of it don't pass. */
function probeBytes(): Uint8Array {
  const probe = new ModuleBuilder("simd");
  probe.function("f", [], "v128", () => {
    const zeros = operation("f32x4.splat", f32(0));
    return operation("f32x4.pmax", zeros, zeros);
  });
  return encodeModule(probe);
}

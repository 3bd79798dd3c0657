import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CompileOptions } from "heddle/codegen";
import { programFor } from "../programs.js";
import { type Build, kernelFolder, type KernelSource } from "./build.js";

const optionsOf: Readonly<Record<Build, Omit<CompileOptions, "command">>> = {
  typescript: { targets: ["typescript"] },
  wasm: { targets: ["wasm"], wasm: { bytes: "base64" } },
  "wasm-file": { targets: ["wasm"], wasm: { bytes: "file" } },
  "wasm-threads": { targets: ["wasm"], wasm: { bytes: "base64", threads: true } },
  "wasm-relaxed": { targets: ["wasm"], wasm: { bytes: "base64", relaxed: true } },
};

const written = new Set<string>();

/**
 * Generates a kernel as users get it, into its folder below `kernels`, unless it was before. Whoever times it does so in
 * another process: with the generator in memory V8 runs kernels at three fifths of their speed.
 * @throws GenerateError where it can't be generated
 */
export async function writeKernel(kernels: string, source: KernelSource): Promise<void> {
  const folder = kernelFolder(kernels, source);
  if (written.has(folder)) return;
  const { compileKernel } = await import("../../codegen/compile.js");
  const program = programFor(source.task);
  for (const { path, text, encoding } of compileKernel(program, {
    command: "npm run bench",
    ...optionsOf[source.build],
  }).files) {
    // Loaders would read the TypeScript instead of the JavaScript beside it.
    if (path.endsWith(".ts")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), encoding === undefined ? text : Buffer.from(text, encoding));
  }
  written.add(folder);
}

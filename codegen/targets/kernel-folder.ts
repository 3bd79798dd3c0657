import type { Module } from "../ir/nodes.js";
import type { KernelFile } from "../kernel.js";
import type { ProgramGraph } from "../plan/program.js";
import { chooserModule } from "./chooser.js";
import {
  emitModule,
  emitTypes,
  type Entry,
  type Host,
  hostOf,
  packageFile,
  typeScriptModule,
  typesModule,
} from "./typescript/index.js";
import { createOptions, type WasmKernel, wasmFiles } from "./wasm/host/index.js";

/** A program made into loops for one target. */
export type TargetKernel =
  | { readonly target: "typescript"; readonly module: Module }
  | ({ readonly target: "wasm" } & WasmKernel);

/**
 * The files of a kernel. One target stands in `index` itself. Where there are several, each has a module called like it,
 * `index` chooses between them, and `types` has what they share.
 */
export function kernelFiles(
  program: ProgramGraph,
  kernels: readonly TargetKernel[],
  command: string,
): readonly KernelFile[] {
  const targets = kernels.map(({ target }) => target);
  const options = kernels.flatMap((kernel) =>
    kernel.target === "wasm" ? createOptions(hostOf(program, kernel.module), kernel.variants) : [],
  );
  const entryOf = (module: string): Entry => ({ module, targets, command, options });
  const [only, another] = kernels;
  if (!only) throw new Error(`${program.name}: there is no target`);
  if (!another) return [...targetFiles(program, only, entryOf("index")), packageFile];
  const host = hostOf(program, only.module);
  return [
    ...emitModule("index", chooserModule(host, entryOf("index"))),
    ...emitTypes("types", typesModule(host, entryOf("types"))),
    ...kernels.flatMap((kernel) => targetFiles(program, kernel, entryOf(kernel.target))),
    packageFile,
  ];
}

function targetFiles(program: ProgramGraph, kernel: TargetKernel, entry: Entry): readonly KernelFile[] {
  const host: Host = hostOf(program, kernel.module);
  return kernel.target === "wasm"
    ? wasmFiles(kernel, host, entry)
    : emitModule(entry.module, typeScriptModule(kernel.module, host, entry));
}

import { laidOutMemory, plannedMemory, quantityOf, type Sizes } from "./inspected-memory.js";
import { showModule } from "./ir/index.js";
import type { InspectedFile, InspectedTensor, Inspection, KernelFile } from "./kernel.js";
import type { ProgramGraph, TensorSpec } from "./plan/program.js";
import { bytesMoved, flopsOf } from "./plan/work.js";
import type { TargetKernel } from "./targets/kernel-folder.js";
import { sizeOf, wasmFile } from "./targets/wasm/host/index.js";

/** What `heddle inspect` shows of a kernel for one target; with numbers where `dims` gives the sizes. */
export function inspectionOf(
  program: ProgramGraph,
  kernel: TargetKernel,
  files: readonly KernelFile[],
  dims: Sizes = {},
): Inspection {
  const { module, target } = kernel;
  return {
    name: program.name,
    target,
    dims: module.dims,
    tensors: tensorsOf(program),
    flops: quantityOf(flopsOf(program), dims),
    bytes: quantityOf(bytesMoved(program), dims),
    code: codeOf(kernel, files),
    memory: target === "wasm" ? laidOutMemory(module, dims) : plannedMemory(module, dims),
    ir: showModule(module),
  };
}

/** Each variant of the WebAssembly, also where it stands in a module in base64; or the module of the target. */
function codeOf(kernel: TargetKernel, files: readonly KernelFile[]): readonly InspectedFile[] {
  if (kernel.target === "wasm") {
    return kernel.variants.map((variant) => ({ file: wasmFile(variant), bytes: sizeOf(variant) }));
  }
  const module =
    files.find(({ path }) => path === `${kernel.target}.js`) ?? files.find(({ path }) => path === "index.js");
  return module ? [{ file: module.path, bytes: new TextEncoder().encode(module.text).length }] : [];
}

function tensorsOf(program: ProgramGraph): readonly InspectedTensor[] {
  const outputs = program.outputs.map(({ name, node }) => inspected("output", name, node));
  return [
    ...inspectedSpecs("param", program.params),
    ...inspectedSpecs("input", program.inputs),
    ...inspectedSpecs("cache", program.cache ?? {}),
    ...outputs,
  ];
}

function inspectedSpecs(role: InspectedTensor["role"], specs: ProgramGraph["params"]): readonly InspectedTensor[] {
  return Object.entries(specs).map(([name, spec]) => inspected(role, name, spec));
}

function inspected(role: InspectedTensor["role"], name: string, { shape, dtype }: TensorSpec): InspectedTensor {
  return { role, name, dtype, shape };
}

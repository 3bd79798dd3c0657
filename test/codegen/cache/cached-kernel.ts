import type { Target } from "../../../codegen/kernel.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { type AnyKernel, type AnyTensor, type GivenByName } from "../kernels/any-kernel.js";
import { importFrom, type Options, writeKernel } from "../targets/wasm/host/kernel-folder.js";

/** What kernels with a cache have. */
export interface CachedKernel extends AnyKernel {
  readonly length: number;
  readonly capacity: number;
  reset(): void;
  truncate(to: number): void;
}

/** Makes kernels of a program with a cache for one target. */
export interface CachedKernels {
  create(
    params: GivenByName,
    options?: { readonly capacity?: number; readonly threads?: number },
  ): Promise<CachedKernel>;
}

/** Generates a program with a cache for both targets, once. */
export function cachedKernels(
  program: ProgramGraph,
  options: Partial<Options> = {},
): (target: Target) => CachedKernels {
  const folder = writeKernel(program, { targets: ["wasm", "typescript"], ...options });
  return (target) => ({
    async create(params, given = {}) {
      const make = await importFrom(folder);
      const kernel = await make(params, { ...given, target });
      if (!hasCache(kernel)) throw new TypeError("the kernel has no cache");
      return kernel;
    },
  });
}

/** The elements of the one tensor that a call gives. */
export function elementsOf(result: AnyTensor | Readonly<Record<string, AnyTensor>>): Float32Array {
  const { data } = result;
  if (data instanceof Float32Array) return data;
  throw new TypeError("the result is no tensor of floats");
}

function hasCache(kernel: AnyKernel): kernel is CachedKernel {
  return "truncate" in kernel && "reset" in kernel && "capacity" in kernel;
}

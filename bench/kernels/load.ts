import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Arrays } from "../layer.js";
import { creatorName, kernelFolder, type KernelSource } from "./build.js";

/** A kernel, bound to its params. */
export interface LoadedKernel {
  (inputs: Arrays, out: Float32Array): unknown;
  /** Where inputs and the result lie in the memory of a WebAssembly kernel. */
  views?(sizes: Readonly<Record<string, number>>): KernelViews;
  /** Forgets all but the first positions of a kernel's cache. */
  truncate?(to: number): void;
}

/** Arrays in a kernel's memory. */
export interface KernelViews {
  readonly inputs: Arrays;
  readonly out: Float32Array;
}

/**
 * Loads a kernel that was generated into its folder below `kernels`, and creates it.
 * @throws Error where there is none
 */
export async function loadKernel(
  kernels: string,
  source: KernelSource,
  params: Arrays,
  options: Readonly<Record<string, unknown>> = {},
): Promise<LoadedKernel> {
  const path = join(kernelFolder(kernels, source), "index.js");
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href);
  const create = module[creatorName(source)];
  if (typeof create !== "function") throw new Error(`${path} exports no ${creatorName(source)}`);
  const kernel: unknown = await create(params, options);
  if (!isKernel(kernel)) throw new Error(`${path} creates no kernel`);
  return kernel;
}

function isKernel(value: unknown): value is LoadedKernel {
  return typeof value === "function" && (!("views" in value) || typeof value.views === "function");
}

import { join } from "node:path";
import { programName } from "../programs.js";
import type { Task } from "../tasks.js";

/** What a kernel is generated as. */
export type Build = "typescript" | "wasm" | "wasm-file" | "wasm-threads" | "wasm-relaxed";

/** A kernel that has to be generated before it is timed: the one that does a task. */
export interface KernelSource {
  readonly task: Task;
  readonly build: Build;
}

/** Where a kernel lies below the folder of all. */
export function kernelFolder(kernels: string, { task, build }: KernelSource): string {
  return join(kernels, build, programName(task));
}

/** The name of what creates it, which its module exports. */
export function creatorName({ task }: KernelSource): string {
  const name = programName(task);
  return `create${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

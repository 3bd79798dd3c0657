import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { compileKernel } from "../../../../../codegen/compile.js";
import type { CompileOptions, KernelFile, WasmOptions } from "../../../../../codegen/kernel.js";
import type { ProgramGraph } from "../../../../../codegen/plan/program.js";
import { type AnyKernel, type CreateKernel, type GivenByName, untyped } from "../../../kernels/any-kernel.js";

const root = mkdtempSync(join(tmpdir(), "heddle-wasm-"));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

/** How kernels are generated in these tests. */
export type Options = Omit<CompileOptions, "command">;

/** The files of a program's kernel. */
export function filesFor(program: ProgramGraph, options: Options): readonly KernelFile[] {
  return compileKernel(program, { command: "npx heddle generate", ...options }).files;
}

/** Writes a program's kernel into a folder of its own; gives the folder. */
export function writeKernel(program: ProgramGraph, options: Options): string {
  const folder = join(root, `${program.name}${folders++}`);
  for (const { path, text, encoding = "utf8" } of filesFor(program, options)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Buffer.from(text, encoding));
  }
  return folder;
}

/** `create…` of a module of a kernel's folder, `index` unless said. */
export async function importFrom(folder: string, module = "index"): Promise<CreateKernel> {
  return untyped(await exportFrom(folder, module, "create"));
}

/** `compile…` of a kernel's folder, which gives its code. */
export async function compileFrom(folder: string, module = "index"): Promise<(options?: object) => Promise<object>> {
  const compile = await exportFrom(folder, module, "compile");
  if (!isCompile(compile)) throw new TypeError(`no function that compiles: ${String(compile)}`);
  return compile;
}

function isCompile(value: unknown): value is (options?: object) => Promise<object> {
  return typeof value === "function";
}

async function exportFrom(folder: string, module: string, verb: string): Promise<unknown> {
  const url = pathToFileURL(join(folder, `${module}.js`)).href;
  const exported: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ url);
  return Object.entries(exported).find(([name]) => name.startsWith(verb))?.[1];
}

/** `create…` of a kernel that is WebAssembly alone. */
export async function compileWasm(program: ProgramGraph, wasm?: WasmOptions): Promise<CreateKernel> {
  return importFrom(writeKernel(program, { targets: ["wasm"], ...(wasm ? { wasm } : {}) }));
}

/** Places in a kernel's memory, as `views` gives them. */
export interface AnyViews {
  readonly inputs: GivenByName;
  readonly out: unknown;
}

/** What only kernels in WebAssembly have. */
export interface AnyWasmKernel extends AnyKernel {
  views(sizes?: unknown): AnyViews;
}

/** A kernel as one that has views. */
export function withViews(kernel: AnyKernel): AnyWasmKernel {
  if (!hasViews(kernel)) throw new TypeError("the kernel has no views");
  return kernel;
}

function hasViews(kernel: AnyKernel): kernel is AnyWasmKernel {
  return "views" in kernel && typeof kernel.views === "function";
}

/** A view of floats. */
export function floats(view: unknown): Float32Array {
  if (!(view instanceof Float32Array)) throw new TypeError(`no Float32Array: ${String(view)}`);
  return view;
}

/** The message of what `run` throws or rejects with, with the name of the error's class. */
export async function complaint(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    return String(error);
  }
  return "nothing is wrong";
}

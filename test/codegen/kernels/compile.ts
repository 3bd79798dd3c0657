import { compileKernel } from "../../../codegen/compile.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { type CreateKernel, untyped } from "./any-kernel.js";

/** A program's module as text, by the name of the file. */
export function filesOf(program: ProgramGraph): ReadonlyMap<string, string> {
  const { files } = compileKernel(program, { command: "npx heddle generate" });
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** Compiles a program and imports the JavaScript that was written for it. */
export async function compile(program: ProgramGraph): Promise<CreateKernel> {
  return importKernel(filesOf(program).get("index.js") ?? "");
}

/** Imports a generated module from its text. It stands alone: there is no folder from which it could import anything. */
export async function importKernel(javaScript: string): Promise<CreateKernel> {
  const url = `data:text/javascript;base64,${Buffer.from(javaScript).toString("base64")}`;
  const module: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ url);
  const [name = "nothing", ...others] = Object.keys(module);
  if (!name.startsWith("create") || others.length > 0)
    throw new Error(`the module exports ${[name, ...others].join(", ")}`);
  return untyped(module[name]);
}

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isTensor } from "heddle";
import type { DType, Program, Shape, Tensor } from "heddle";
import { compileKernel } from "../../codegen/compile.js";
import type { Target as Generated } from "../../codegen/kernel.js";
import type { Computation, Tensors } from "../suite.js";
import type { Target } from "./target.js";

/** Generated kernels. Each program is compiled once, each kernel made once. */
export function generatedTarget(name: Generated): Target {
  const modules = new Map<Program, Promise<unknown>>();
  const kernels = new Map<Tensors, Promise<unknown>>();
  const kernelOf = ({ program, params }: Computation): Promise<unknown> => {
    const module = modules.get(program) ?? importKernel(program, name);
    modules.set(program, module);
    const kernel = kernels.get(params) ?? module.then((exported) => createKernel(program, exported, params));
    kernels.set(params, kernel);
    return kernel;
  };
  return {
    name,
    run: async (computation) => {
      const { program, inputs } = computation;
      const result = call(program, await kernelOf(computation), inputs);
      return outputsOf(program, result);
    },
  };
}

/** Imports a kernel from a folder that is there for that long. */
async function importKernel(program: Program, target: Generated): Promise<unknown> {
  const { files } = compileKernel(program, { command: "npm run conformance", targets: [target] });
  const folder = await mkdtemp(join(tmpdir(), "heddle-conformance-"));
  try {
    await Promise.all(files.map(({ path, text, encoding }) => writeFile(join(folder, path), text, encoding ?? "utf8")));
    return await import(/* @vite-ignore */ pathToFileURL(join(folder, "index.js")).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function createKernel(program: Program, exported: unknown, params: Tensors): Promise<unknown> {
  const name = `create${program.name.charAt(0).toUpperCase()}${program.name.slice(1)}`;
  const entries = typeof exported === "object" && exported !== null ? Object.entries(exported) : [];
  const create: unknown = entries.find(([entry]) => entry === name)?.[1];
  const kernel: unknown = await call(program, create, params);
  return kernel;
}

/** What a function of a module gives, whose types are known to the generator alone. */
function call(program: Program, callee: unknown, argument: Tensors): unknown {
  if (typeof callee !== "function") throw new Error(`${program.name}: the generated module lacks a function`);
  return callee(argument);
}

function outputsOf(program: Program, result: unknown): ReadonlyMap<string, Tensor<Shape, DType>> {
  const problem = `${program.name}: the kernel gave something else than tensors`;
  if (typeof result !== "object" || result === null) throw new Error(problem);
  const named: readonly (readonly [string, unknown])[] = isTensor(result) ? [["out", result]] : Object.entries(result);
  return new Map(
    named.map(([name, value]) => {
      if (typeof value !== "object" || value === null || !isTensor(value)) throw new Error(problem);
      return [name, value];
    }),
  );
}

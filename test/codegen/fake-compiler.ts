import type { CompileKernel } from "../../codegen/compile-programs.js";
import { GenerateError } from "../../codegen/errors.js";
import type { Project } from "../../codegen/load/index.js";
import { program } from "../../src/program/index.js";
import type { Program } from "../../src/program/index.js";

/** A program of that name that gives back its input. */
export function identity(name: string): Program {
  return program({ name, params: {}, inputs: { x: ["seq", 4] }, body: ({ x }) => x });
}

const nothing = { formula: "0", value: 0 };

/** A compiler whose kernels have the given files, by program name; it refuses other programs. */
export function fakeCompiler(kernels: Readonly<Record<string, Readonly<Record<string, string>>>>): CompileKernel {
  return ({ name }) => {
    const files = kernels[name];
    if (!files) throw new GenerateError(`einsum: can't be generated, in ${name}`, { op: "einsum", program: name });
    return {
      name,
      files: Object.entries(files).map(([path, text]) => ({ path, text })),
      inspect: (dims = {}, target = "typescript") => ({
        name,
        target,
        dims: ["seq"],
        tensors: [{ role: "input", name: "x", dtype: "f32", shape: ["seq", 4] }],
        flops: { formula: "8*seq", ...(dims["seq"] === undefined ? {} : { value: 8 * dims["seq"] }) },
        bytes: { formula: "32*seq", ...(dims["seq"] === undefined ? {} : { value: 32 * dims["seq"] }) },
        code: [{ file: "index.js", bytes: 512 }],
        memory: { buffers: [], total: nothing, temporaries: { peak: nothing, sum: nothing } },
        ir: "for i in 0..seq\n  store\n",
      }),
    };
  };
}

/** A project of those programs in `root`, without a config file behind it. */
export function projectIn(root: string, names: readonly string[]): Project {
  return {
    root,
    configName: "heddle.config.ts",
    config: {
      outDir: "generated",
      programs: names.map((name) => ({ program: identity(name), targets: ["typescript"] })),
    },
    locate: () => undefined,
    locateProgram: (name) => ({ file: `${root}/attention.ts`, line: 1, column: name.length }),
    mapStack: (stack) => stack,
  };
}

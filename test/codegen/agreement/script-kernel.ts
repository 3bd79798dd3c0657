import type { BufferData, Module } from "../../../codegen/ir/index.js";
import { memoryOf } from "../../../codegen/ir/interpreter/memory.js";
import { printFunctions } from "../../../codegen/targets/typescript/functions.js";
import { Identifiers } from "../../../codegen/targets/typescript/names.js";
import { POWERS } from "../../../codegen/targets/typescript/expression.js";

type Sizes = Readonly<Record<string, number>>;
type Buffers = Readonly<Record<string, BufferData>>;

/**
 * The functions that the TypeScript target prints for a module, without the host around them and without types: formatting
 * and compiling whole modules would take most of the tests' time.
 */
export class ScriptKernel {
  readonly #module: Module;
  readonly #run: (...given: readonly unknown[]) => unknown;
  readonly #takes: { readonly buffers: readonly string[]; readonly dims: readonly string[] };

  constructor(module: Module) {
    const { functions, run, scratch } = printFunctions(module, new Identifiers([POWERS.name]));
    const arrays = scratch.map(({ name, type, extents }) => {
      return `const ${name} = new ${type}(${extents.reduce((total, extent) => total * extent, 1)});`;
    });
    const texts = functions.map(({ name, parameters, lines }) => {
      return `function ${name}(${parameters.map((given) => given.name).join(", ")}) {\n${lines.join("\n")}\n}`;
    });
    // What is left of types says that there is an element.
    const code = [...arrays, ...texts].join("\n").replaceAll("]!", "]");
    const create: unknown = new Function(POWERS.name, `"use strict";\n${code}\nreturn ${run.identifier};`);
    const made: unknown = typeof create === "function" ? create(powersOfTwo) : undefined;
    if (typeof made !== "function") throw new TypeError("the printed code is no function");
    this.#module = module;
    this.#run = (...given) => made(...given);
    this.#takes = { buffers: run.buffers.map(({ name }) => name), dims: run.dims };
  }

  /** Runs the module on `given`; gives each output. What is not given is poison first. */
  run(sizes: Sizes, given: Buffers): ReadonlyMap<string, BufferData> {
    const memory = memoryOf(this.#module, sizes, given);
    const buffers = this.#takes.buffers.map((name) => memory.get(name)?.data);
    this.#run(...buffers, ...this.#takes.dims.map((name) => sizes[name]));
    const outputs = this.#module.buffers.filter(({ role }) => role === "output");
    return new Map(outputs.flatMap(({ name }) => [[name, memory.get(name)?.data ?? new Float32Array()] as const]));
  }
}

const powersOfTwo = Float64Array.from(
  { length: POWERS.greatest - POWERS.least + 1 },
  (_, i) => 2 ** (POWERS.least + i),
);

import { inspect } from "node:util";
import type { Program } from "heddle";
import { lowerFor, lowerProgram } from "../../../codegen/compile.js";
import { type BufferData, interpret, type Module } from "../../../codegen/ir/index.js";
import { javaScript, webAssembly, webAssemblyDouble } from "../../../codegen/schedule/machine.js";
import { wasmMachines } from "../../../codegen/wasm-machines.js";
import { type AnyTensor, outputsOf } from "../kernels/any-kernel.js";
import { firstDifference } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import type { Machines } from "./machines.js";
import { ScriptKernel } from "./script-kernel.js";

type Sizes = Readonly<Record<string, number>>;
type Buffers = Readonly<Record<string, BufferData>>;

/** The outputs of a call by the program's names. */
export type Outputs = ReadonlyMap<string, BufferData>;

/** A program's loops for one target, and what runs them. */
interface Compiled {
  readonly target: "typescript" | "wasm";
  readonly module: Module;
  readonly arithmetic: "f32" | "f64";
  readonly run: (sizes: Sizes, given: Buffers) => ReadonlyMap<string, BufferData>;
}

/** A program without params in the evaluator and on both targets. */
export class Everywhere {
  readonly program: Program;
  readonly #kernels: readonly Compiled[];

  /** Throws GenerateError for a program that is refused. */
  constructor(
    program: Program,
    { scalars, vectors, double = webAssemblyDouble }: Machines = { scalars: javaScript, vectors: webAssembly },
  ) {
    this.program = program;
    const { arithmetic } = wasmMachines(program).plain;
    this.#kernels = (["typescript", "wasm"] as const).map((target): Compiled => {
      if (target === "typescript") {
        const module = lowerProgram(program, scalars);
        const kernel = new ScriptKernel(module);
        return { target, module, arithmetic: "f64", run: (sizes, given) => kernel.run(sizes, given) };
      }
      const module = lowerFor(program, arithmetic === "f64" ? double : vectors);
      const kernel = new WasmKernel(module, { arithmetic });
      return { target, module, arithmetic, run: (sizes, given) => kernel.run(sizes, given) };
    });
  }

  /** The width of floats in a target's kernel. */
  arithmeticOf(target: Compiled["target"]): Compiled["arithmetic"] | undefined {
    return this.#kernels.find((kernel) => kernel.target === target)?.arithmetic;
  }

  /** What the evaluator gives. */
  evaluate(tensors: Readonly<Record<string, AnyTensor>>): Outputs {
    const results = outputsOf(this.program, this.program.evaluate(tensors));
    return new Map([...results].map(([name, { data }]) => [name, data] as const));
  }

  /** What the kernels give; throws where that isn't, bit for bit, what the interpreter gives in their arithmetic. */
  run(sizes: Sizes, tensors: Readonly<Record<string, AnyTensor>>): ReadonlyMap<Compiled["target"], Outputs> {
    return new Map(this.#kernels.map((kernel) => [kernel.target, this.#runOne(kernel, sizes, tensors)] as const));
  }

  #runOne(
    { target, module, arithmetic, run }: Compiled,
    sizes: Sizes,
    tensors: Readonly<Record<string, AnyTensor>>,
  ): Outputs {
    const dims = Object.fromEntries(module.dims.map((dim) => [dim, sizes[dim] ?? 0]));
    const buffers = Object.fromEntries(
      module.buffers.flatMap(({ name, role }) => {
        const tensor = role === "input" ? tensors[name] : undefined;
        return tensor ? [[name, tensor.data] as const] : [];
      }),
    );
    const interpreted = interpret(module, { dims, buffers, arithmetic });
    const results = [...run(dims, buffers)];
    return new Map(
      this.program.outputs.map(({ name }, i) => {
        const [inModule = name, result = new Float32Array()] = results[i] ?? [];
        const differs = firstDifference(result, interpreted[inModule] ?? new Float32Array());
        if (differs !== undefined) {
          const at = `${target}: ${name} at ${JSON.stringify(sizes)}`;
          throw new Error(`${at}: its bits differ from the interpreter's: ${inspect(differs)}`);
        }
        return [name, result] as const;
      }),
    );
  }
}

import { inspect } from "node:util";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import { GenerateError } from "../../../codegen/errors.js";
import { type BufferData, interpret, type Module } from "../../../codegen/ir/index.js";
import { type AnyTensor, outputsOf } from "../kernels/any-kernel.js";
import { distance } from "../kernels/close.js";
import { firstDifference } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import type { AttentionCase } from "./attention-case.js";
import { Choices } from "./choices.js";
import { tensorsOf } from "./given.js";
import { type Machines, machinesFor } from "./machines.js";
import { ScriptKernel } from "./script-kernel.js";

type Sizes = Readonly<Record<string, number>>;
type Tensors = Readonly<Record<string, AnyTensor>>;

/**
 * Expects of a case what holds for all programs: both targets have the bits of the interpreter, each in its arithmetic,
 * and are as near to the evaluator as that arithmetic can be. `numbers` choose machines, sizes and data. Gives why the
 * generator refuses the program; undefined where it doesn't.
 */
export function expectAgreement(made: AttentionCase, numbers: readonly number[]): string | undefined {
  const choices = new Choices(numbers);
  const machines = machinesFor(choices);
  const kernels = compiled(made, machines);
  if (typeof kernels === "string") return kernels;
  for (let call = 0; call < 2; call++) {
    const sizes = { n: 1 + choices.below(12), m: 1 + choices.below(21), batch: 1 + choices.below(3) };
    const tensors = spoilt(tensorsOf(made.specs, sizes, choices.below(1e6)), choices);
    const expected = outputsOf(made.program, made.program.evaluate(tensors));
    for (const kernel of kernels) expectCall(kernel, made, sizes, tensors, expected);
  }
  return undefined;
}

/** A program's loops for one target, and what runs them. */
interface Compiled {
  readonly target: string;
  readonly module: Module;
  readonly arithmetic: "f32" | "f64";
  run(sizes: Sizes, given: Readonly<Record<string, BufferData>>): ReadonlyMap<string, BufferData>;
}

function compiled({ program }: AttentionCase, { scalars, vectors }: Machines): readonly Compiled[] | string {
  try {
    const [plain, wide] = [lowerProgram(program, scalars), lowerForVectors(program, vectors)];
    const [script, wasm] = [new ScriptKernel(plain), new WasmKernel(wide)];
    return [
      { target: "typescript", module: plain, arithmetic: "f64", run: (sizes, given) => script.run(sizes, given) },
      { target: "wasm", module: wide, arithmetic: "f32", run: (sizes, given) => wasm.run(sizes, given) },
    ];
  } catch (error) {
    if (!(error instanceof GenerateError)) throw error;
    return error.message;
  }
}

/** What a kernel does wrong. */
class Disagreement extends Error {
  constructor(what: string, target: string, name: string, sizes: Sizes, found: unknown) {
    super(`${target}: ${name} at ${JSON.stringify(sizes)}: ${what}: ${inspect(found)}`);
  }
}

function expectCall(
  { target, module, arithmetic, run }: Compiled,
  made: AttentionCase,
  sizes: Sizes,
  tensors: Tensors,
  expected: ReadonlyMap<string, AnyTensor>,
): void {
  const dims = Object.fromEntries(module.dims.map((dim) => [dim, sizes[dim] ?? 0]));
  const buffers = Object.fromEntries(
    module.buffers.flatMap(({ name, role }) => {
      const tensor = role === "input" ? tensors[name] : undefined;
      return tensor ? [[name, tensor.data] as const] : [];
    }),
  );
  const interpreted = interpret(module, { dims, buffers, arithmetic });
  const results = [...run(dims, buffers)];
  for (const [i, [name, { data }]] of [...expected].entries()) {
    const [inModule = name, result = new Float32Array()] = results[i] ?? [];
    const wanted = interpreted[inModule] ?? new Float32Array();
    const differs = firstDifference(result, wanted);
    if (differs !== undefined)
      throw new Disagreement("its bits differ from the interpreter's", target, name, sizes, differs);
    const far = distance(result, data, 0.1);
    if (far > toleranceOf(made, arithmetic)) {
      const found = { far, result: [...result].slice(0, 12), evaluator: [...data].slice(0, 12) };
      throw new Disagreement("it is far from the evaluator", target, name, sizes, found);
    }
  }
}

/**
 * How far from the evaluator a result may be, relative to the greatest number in it. A score of some tens has an error of
 * its last bit, and so, relatively, has the weight made of it; where scores are rounded to a few bits, one that lies between
 * two of their numbers may become either.
 */
function toleranceOf({ precision }: AttentionCase, arithmetic: "f32" | "f64"): number {
  if (precision === "bf16") return 0.3;
  if (precision === "f16") return 0.05;
  return arithmetic === "f64" && precision !== "f32" ? 5e-6 : 1e-4;
}

/** Once in a while with rows of keys and values that are NaN or infinite: where they are masked, they must not matter. */
function spoilt(tensors: Tensors, choices: Choices): Tensors {
  const { k, v } = tensors;
  if (!k || !v || choices.below(3) > 0) return tensors;
  const value = choices.oneOf(Number.NaN, Infinity, -Infinity);
  const last = choices.below(2) === 0;
  return { ...tensors, k: last ? k : withRow(k, choices, value), v: withRow(v, choices, value) };
}

function withRow(tensor: AnyTensor, choices: Choices, value: number): AnyTensor {
  const width = tensor.sizes.at(-1) ?? 1;
  const row = choices.below(tensor.data.length / width);
  const data = Float32Array.from(tensor.data, Number);
  data.fill(value, row * width, (row + 1) * width);
  return { ...tensor, data };
}

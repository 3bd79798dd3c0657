import { type BufferData, interpret, type Module } from "../../../codegen/ir/index.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import type { AnyTensor } from "./any-kernel.js";

type Tensors = Readonly<Record<string, AnyTensor>>;

/** The outputs of a program's module by the program's names, as the interpreter computes them: in float64 unless said. */
export function interpretProgram(
  module: Module,
  program: ProgramGraph,
  tensors: Tensors,
  arithmetic: "f32" | "f64" = "f64",
): ReadonlyMap<string, BufferData> {
  const given = module.buffers.filter(({ role, data }) => (role === "param" || role === "input") && !data);
  const buffers = Object.fromEntries(given.map(({ name }) => [name, dataOf(tensors, name)] as const));
  const memory = interpret(module, { dims: dimsOf(module, program, tensors), buffers, arithmetic });
  // The module's outputs stand in the program's order; one that is called like an input has another name there.
  const outputs = module.buffers.filter(({ role }) => role === "output");
  return new Map(
    program.outputs.map(({ name }, i) => {
      const data = memory[outputs[i]?.name ?? name];
      if (!data) throw new Error(`the module has no output ${name}`);
      return [name, data] as const;
    }),
  );
}

function dataOf(tensors: Tensors, name: string): BufferData {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`no tensor is given for ${name}`);
  return tensor.data;
}

/** The sizes of the module's names: each is an axis of an input. */
function dimsOf(module: Module, { inputs }: ProgramGraph, tensors: Tensors): Readonly<Record<string, number>> {
  const sizes = new Map<string, number>();
  for (const [input, { shape }] of Object.entries(inputs)) {
    for (const [axis, dim] of shape.entries()) sizes.set(String(dim), tensors[input]?.sizes[axis] ?? 0);
  }
  return Object.fromEntries(module.dims.map((dim) => [dim, sizes.get(dim) ?? 0]));
}

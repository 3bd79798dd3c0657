import fc from "fast-check";
import { type Dim, program, type Program, type Shape, type Tensor } from "heddle";
import type { DType } from "../../../src/graph/dtype.js";
import { noBindings } from "../../../src/shape/dim.js";
import { fromNode } from "../../../src/tensor/index.js";
import type { AnyTensor } from "./any-kernel.js";
import { grow } from "./random-graph.js";
import { type Declare, type Draw, RandomTensors, type Spec } from "./random-tensors.js";

/** A program with a size for each of its names. */
export interface RandomProgram {
  readonly program: Program;
  readonly sizes: Readonly<Record<string, number>>;
}

const choices = fc.array(fc.nat({ max: 5039 }), { minLength: 60, maxLength: 60 });
const size = fc.integer({ min: 1, max: 8 });

/** Programs of a few operations, over all operations that can be generated, in one or two names. */
export const randomPrograms: fc.Arbitrary<RandomProgram> = fc
  .record({ choices, operations: fc.integer({ min: 1, max: 9 }), n: size, m: size })
  .map(({ choices: drawn, operations, n, m }) => ({ program: programOf(drawn, operations), sizes: { n, m } }));

/** Traces the same choices twice: to see which tensors they ask for, and with those declared. */
function programOf(drawn: readonly number[], operations: number): Program {
  const params: Record<string, { readonly shape: readonly number[]; readonly dtype: DType }> = {};
  const inputs: Record<string, Spec> = {};
  build(drawn, operations, (role, name, { shape, dtype }) => {
    if (role === "param" && shape.every(isNumber)) params[name] = { shape, dtype };
    else inputs[name] = { shape, dtype };
    return fromNode<Shape, DType>({ op: "placeholder", role, name, shape: [...shape], dtype, dims: noBindings });
  });
  return program({
    name: "random",
    params,
    inputs,
    body: (tensors: Readonly<Record<string, AnyTensor>>) =>
      build(drawn, operations, (_role, name) => {
        const given = tensors[name];
        if (!given) throw new Error(`${name} is not declared`);
        return given;
      }),
  });
}

function isNumber(dim: Dim): dim is number {
  return typeof dim === "number";
}

function build(
  drawn: readonly number[],
  operations: number,
  declare: Declare,
): Readonly<Record<string, Tensor<Shape>>> {
  let at = 0;
  const draw: Draw = (n) => (drawn[at++ % drawn.length] ?? 0) % n;
  const tensors = new RandomTensors(draw, declare);
  // Each name is an axis of an input, as a program needs; an input may come to be used by nothing.
  const first = declare("input", "first", { shape: ["n", 4], dtype: "f32" });
  const second = declare("input", "second", { shape: [2, "m"], dtype: "f32" });
  tensors.take(first);
  tensors.take(second);
  grow(tensors, operations);
  const count = 1 + draw(3);
  const last = tensors.all.at(-1);
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`y${i}`, (i === 0 ? last : undefined) ?? tensors.any()] as const),
  );
}

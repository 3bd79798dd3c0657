import { inspect } from "node:util";
import { GenerateError } from "../../../codegen/errors.js";
import type { AnyTensor } from "../kernels/any-kernel.js";
import { distance } from "../kernels/close.js";
import type { AttentionCase } from "./attention-case.js";
import { Choices } from "./choices.js";
import { Everywhere } from "./everywhere.js";
import { tensorsOf } from "./given.js";
import { type Machines, machinesFor } from "./machines.js";

type Tensors = Readonly<Record<string, AnyTensor>>;

/**
 * Expects of a case what holds for all programs: both targets have the bits of the interpreter, each in its arithmetic,
 * and are as near to the evaluator as that arithmetic can be. `numbers` choose machines, sizes and data. Gives why the
 * generator refuses the program; undefined where it doesn't.
 */
export function expectAgreement(made: AttentionCase, numbers: readonly number[]): string | undefined {
  const choices = new Choices(numbers);
  const everywhere = compiled(made, machinesFor(choices));
  if (typeof everywhere === "string") return everywhere;
  for (let call = 0; call < 2; call++) {
    const sizes = { n: 1 + choices.below(12), m: 1 + choices.below(21), batch: 1 + choices.below(3) };
    const tensors = spoilt(tensorsOf(made.specs, sizes, choices.below(1e6)), choices);
    const expected = everywhere.evaluate(tensors);
    for (const [target, results] of everywhere.run(sizes, tensors)) {
      for (const [name, data] of expected) {
        const result = results.get(name) ?? [];
        const far = distance(result, data, 0.1);
        if (far <= toleranceOf(made, everywhere.arithmeticOf(target))) continue;
        const at = data.findIndex((x, element) => distance([result[element] ?? 0], [x], 0.1) > 1e-3);
        const found = { far, at, result: result.slice(at, at + 9), evaluator: data.slice(at, at + 9) };
        throw new Error(`${target}: ${name} at ${JSON.stringify(sizes)} is far from the evaluator: ${inspect(found)}`);
      }
    }
  }
  return undefined;
}

/** The program for each target, or why it is refused. */
function compiled({ program }: AttentionCase, machines: Machines): Everywhere | string {
  try {
    return new Everywhere(program, machines);
  } catch (error) {
    if (!(error instanceof GenerateError)) throw error;
    return error.message;
  }
}

/**
 * How far from the evaluator a result may be, relative to the greatest number in it. A score of some tens has an error of
 * its last bit, and so, relatively, has the weight made of it; where scores are rounded to a few bits, one that lies between
 * two of their numbers may become either.
 */
function toleranceOf({ precision }: AttentionCase, arithmetic: "f32" | "f64" | undefined): number {
  if (precision === "bf16") return 0.3;
  if (precision === "f16") return 0.05;
  return arithmetic === "f64" && precision !== "f32" ? 5e-6 : 1e-4;
}

/**
 * Once in a while with a row of keys or values that is NaN or infinite: where it is masked, it must not matter. A key whose
 * score is -Infinity is not masked and has the weight 0; what this makes of a value that isn't finite is left open, so
 * such keys keep their values.
 */
function spoilt(tensors: Tensors, choices: Choices): Tensors {
  const { k, v } = tensors;
  if (!k || !v) return tensors;
  const row = choices.below(1e6);
  switch (choices.below(8)) {
    case 1:
      return { ...tensors, k: withRow(k, row, Number.NaN), v: withRow(v, row, Infinity) };
    case 2:
      return { ...tensors, k: withRow(k, row, choices.oneOf(Infinity, -Infinity)) };
    case 3:
      return { ...tensors, v: withRow(v, row, choices.oneOf(Number.NaN, Infinity, -Infinity)) };
    default:
      return tensors;
  }
}

function withRow(tensor: AnyTensor, row: number, value: number): AnyTensor {
  const width = tensor.sizes.at(-1) ?? 1;
  const start = (row % (tensor.data.length / width)) * width;
  const data = Float32Array.from(tensor.data, Number);
  data.fill(value, start, start + width);
  return { ...tensor, data };
}

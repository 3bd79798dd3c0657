import fc from "fast-check";
import { expect, test } from "vitest";
import { GenerateError } from "../../../codegen/errors.js";
import { type Subject, subject } from "./check.js";
import { type RandomProgram, randomPrograms } from "./random-programs.js";
import { declaredTensors } from "./tensors.js";

/** Compiles, which proves every access in bounds; undefined for the one kind of program that is refused by design. */
function compiled({ program }: RandomProgram): Subject | undefined {
  try {
    return subject(program);
  } catch (error) {
    expect(error).toBeInstanceOf(GenerateError);
    expect(String(error)).toMatch(/^GenerateError: reshape: an inner axis is [\w*+]+; a kernel needs a number there$/);
    return undefined;
  }
}

// A failure shows its seed: give it to fc.assert as { seed, path } to see it again.
test("random programs give what the evaluator gives, and the bits that the interpreter gives", async () => {
  await fc.assert(
    fc.asyncProperty(randomPrograms, async (random) => {
      const checked = compiled(random);
      const { program, sizes } = random;
      const tensors = declaredTensors({ ...program.params, ...program.inputs }, sizes);
      await checked?.expectSimilar(tensors);
      await checked?.expectSameBits(tensors);
    }),
    { numRuns: 40 },
  );
});

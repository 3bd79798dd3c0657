import { add, dim, embedding, layerNorm, linear, program, tanh, tensor } from "heddle";
import { encoderBlock, l2Normalise, meanPool, sinusoidalPositions } from "heddle/nn";
import { describe, expect, test } from "vitest";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import { evaluateOffset, type Offset } from "../../../codegen/ir/offset.js";
import { planMemory } from "../../../codegen/plan/memory.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { expectBothTargets } from "./both-targets.js";

/** A sentence encoder from ids to a unit vector, with that many blocks; they share their weights. */
function encoder(blocks: number) {
  return program({
    name: "encoder",
    params: {
      table: [50, 32],
      scale: [32],
      shift: [32],
      wq: [32, 32],
      wk: [32, 32],
      wv: [32, 32],
      wo: [32, 32],
      bo: [32],
      up: [128, 32],
      upBias: [128],
      down: [32, 128],
      head: [16, 32],
    },
    inputs: { ids: { shape: ["seq"], dtype: "i32" } },
    body: ({ ids, table, head, ...w }) => {
      const norm = { weight: w.scale, bias: w.shift };
      const weights = {
        norm1: norm,
        attention: { wq: w.wq, wk: w.wk, wv: w.wv, wo: w.wo, bo: w.bo },
        norm2: norm,
        feedForward: { up: w.up, upBias: w.upBias, down: w.down },
      };
      let x = add(embedding(table, ids), sinusoidalPositions("seq", 32));
      for (let i = 0; i < blocks; i++) x = encoderBlock(x, weights, { heads: 4, activation: "relu" });
      return l2Normalise(tanh(linear(meanPool(layerNorm(x, w.scale, w.shift)), head)));
    },
  });
}

describe("a whole encoder is one kernel", () => {
  test("on either target, which gives what the evaluator does", async () => {
    const ids = ({ seq = 1 }: Readonly<Record<string, number>>) =>
      tensor(
        Array.from({ length: seq }, (_, i) => (i * i * 7 + 3) % 50),
        [dim("seq", seq)],
        "i32",
      );
    const sizes = [{ seq: 1 }, { seq: 9 }];
    await expectBothTargets(encoder(2), sizes, { given: (of) => ({ ids: ids(of) }) });
  });

  test("whose blocks work in the same memory", () => {
    const usage = (blocks: number) => {
      const { peak, sum } = planMemory(lowerForVectors(encoder(blocks), webAssembly));
      const bytes = (offset: Offset): number => evaluateOffset(offset, () => 64);
      return { peak: bytes(peak), sum: bytes(sum) };
    };
    const [few, many] = [usage(2), usage(6)];
    expect(many.sum).toBeGreaterThan(2.5 * few.sum);
    expect(many.peak).toBe(few.peak);
    // The inner layer, which is widest, what goes around it and what it makes; and the sentence's one row at the end.
    expect(few.peak).toBeLessThan(64 * 4 * (128 + 2 * 32) + 512);
  });

  test("whose blocks share their code", () => {
    const counts = [3, 8].map((blocks) => {
      const made = encoder(blocks);
      return [lowerProgram(made), lowerForVectors(made, webAssembly)].map(({ procedures }) => procedures.length);
    });
    expect(counts[1]).toEqual(counts[0]);
  });
});

import { program, type Program } from "heddle";
import { multiHeadAttention } from "heddle/nn";
import { test } from "vitest";
import { lowerForVectors } from "../../../../codegen/compile.js";
import { webAssembly } from "../../../../codegen/schedule/machine.js";
import { mha512x8 } from "../../../../presets/multi-head.js";
import { randomParams, randomRows } from "../../kernels/tensors.js";
import { expectSameBits } from "./same-bits.js";

/** A layer so small that the interpreter takes a few milliseconds for it. */
function layer(name: string, width: number, heads: number, causal: boolean): Program {
  const [matrix, bias] = [[width, width] as const, [width] as const];
  return program({
    name,
    params: { wq: matrix, bq: bias, wk: matrix, bk: bias, wv: matrix, bv: bias, wo: matrix, bo: bias },
    inputs: { x: ["seq", width] },
    body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads, causal }),
  });
}

/** Expects the interpreter's bits at those lengths, one after the other. */
function check(made: Program, width: number, lengths: readonly number[]): void {
  const params = Object.entries(randomParams(made)).map(([name, { data }]) => [name, data] as const);
  const sizes = lengths.map((seq) => ({ seq }));
  const buffers = ({ seq = 1 }: Readonly<Record<string, number>>) => ({
    ...Object.fromEntries(params),
    x: randomRows(seq, width).data,
  });
  expectSameBits(lowerForVectors(made, webAssembly), sizes, buffers);
}

const all = Array.from({ length: 130 }, (_, i) => i + 1);

test("every length from 1 to 130 gives the interpreter's bits", () => check(layer("one", 8, 1, false), 8, all));

test("so does every length of causal heads whose columns fill no panel", () =>
  check(layer("ragged", 12, 2, true), 12, all));

test("so do 512 features in 8 heads", () => check(mha512x8, 512, [1, 3, 17]));

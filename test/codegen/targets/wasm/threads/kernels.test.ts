import { attention, linear, mergeHeads, type Program, program, splitHeads } from "heddle";
import { softcap, window } from "heddle/attention";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mha64x4 } from "../../../../../presets/multi-head.js";
import type { AnyKernel, AnyTensor, GivenByName } from "../../../kernels/any-kernel.js";
import { lookupPrograms } from "../../../kernels/lookup-programs.js";
import { attentionProgram, causalMha64x4 } from "../../../kernels/programs.js";
import { packed, scored, scorePrograms } from "../../../kernels/score-programs.js";
import { declaredTensors, randomParams } from "../../../kernels/tensors.js";
import { allowRelaxedSimd } from "../relaxed-simd.js";
import { floats, importFrom, withViews, writeKernel } from "../host/kernel-folder.js";

type Sizes = Readonly<Record<string, number>>;

beforeAll(allowRelaxedSimd);
const kernels: AnyKernel[] = [];
afterAll(() => kernels.forEach((kernel) => kernel.dispose()));

/** Kernels of a program on one thread and on others. */
async function crews(made: Program, counts: readonly number[]): Promise<readonly AnyKernel[]> {
  const create = await importFrom(writeKernel(made, { targets: ["wasm"], wasm: { bytes: "base64", threads: true } }));
  const params = randomParams(made);
  const all = await Promise.all(counts.map((threads) => create(params, { threads })));
  kernels.push(...all);
  return all;
}

/** The only result of a call. */
function resultOf(kernel: AnyKernel | undefined, inputs: GivenByName): Float32Array {
  const result = kernel?.(inputs);
  return floats(result && "data" in result ? result.data : undefined);
}

/** Where the results of calls of these sizes differ between kernels on different numbers of threads. */
async function differences(
  made: Program,
  sizes: readonly Sizes[],
  counts: readonly number[],
): Promise<readonly unknown[]> {
  const [one, ...others] = await crews(made, [1, ...counts]);
  return sizes.flatMap((dims) => {
    const inputs: Readonly<Record<string, AnyTensor>> = declaredTensors(made.inputs, dims);
    const expected = resultOf(one, inputs);
    return others.flatMap((kernel, i) => {
      const actual = resultOf(kernel, inputs);
      const at = actual.findIndex((value, place) => !Object.is(value, expected[place]));
      return actual.length === expected.length && at < 0 ? [] : [{ dims, threads: counts[i], at }];
    });
  });
}

const lengths = [...Array.from({ length: 40 }, (_, i) => i + 1), 127, 193, 300].map((seq) => ({ seq }));

const oneHead = attentionProgram({ name: "oneHead", width: 8 });
const masked = attentionProgram({ name: "masked", heads: 3, width: 5, mask: { shape: ["n", "m"], dtype: "bool" } });
const grouped = program({
  name: "grouped",
  params: { wq: [48, 48], wk: [16, 48], wv: [16, 48], wo: [48, 48] },
  inputs: { x: ["seq", 48] },
  body: ({ x, wq, wk, wv, wo }) => {
    const [k, v] = [splitHeads(linear(x, wk), 2), splitHeads(linear(x, wv), 2)];
    return linear(mergeHeads(attention(splitHeads(linear(x, wq), 6), k, v, { causal: true })), wo);
  },
});

/** Score and mask functions over heads of several vectors, and over several entries or one head. */
const functions = [
  scored("windowed", { mask: window({ left: 20, right: 3 }), score: softcap(2) }, 32),
  ...scorePrograms.filter(({ name }) => name === "documents" || name === "allAtOnce"),
  ...lookupPrograms.filter(({ name }) => name === "relative2d" || name === "routes"),
  packed,
];

describe("kernels on several threads give the bits of one", () => {
  test.each([mha64x4, causalMha64x4, grouped])("$name, at all lengths up to 40 and some up to 300", async (made) => {
    expect(await differences(made, lengths, [2, 3])).toEqual([]);
  });

  test.each([oneHead, masked, ...functions])("attention to other keys: $name", async (made) => {
    const sizes = [
      { n: 1, m: 1 },
      { n: 17, m: 3 },
      { n: 40, m: 600 },
      { n: 3, m: 33 },
    ];
    expect(await differences(made, sizes, [2, 5])).toEqual([]);
  });

  test("also where products and sums are one instruction", async () => {
    const wasm = { bytes: "file", relaxed: true, threads: true } as const;
    const create = await importFrom(writeKernel(mha64x4, { targets: ["typescript", "wasm"], wasm }));
    const params = randomParams(mha64x4);
    const forms = [true, false].flatMap((relaxed) => [1, 2].map((threads) => ({ relaxed, threads, target: "wasm" })));
    const made = await Promise.all(forms.map((options) => create(params, options)));
    kernels.push(...made);
    const [fast, fastShared, plain, plainShared] = made.map((kernel) =>
      resultOf(kernel, declaredTensors(mha64x4.inputs, { seq: 70 })),
    );
    expect(fastShared).toEqual(fast);
    expect(plainShared).toEqual(plain);
    expect(fast).not.toEqual(plain);
  });

  test("again and again, with views, while the memory grows and sizes change", async () => {
    const [one, two] = await crews(mha64x4, [1, 2]);
    if (!one || !two) throw new Error("there are two kernels");
    for (let i = 0; i < 300; i++) {
      const seq = 1 + ((i * 37) % 97) + i;
      const inputs = declaredTensors(mha64x4.inputs, { seq });
      const { inputs: places, out } = withViews(two).views({ seq });
      floats(places["x"]).set(floats(inputs["x"]?.data));
      two(places, out);
      const expected = resultOf(one, inputs);
      expect(floats(out).findIndex((value, at) => !Object.is(value, expected[at]))).toBe(-1);
    }
  });
});

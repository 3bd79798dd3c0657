import { attention, embedding, mergeHeads, program, type Program, splitHeads, tensor, zeros } from "heddle";
import { document, lookup, rope } from "heddle/attention";
import { describe, expect, test } from "vitest";
import type { Target } from "../../../codegen/kernel.js";
import { randomTensor } from "../../random.js";
import { type AnyKernel, type AnyTensor, outputsOf } from "../kernels/any-kernel.js";
import { distance } from "../kernels/close.js";
import { importFrom, writeKernel } from "../targets/wasm/host/kernel-folder.js";

type Tensors = Readonly<Record<string, AnyTensor>>;

/** Token ids to attended rows: every kind of number that a caller can get wrong is an input. */
const reader: Program = program({
  name: "reader",
  params: { table: [11, 8] },
  inputs: {
    ids: { shape: ["n"], dtype: "i32" },
    positions: { shape: ["n"], dtype: "i32" },
    segments: { shape: ["n"], dtype: "i32" },
    valid: { shape: [], dtype: "i32" },
    mask: ["n", "n"],
    allowed: { shape: ["n", "n"], dtype: "bool" },
    farness: { shape: ["n"], dtype: "i32" },
    bias: [5],
    shift: { shape: [], dtype: "i32" },
  },
  body: ({ table, ids, positions, segments, valid, mask, allowed, farness, bias, shift }) => {
    const x = embedding(table, ids);
    const heads = splitHeads(x, 2);
    const q = rope(heads, { positions });
    const attended = attention(q, heads, heads, {
      lengths: valid,
      mask,
      score: (s, { k }) => s.add(lookup(bias, lookup(farness, k))),
    });
    const packed = attention(heads, heads, heads, { mask: allowed, score: (s) => s.mul(0.5) });
    const documents = attention(heads, heads, heads, { mask: document(segments) });
    const shifted = attention(heads, heads, heads, { causal: { offset: shift } });
    const windowed = attention(heads, heads, heads, { window: { left: 1, right: 0, offset: shift } });
    return {
      attended: mergeHeads(attended),
      packed: mergeHeads(packed),
      documents: mergeHeads(documents),
      shifted: mergeHeads(shifted),
      windowed: mergeHeads(windowed),
    };
  },
});

const n = 6;
const ints = (...data: readonly number[]): AnyTensor => tensor(data, [data.length], "i32");
const table = randomTensor([11, 8], 3);
const right: Tensors = {
  ids: ints(3, 0, 10, 7, 7, 1),
  positions: ints(0, 1, 2, 3, 4, 5),
  segments: ints(0, 0, 0, 1, 1, 1),
  valid: tensor([5], [], "i32"),
  mask: randomTensor([n, n], 4),
  allowed: tensor(
    Array.from({ length: n * n }, (_, at) => Number(at % 3 > 0)),
    [n, n],
    "bool",
  ),
  farness: ints(0, 1, 2, 3, 4, 4),
  bias: randomTensor([5], 5),
  shift: tensor([1], [], "i32"),
};

/** A mask with this number at query 1 and key 2. */
function maskWith(value: number): AnyTensor {
  const data = Float32Array.from(right["mask"]?.data ?? [], Number);
  data[n + 2] = value;
  return tensor(data, [n, n]);
}

/** The rows of `attended` that hold a NaN. */
function spoiltRows(data: ArrayLike<number>): readonly number[] {
  return Array.from({ length: n }, (_, row) => row).filter((row) =>
    Array.from({ length: 8 }, (_, column) => data[row * 8 + column]).some(Number.isNaN),
  );
}

/** What is wrong, and what every target says of it. */
const refused: readonly (readonly [what: string, given: Tensors, says: RegExp])[] = [
  [
    "a token id past the vocabulary",
    { ids: ints(3, 0, 11, 7, 7, 1) },
    /id 11 at position 2 (of input ids )?is not a row of the table: give ids from 0 to 10/,
  ],
  [
    "a negative token id",
    { ids: ints(-1, 0, 1, 7, 7, 1) },
    /id -1 at position 0 (of input ids )?is not a row of the table/,
  ],
  ["ids as floats", { ids: randomTensor([n]) }, /ids/],
  ["a mask as whole numbers", { allowed: zeros([n, n], "i32") }, /allowed/],
  ["a mask of another size", { mask: randomTensor([n, n + 1]) }, /mask/],
  ["positions of another length", { positions: ints(0, 1, 2) }, /positions/],
  ["two lengths for one entry", { valid: ints(3, 4) }, /valid/],
];

/** What is out of the ordinary, and what every target makes of it. */
const allowed: readonly (readonly [what: string, given: Tensors, means: Tensors | readonly number[]])[] = [
  ["a length past the keys is all keys", { valid: tensor([100], [], "i32") }, { valid: tensor([n], [], "i32") }],
  ["the greatest length is all keys", { valid: tensor([2 ** 31 - 1], [], "i32") }, { valid: tensor([n], [], "i32") }],
  ["a negative length is no key", { valid: tensor([-4], [], "i32") }, { valid: tensor([0], [], "i32") }],
  ["the least length is no key", { valid: tensor([-(2 ** 31)], [], "i32") }, { valid: tensor([0], [], "i32") }],
  [
    "a lookup past its table takes the last element",
    { farness: ints(0, 1, 2, 3, 9, 2 ** 31 - 1) },
    { farness: ints(0, 1, 2, 3, 4, 4) },
  ],
  [
    "a lookup before its table takes the first element",
    { farness: ints(-1, 1, 2, 3, -(2 ** 31), 4) },
    { farness: ints(0, 1, 2, 3, 0, 4) },
  ],
  [
    "negative positions only turn the other way",
    { positions: ints(-3, -2, -1, 0, 1, 2) },
    { positions: ints(-3, -2, -1, 0, 1, 2) },
  ],
  ["segments may be any numbers", { segments: ints(-5, -5, -5, 2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1) }, {}],
  ["an offset past the keys", { shift: tensor([1000], [], "i32") }, { shift: tensor([1000], [], "i32") }],
  [
    "the greatest offset that is defined",
    { shift: tensor([2 ** 30], [], "i32") },
    { shift: tensor([1000], [], "i32") },
  ],
  [
    "the least offset that is defined",
    { shift: tensor([-(2 ** 30)], [], "i32") },
    { shift: tensor([-1000], [], "i32") },
  ],
  ["NaN in a mask spoils the row of its query alone", { mask: maskWith(Number.NaN) }, [1]],
  ["Infinity in a mask spoils the row of its query alone", { mask: maskWith(Infinity) }, [1]],
  ["NaN in a mask of a padded key spoils nothing", { mask: maskWith(Number.NaN), valid: tensor([2], [], "i32") }, []],
];

const folder = writeKernel(reader, { targets: ["wasm", "typescript"] });
const made = importFrom(folder);
const kernels = new Map<Target, Promise<AnyKernel>>(
  (["typescript", "wasm"] as const).map(
    (target) => [target, made.then((create) => create({ table }, { target }))] as const,
  ),
);

/** A call on one target, or in the evaluator. */
async function call(target: Target | "evaluator", given: Tensors): Promise<ReadonlyMap<string, AnyTensor>> {
  if (target === "evaluator") return outputsOf(reader, reader.evaluate({ table, ...right, ...given }));
  const kernel = await kernels.get(target);
  if (!kernel) throw new Error(`no kernel for ${target}`);
  return outputsOf(reader, kernel({ ...right, ...given }));
}

describe.each(["evaluator", "typescript", "wasm"] as const)("%s", (target) => {
  test.each(refused)("refuses %s", async (_, given, says) => {
    const complaint = await call(target, given).then(() => "none", String);
    expect(complaint).toMatch(/^(TypeError|RangeError|ShapeError|ShapeMismatchError|Error): /);
    expect(complaint).toMatch(says);
    // What went wrong doesn't stay.
    expect([...(await call(target, {})).values()].every(({ data }) => data.every(Number.isFinite))).toBe(true);
  });

  test.each(allowed)("%s", async (_, given, means) => {
    const results = await call(target, given);
    if (Array.isArray(means)) {
      expect(spoiltRows(results.get("attended")?.data ?? [])).toEqual(means);
      return;
    }
    const expected = await call("evaluator", Object.fromEntries(Object.entries(means)));
    for (const [name, { data }] of expected) {
      const far = distance(results.get(name)?.data ?? [], data);
      expect({ name, far: far <= 2e-6 ? "near" : far }).toEqual({ name, far: "near" });
    }
  });
});

import { add, attention, concat, embedding, linear, matmul, program, type Program, tensor, where } from "heddle";
import { lookup } from "heddle/attention";
import { expect, test } from "vitest";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { randomData } from "../../random.js";
import { compileWasm, filesFor } from "../targets/wasm/host/kernel-folder.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";
import { outputsOf } from "./any-kernel.js";
import { bytes, subject } from "./check.js";
import { distance } from "./close.js";
import { compile, filesOf } from "./compile.js";
import { declaredTensors } from "./tensors.js";

const numbers = (count: number, of: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => of(i));

/** The positions of the first transformer: sines and cosines of falling frequencies. */
const sinusoidal = tensor(
  numbers(64 * 6, (i) => {
    const angle = Math.floor(i / 6) / 10000 ** ((2 * Math.floor((i % 6) / 2)) / 6);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  }),
  [64, 6],
);
const odd = [Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-45, 3.4e38];
const few = tensor(odd, [6]);
const many = tensor(
  numbers(51, (i) => odd[i % 6] ?? 0),
  [17, 3],
);
const weight = tensor(randomData(5 * 6, 3), [5, 6]);
const order = tensor(
  numbers(20, (i) => 5 - ((7 * i) % 20)),
  [20],
  "i32",
);
const checkers = tensor(
  numbers(25, (i) => (i + 1) % 2),
  [5, 5],
  "bool",
);

const made: Program = program({
  name: "constants",
  params: {},
  inputs: { x: ["n", 6], y: [2, 5], at: { shape: ["n"], dtype: "i32" } },
  body: ({ x, y, at }) => ({
    positioned: add(x, embedding(sinusoidal, at)),
    projected: linear(x, weight),
    product: matmul(y, weight),
    few,
    many,
    joined: concat([sinusoidal, tensor([1, 2, 3, 4, 5, 6], [1, 6])], 0),
    chosen: where(checkers, tensor([1, 2, 3, 4, 5], [5]), tensor([0.5], [])),
    attended: attention(x, x, x, {
      mask: ({ q, k }) => lookup(checkers, q.mod(5), k.mod(5)),
      score: (s, { q }) => s.add(lookup(order, q.add(1)).toFloat()),
    }),
  }),
});

function tensorsFor(n: number) {
  const tensors = declaredTensors(made.inputs, { n });
  tensors["at"]?.data.forEach((_, i, at) => (at[i] = (11 * i) % 64));
  return tensors;
}

test("constants give what the evaluator gives, and the interpreter's bits, on both targets", async () => {
  const checked = subject(made);
  const module = lowerForVectors(made, webAssembly);
  const kernel = await (await compileWasm(made))({});
  for (const n of [1, 7, 30]) {
    const tensors = tensorsFor(n);
    await checked.expectClose(tensors);
    await checked.expectSameBits(tensors);
    const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data]));
    expectSameBits(module, [{ n }], () => data);
    const results = outputsOf(made, kernel(tensors));
    for (const [name, { data: expected }] of outputsOf(made, made.evaluate(tensors))) {
      expect(distance(results.get(name)?.data ?? [], expected, 1e-3)).toBeLessThanOrEqual(1e-5);
    }
  }
});

test("NaN, -0, infinities and the least number come through, whether they stand as numbers or as bytes", async () => {
  for (const create of [await compile(made), await compileWasm(made)]) {
    const results = outputsOf(made, (await create({}))(tensorsFor(2)));
    expect(Array.from(results.get("few")?.data ?? [])).toEqual(Array.from(new Float32Array(odd)));
    const wanted = new Float32Array(numbers(51, (i) => odd[i % 6] ?? 0));
    expect(bytes(results.get("many")?.data)).toEqual(bytes(wanted));
  }
});

test("a weight that is a constant is packed when the kernel is made", () => {
  const packed = lowerForVectors(made, webAssembly).buffers.filter(({ role }) => role === "packed");
  expect(packed.map(({ name }) => name)).toEqual([expect.stringMatching(/^constant.*Panels$/)]);
});

test("the same program gives the same text, of either target", () => {
  const texts = () => filesFor(made, { targets: ["typescript", "wasm"] }).map(({ text }) => text);
  expect(texts()).toEqual(texts());
  expect(filesOf(made).get("index.ts")).toContain("Float32Array.of(NaN, -0, Infinity, -Infinity, ");
});

test("what is too large, or of a size that comes with a call, is refused", () => {
  const large = program({
    name: "large",
    params: {},
    inputs: { x: [65_537] },
    body: ({ x }) => add(x, tensor(new Float32Array(65_537), [65_537])),
  });
  expect(() => lowerProgram(large)).toThrow(
    "the body uses a tensor [65537] with data of its own, 262148 bytes of it; a kernel carries up to 262144: make it a param",
  );
});

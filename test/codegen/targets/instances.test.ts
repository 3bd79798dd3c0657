import { program } from "heddle";
import { multiHeadAttention } from "heddle/nn";
import { expect, test } from "vitest";
import { compile } from "../kernels/compile.js";
import { randomParams, randomRows } from "../kernels/tensors.js";

const [weight, bias] = [[6, 6], [6]] as const;
const layer = program({
  name: "layer",
  params: { wq: weight, bq: bias, wk: weight, bk: bias, wv: weight, bv: bias, wo: weight, bo: bias },
  inputs: { x: ["seq", 6] },
  body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 2 }),
});

test("two instances with params of their own don't disturb each other", async () => {
  const create = await compile(layer);
  const [first, second] = [randomParams(layer, 1), randomParams(layer, 2)];
  const [one, two] = [await create(first), await create(second)];
  for (const seq of [3, 50, 1, 7, 50]) {
    const x = randomRows(seq, 6, seq);
    const result = one({ x });
    const other = two({ x });
    expect(result).toEqual((await create(first))({ x }));
    expect(other).toEqual((await create(second))({ x }));
    expect(other).not.toEqual(result);
  }
});

test("a result stays as it is when the kernel is called again or disposed of", async () => {
  const kernel = await (await compile(layer))(randomParams(layer));
  const result = kernel({ x: randomRows(5, 6) });
  const copy = structuredClone(result);
  kernel({ x: randomRows(5, 6, 7) });
  kernel.dispose();
  expect(result).toEqual(copy);
});

test("params are read in place: what is written to them counts from the next call", async () => {
  const create = await compile(layer);
  const params = randomParams(layer);
  const kernel = await create(params);
  const x = randomRows(4, 6);
  kernel({ x });
  params["bo"]?.data.fill(3);
  expect(kernel({ x })).toEqual((await create(params))({ x }));
});

test("disposing of one instance leaves the others", async () => {
  const create = await compile(layer);
  const [one, two] = [await create(randomParams(layer)), await create(randomParams(layer))];
  const x = randomRows(4, 6);
  const before = two({ x });
  one.dispose();
  expect(two({ x })).toEqual(before);
  expect(() => one({ x })).toThrow("layer: this kernel has been disposed of");
});

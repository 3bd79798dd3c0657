import {
  add,
  type Dim,
  full,
  linear,
  matmul,
  mean,
  program,
  type Shape,
  softmax,
  sum,
  type Tensor,
  transpose,
} from "heddle";
import { describe, test } from "vitest";
import { works } from "../kernels/check.js";

/** Names that generated code uses itself, for values, functions, arrays and types. */
const taken = [
  ..."out run prepare k row rows column columns seen key query value weight bias mask panel0 rowBlock0 product".split(
    " ",
  ),
  ..."scores rescale sum0_0 left0 right1 x exp rest power bounded greatest before base total inverse result".split(" "),
  ..."params options inputs target disposed reserve dispose call memory dataOf sizeOf mismatch overlap shared".split(
    " ",
  ),
  ..."Math Number Object Array ArrayBuffer Float32Array Float64Array Uint8Array RangeError TypeError Error".split(" "),
  ..."Tensor Promise Given Data Out POWERS_OF_TWO createKernel linear softmax map copy nCapacity n2 data sizes".split(
    " ",
  ),
];

/** Several names in one program: each compilation takes a while. */
const chunks = Array.from({ length: Math.ceil(taken.length / 50) }, (_, i) => taken.slice(50 * i, 50 * i + 50));

function byName<T>(names: readonly string[], make: (name: string, i: number) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name, i) => [name, make(name, i)] as const));
}

/** The sum of tensors of one shape. */
function total(tensors: readonly (Tensor<Shape> | undefined)[], start: Tensor<Shape>): Tensor<Shape> {
  return tensors.reduce<Tensor<Shape>>((all, tensor) => (tensor ? add(all, tensor) : all), start);
}

/** Two schedules that loop over the rows of `x`. */
function meanOfSoftmax(x: Tensor<Shape> | undefined): Tensor<Shape> | undefined {
  return x && mean(softmax(x, 0), 0);
}

describe.each(chunks)("names that generated code uses itself, such as %s,", (...names) => {
  test("can be params'", async () => {
    const params = { given: [3, 2], ...byName(names, () => [3]) };
    const made = program({
      name: "kernel",
      params,
      inputs: { at: ["n", 2] },
      body: ({ at, given, ...others }) => softmax(total(Object.values(others), linear(at, given))),
    });
    await works(made, { n: 3 });
  });

  test("can be inputs'", async () => {
    const inputs: Readonly<Record<string, readonly Dim[]>> = { at: ["n", 2], ...byName(names, () => ["n", 3]) };
    const made = program({
      name: "kernel",
      params: { given: [3, 2] },
      inputs,
      body: ({ at, given, ...others }) => softmax(total(Object.values(others), linear(at ?? full([1, 2], 0), given))),
    });
    await works(made, { n: 3 });
  });

  test("can be dims'", async () => {
    const inputs = Object.fromEntries(names.map((name, i) => [`at${i}`, [name, 2]] as const));
    const made = program({
      name: "kernel",
      params: { given: [2] },
      inputs,
      body: ({ given, ...others }) => total(Object.values(others).map(meanOfSoftmax), add(given ?? full([2], 0), 0)),
    });
    await works(made, { ...byName(names, (_, i) => 1 + (i % 4)) });
  });

  test("can be outputs'", async () => {
    const made = program({
      name: "kernel",
      params: { given: [3, 2] },
      inputs: { at: ["n", 2] },
      body: ({ at, given }) => byName(names, (_, i) => add(softmax(linear(at, given)), i)),
    });
    await works(made, { n: 3 });
  });
});

test.each(["out", "row", "Math", "memory", "overlap"])("%s can be the name of all things at once", async (name) => {
  const common = { name, inputs: { [name]: [name, 2] }, params: { w: [3, 2] } };
  const body = (tensors: Readonly<Record<string, Tensor<Shape>>>) => {
    const [w, x] = [tensors["w"], tensors[name]];
    if (!w || !x) throw new Error("both are declared");
    return { [name]: softmax(linear(x, w)), product: matmul(transpose(x), x) };
  };
  await works(program({ ...common, body }), { [name]: 3 });
});

test("an output can be called like an input that nothing reads", async () => {
  const made = program({
    name: "same",
    params: {},
    inputs: { x: ["n", 2], y: ["n"] },
    body: ({ x }) => ({ y: softmax(x), x: sum(x, 0) }),
  });
  await works(made, { n: 3 });
});

test.each(["tensor", "promise", "float32Array", "arrayBufferView", "given", "data", "out", "error", "run", "_", "A"])(
  "a program can be called %s",
  async (name) => {
    const made = program({ name, params: {}, inputs: { x: ["n", 2] }, body: ({ x }) => add(x, x) });
    await works(made, { n: 3 });
  },
);

import {
  add,
  full,
  linear,
  matmul,
  mean,
  program,
  type Program,
  type Shape,
  softmax,
  type Tensor,
  transpose,
} from "heddle";
import { describe, expect, test } from "vitest";
import type { WasmOptions } from "../../../../../codegen/kernel.js";
import { outputsOf } from "../../../kernels/any-kernel.js";
import { distance } from "../../../kernels/close.js";
import { declaredTensors } from "../../../kernels/tensors.js";
import { compileWasm, floats, withViews } from "./kernel-folder.js";

/** Names that the module of a WebAssembly kernel uses itself. */
const taken = [
  ..."params inputs options out target wasm reserve dispose call views sizes memory isLaidOut xPlace nReserved".split(
    " ",
  ),
  ..."code instantiate loadCode readCode hasSimd isInPlace sizeFrom outgrown mismatch dataOf KERNEL_WASM module".split(
    " ",
  ),
  ..."WebAssembly WeakSet URL fetch atob Number String Uint8Array exports prepare run probe bytes data".split(" "),
  ..."codes carriers variant variantFor hasRelaxedSimd relaxed threads hasThreads workers".split(" "),
];

/** With all variants, in files: such a module has most names. */
const inFull: WasmOptions = { bytes: "file", relaxed: true, threads: true };

type Tensors = Readonly<Record<string, Tensor<Shape>>>;

function byName<T>(make: (name: string, i: number) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(taken.map((name, i) => [name, make(name, i)] as const));
}

function total(tensors: readonly Tensor<Shape>[], start: Tensor<Shape>): Tensor<Shape> {
  return tensors.reduce((all, tensor) => add(all, tensor), start);
}

/** Expects of a kernel what the evaluator gives, of arrays and in place. */
async function works(made: Program, sizes: Readonly<Record<string, number>>, wasm?: WasmOptions): Promise<void> {
  const params = declaredTensors(made.params, sizes);
  const inputs = declaredTensors(made.inputs, sizes);
  const kernel = withViews(await (await compileWasm(made, wasm))(params));
  const views = kernel.views(sizes);
  for (const [name, { data }] of Object.entries(inputs)) floats(views.inputs[name]).set(data);
  const actual = outputsOf(made, kernel(inputs));
  for (const [name, { data }] of outputsOf(made, made.evaluate({ ...params, ...inputs }))) {
    expect({ name, far: distance(actual.get(name)?.data ?? [], data) > 4e-6 }).toEqual({ name, far: false });
  }
  kernel(views.inputs, views.out);
  const inPlace = made.single ? [views.out] : Object.values(views.out ?? {});
  expect(inPlace).toEqual([...actual.values()].map(({ data }) => data));
}

describe("names that the module uses itself", () => {
  test("can be params'", async () => {
    const params = { given: [3, 2], ...byName(() => [3]) };
    const body = ({ at, given, ...others }: Tensors) =>
      softmax(total(Object.values(others), linear(at ?? full([1, 2], 0), given ?? full([3, 2], 0))));
    await works(program({ name: "kernel", params, inputs: { at: ["n", 2] }, body }), { n: 3 });
  });

  test("can be inputs' and outputs'", async () => {
    const body = (tensors: Tensors) => byName((name, i) => add(tensors[name] ?? full([1, 3], 0), i));
    await works(program({ name: "kernel", params: {}, inputs: byName(() => ["n", 3]), body }), { n: 3 }, inFull);
  });

  test("can be dims'", async () => {
    const inputs = Object.fromEntries(taken.map((name, i) => [`at${i}`, [name, 2]] as const));
    const body = (tensors: Tensors) =>
      total(
        Object.values(tensors).map((x) => mean(softmax(x, 0), 0)),
        full([2], 0),
      );
    await works(program({ name: "kernel", params: {}, inputs, body }), { ...byName((_, i) => 1 + (i % 4)) }, inFull);
  });

  test.each(["out", "wasm", "code", "views", "read", "load", "webAssembly"])(
    "can be all things at once, such as %s",
    async (name) => {
      const params: Readonly<Record<string, readonly number[]>> = { w: [3, 2], b: [3] };
      const body = (tensors: Tensors) => {
        const [w, b, x] = [tensors["w"], tensors["b"], tensors[name]];
        if (!w || !b || !x) throw new Error("all are declared");
        return { [name]: softmax(linear(x, w, b)), product: matmul(transpose(x), x) };
      };
      await works(program({ name, params, inputs: { [name]: [name, 2] }, body }), { [name]: 5 });
    },
  );
});

import { add, linear, program, sum, tensor } from "heddle";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { randomData } from "../../random.js";
import type { AnyKernel, GivenByName } from "../kernels/any-kernel.js";
import { compile } from "../kernels/compile.js";

const project = program({
  name: "project",
  params: { w: [3, 2], b: [3] },
  inputs: { x: ["n", 2], y: ["n", 3] },
  body: ({ x, y, w, b }) => add(linear(x, w, b), y),
});
const twice = program({
  name: "twice",
  params: {},
  inputs: { x: ["n", 2], ids: { shape: ["n"], dtype: "i32" } },
  body: ({ x }) => ({ total: sum(x, 0), doubled: add(x, x) }),
});

const params = { w: randomData(6), b: randomData(3, 2) };
const inputs = { x: randomData(8, 3), y: randomData(12, 4) };
const createProject = await compile(project);
const kernel = await createProject(params);

/** The message of what `run` throws or rejects with, with the name of the error's class. */
async function complaint(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    return String(error);
  }
  return "nothing is wrong";
}

describe("a param", () => {
  test.each<readonly [string, GivenByName, string]>([
    ["that is missing", { b: params.b }, "TypeError: project: param w is missing"],
    [
      "with too few elements",
      { ...params, w: randomData(5) },
      "RangeError: project: param w has 5 elements, but [3, 2] is expected",
    ],
    [
      "of another shape with as many elements",
      { ...params, w: tensor(randomData(6), [2, 3]) },
      "RangeError: project: param w has [2, 3], but [3, 2] is expected",
    ],
    [
      "of another rank",
      { ...params, b: tensor(randomData(3), [1, 3]) },
      "RangeError: project: param b has [1, 3], but [3] is expected",
    ],
    [
      "of another dtype",
      { ...params, w: new Int32Array(6) },
      "TypeError: project: param w is no tensor of f32; give a Tensor, or its elements in a Float32Array",
    ],
  ])("%s is refused", async (_, given, message) => {
    expect(await complaint(() => createProject(given))).toBe(message);
  });

  test.each(["null", "7", '"w"', "[1, 2, 3, 4, 5, 6]", '{ "data": [1, 2, 3, 4, 5, 6], "sizes": [3, 2] }', "{}"])(
    "that is %s is refused by name",
    async (text) => {
      const message = await complaint(() => createProject({ ...params, w: JSON.parse(text) }));
      expect(message).toMatch(/^TypeError: project: param w is (missing|no tensor of f32; give a Tensor, or)/);
    },
  );
});

describe("an input", () => {
  test.each<readonly [string, GivenByName, string]>([
    ["that is missing", { x: inputs.x }, "TypeError: project: input y is missing"],
    [
      "whose elements fill no whole row",
      { ...inputs, x: randomData(7) },
      "RangeError: project: input x has 7 elements, but [n, 2] is expected",
    ],
    [
      "without elements",
      { ...inputs, x: new Float32Array() },
      "RangeError: project: input x has 0 elements, but [n, 2] is expected",
    ],
    [
      "of another length than the one before",
      { ...inputs, y: randomData(15) },
      "RangeError: project: input y has 15 elements, but [n, 3] with n = 4 is expected",
    ],
    [
      "of another width",
      { ...inputs, x: tensor(randomData(12), [4, 3]) },
      "RangeError: project: input x has [4, 3], but [n, 2] with n = 4 is expected",
    ],
    [
      "of another rank",
      { ...inputs, x: tensor(randomData(8), [4, 1, 2]) },
      "RangeError: project: input x has [4, 1, 2], but [n, 2] with n = 4 is expected",
    ],
    [
      "of another dtype",
      { ...inputs, y: new Uint8Array(12) },
      "TypeError: project: input y is no tensor of f32; give a Tensor, or its elements in a Float32Array",
    ],
  ])("%s is refused", async (_, given, message) => {
    expect(await complaint(() => kernel(given))).toBe(message);
  });

  test("that nothing reads is checked all the same", async () => {
    const both = await (await compile(twice))({});
    const x = randomData(8);
    expect(await complaint(() => both({ x }))).toBe("TypeError: twice: input ids is missing");
    expect(await complaint(() => both({ x, ids: new Int32Array(5) }))).toBe(
      "RangeError: twice: input ids has 5 elements, but [n] with n = 4 is expected",
    );
    expect(both({ x, ids: new Int32Array(4) })).toMatchObject({ doubled: { sizes: [4, 2] }, total: { sizes: [2] } });
  });

  test("that is written to by nobody keeps its elements", () => {
    const given = { x: inputs.x.slice(), y: inputs.y.slice() };
    kernel(given);
    expect(given).toEqual(inputs);
  });
});

describe("out", () => {
  test("takes the result and is given back", () => {
    const expected = kernel(inputs);
    const out = new Float32Array(12);
    expect(kernel(inputs, out)).toBe(out);
    expect(expected).toMatchObject({ data: out });
    const asTensor = tensor(new Float32Array(12), [4, 3]);
    expect(kernel(inputs, asTensor)).toBe(asTensor);
    expect(asTensor.data).toEqual(out);
  });

  test.each<readonly [string, unknown, string]>([
    ["too short", new Float32Array(11), "RangeError: project: out has 11 elements, but [n, 3] with n = 4 is expected"],
    [
      "of another dtype",
      new Float64Array(12),
      "TypeError: project: out is no tensor of f32; give a Tensor, or its elements in a Float32Array",
    ],
    ["null", null, "TypeError: project: out is missing"],
    ["an input", inputs.y, "RangeError: project: out shares memory with input y; give an array of its own"],
  ])("that is %s is refused", async (_, out, message) => {
    expect(await complaint(() => kernel(inputs, out))).toBe(message);
  });

  test("that overlaps an input or a param by one element is refused, and one beside them is not", async () => {
    const memory = new ArrayBuffer(200);
    const x = new Float32Array(memory, 0, 8);
    const w = new Float32Array(memory, 100, 6);
    const other = await createProject({ ...params, w });
    const at = (byte: number) => new Float32Array(memory, byte, 12);
    expect(await complaint(() => other({ ...inputs, x }, at(28)))).toMatch("out shares memory with input x");
    expect(await complaint(() => other({ ...inputs, x }, at(56)))).toMatch("out shares memory with param w");
    expect(await complaint(() => other({ ...inputs, x }, at(32)))).toBe("nothing is wrong");
    expect(await complaint(() => other({ ...inputs, x }, at(52)))).toBe("nothing is wrong");
    expect(await complaint(() => other({ ...inputs, x }, at(124)))).toBe("nothing is wrong");
  });

  test("has an array for each of several results, each apart from the others", async () => {
    const both = await (await compile(twice))({});
    const given = { x: randomData(8), ids: new Int32Array(4) };
    const out = { total: new Float32Array(2), doubled: new Float32Array(8) };
    expect(both(given, out)).toBe(out);
    expect(out.doubled).toEqual(given.x.map((x) => 2 * x));
    const memory = new Float32Array(8);
    expect(await complaint(() => both(given, { total: memory.subarray(0, 2), doubled: memory }))).toBe(
      "RangeError: twice: out.doubled shares memory with out.total; give an array of its own",
    );
    expect(await complaint(() => both(given, { total: memory.subarray(0, 2) }))).toBe(
      "TypeError: twice: out.doubled is missing",
    );
  });
});

describe("a kernel", () => {
  test("gives the same for tensors as for their elements", async () => {
    const tensors = { x: tensor(inputs.x, [4, 2]), y: tensor(inputs.y, [4, 3]) };
    const other = await createProject({ w: tensor(params.w, [3, 2]), b: tensor(params.b, [3]) });
    expect(other(tensors)).toEqual(kernel(inputs));
  });

  test("gives a plain tensor that says its shape", () => {
    expect(kernel(inputs)).toEqual({ shape: ["n", 3], sizes: [4, 3], dtype: "f32", data: expect.any(Float32Array) });
  });

  test("can't be called once it is disposed of, which may be said twice", async () => {
    const other: AnyKernel = await createProject(params);
    other.dispose();
    other.dispose();
    expect(await complaint(() => other(inputs))).toBe("Error: project: this kernel has been disposed of");
  });

  test("has a target that its module has", async () => {
    expect(await complaint(() => createProject(params, { target: "typescript" }))).toBe("nothing is wrong");
    expect(await complaint(() => createProject(params, { target: "wasm" }))).toBe(
      "RangeError: project: there is no target wasm here; this module has: typescript",
    );
  });
});

describe("what a call takes and gives", () => {
  test("is a record where the body gave one, also with a single tensor called out", async () => {
    const create = await compile(
      program({ name: "one", params: {}, inputs: { x: ["n", 2] }, body: ({ x }) => ({ out: add(x, 1) }) }),
    );
    const one = await create({});
    expect(Object.keys(one({ x: randomData(4, 1) }))).toEqual(["out"]);
  });

  test("may be arrays of another realm", async () => {
    const foreign = runInNewContext("Float32Array").from(inputs.x);
    expect(foreign instanceof Float32Array).toBe(false);
    const mine = new Float32Array(12);
    const theirs = new Float32Array(12);
    kernel(inputs, mine);
    kernel({ ...inputs, x: foreign }, theirs);
    expect(theirs).toEqual(mine);
  });
});

import { add, linear, program, softmax, sum, tensor } from "heddle";
import { describe, expect, test, vi } from "vitest";
import { randomData } from "../../../../random.js";
import { compileWasm, complaint, floats, withViews } from "./kernel-folder.js";

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
const createProject = await compileWasm(project);
const createTwice = await compileWasm(twice);
const kernel = withViews(await createProject(params));

/** Inputs for a call of `n` rows. */
const inputsOf = (n: number) => ({ x: randomData(2 * n, n), y: randomData(3 * n, n + 1) });

describe("arguments are refused as the TypeScript kernel refuses them:", () => {
  test.each<readonly [string, () => unknown, string]>([
    ["a param that is missing", () => createProject({ b: params.b }), "TypeError: project: param w is missing"],
    [
      "a param of another shape",
      () => createProject({ ...params, w: tensor(randomData(6), [2, 3]) }),
      "RangeError: project: param w has [2, 3], but [3, 2] is expected",
    ],
    [
      "an input of another dtype",
      () => kernel({ ...inputs, y: new Uint8Array(12) }),
      "TypeError: project: input y is no tensor of f32; give a Tensor, or its elements in a Float32Array",
    ],
    [
      "an input of another length than the one before",
      () => kernel({ ...inputs, y: randomData(15) }),
      "RangeError: project: input y has 15 elements, but [n, 3] with n = 4 is expected",
    ],
    [
      "an out that is too short",
      () => kernel(inputs, new Float32Array(11)),
      "RangeError: project: out has 11 elements, but [n, 3] with n = 4 is expected",
    ],
    [
      "an out that is an input",
      () => kernel(inputs, inputs.y),
      "RangeError: project: out shares memory with input y; give an array of its own",
    ],
    [
      "a target that there is not",
      () => createProject(params, { target: "typescript" }),
      "RangeError: project: there is no target typescript here; this module has: wasm",
    ],
  ])("%s", async (_, run, message) => {
    expect(await complaint(run)).toBe(message);
  });
});

describe("a call", () => {
  test("gives a plain tensor, or fills out and gives that back", () => {
    const result = kernel(inputs);
    expect(result).toEqual({ shape: ["n", 3], sizes: [4, 3], dtype: "f32", data: expect.any(Float32Array) });
    const out = new Float32Array(12);
    expect(kernel(inputs, out)).toBe(out);
    expect(result).toMatchObject({ data: out });
  });

  test("gives a record where there are several results, and checks an input that nothing reads", async () => {
    const both = await createTwice({});
    const given = { x: randomData(8), ids: new Int32Array(4) };
    const out = { total: new Float32Array(2), doubled: new Float32Array(8) };
    expect(both(given)).toMatchObject({ doubled: { data: given.x.map((x) => 2 * x) } });
    expect(both(given, out)).toBe(out);
    expect(out.doubled).toEqual(given.x.map((x) => 2 * x));
    expect(await complaint(() => both({ x: given.x }))).toBe("TypeError: twice: input ids is missing");
  });

  test("of any length gives what a kernel gives that has made no other call", async () => {
    for (const n of [3, 20_000, 1, 7, 40_000, 3]) {
      expect(kernel(inputsOf(n))).toEqual((await createProject(params))(inputsOf(n)));
    }
  });

  test("leaves earlier results and the params that were given alone", async () => {
    const own = { w: params.w.slice(), b: params.b.slice() };
    const other = await createProject(own);
    const first = other(inputs);
    const copy = structuredClone(first);
    own.w.fill(0);
    expect(other(inputs)).toEqual(copy);
    other(inputsOf(5000));
    other.dispose();
    expect(first).toEqual(copy);
  });

  test("needs no sizes where none come with it", async () => {
    const fixed = program({ name: "fixed", params: { w: [4] }, inputs: {}, body: ({ w }) => softmax(w) });
    const constant = withViews(await (await compileWasm(fixed))({ w: randomData(4) }));
    const { inputs: none, out } = constant.views();
    expect(constant(none, out)).toBe(out);
    expect(constant({})).toMatchObject({ data: out });
  });
});

describe("views", () => {
  test("are where inputs are read and results are written", async () => {
    const expected = kernel(inputs);
    const other = withViews(await createProject(params));
    const { inputs: places, out } = other.views({ n: 4 });
    floats(places["x"]).set(inputs.x);
    floats(places["y"]).set(inputs.y);
    expect(other(places, out)).toBe(out);
    expect(expected).toMatchObject({ data: out });
    expect(floats(out).buffer).toBe(floats(places["x"]).buffer);
    // What was put in place is still there, and may be mixed with other arrays.
    expect(other({ ...places, y: inputs.y })).toEqual(expected);
    expect(other({ x: inputs.x, y: places["y"] ?? inputs.y })).toEqual(expected);
  });

  test("spare copies, and nothing else does", () => {
    const { inputs: places, out } = kernel.views({ n: 4 });
    const copies = (run: () => unknown): number => {
      const copying = vi.spyOn(Object.getPrototypeOf(Float32Array.prototype), "set");
      run();
      const { length } = copying.mock.calls;
      copying.mockRestore();
      return length;
    };
    expect(copies(() => kernel(places, out))).toBe(0);
    expect(copies(() => kernel(places))).toBe(1);
    expect(copies(() => kernel({ ...places, x: inputs.x }, out))).toBe(1);
    expect(copies(() => kernel(inputs))).toBe(3);
  });

  test("are tensors' elements too", async () => {
    const other = withViews(await createProject(params));
    const { inputs: places } = other.views({ n: 4 });
    floats(places["x"]).set(inputs.x);
    const x = tensor(floats(places["x"]), [4, 2]);
    expect(other({ x, y: inputs.y })).toEqual(kernel(inputs));
  });

  test("have an array for each of several results, and for an input that nothing reads", async () => {
    const both = withViews(await createTwice({}));
    const { inputs: places, out } = both.views({ n: 3 });
    expect(places).toEqual({ x: new Float32Array(6), ids: new Int32Array(3) });
    floats(places["x"]).set([1, 2, 3, 4, 5, 6]);
    expect(both(places, out)).toEqual({
      total: Float32Array.of(9, 12),
      doubled: Float32Array.of(2, 4, 6, 8, 10, 12),
    });
  });

  test("of memory that has grown since are refused by name", async () => {
    const other = withViews(await createProject(params));
    const before = other.views({ n: 4 });
    other(inputsOf(100_000));
    expect(floats(before.out)).toHaveLength(0);
    const grown = "is a view of memory that has grown since; take views again";
    expect(await complaint(() => other(before.inputs))).toBe(`RangeError: project: input x ${grown}`);
    expect(await complaint(() => other(inputs, before.out))).toBe(`RangeError: project: out ${grown}`);
    const again = other.views({ n: 4 });
    other(inputs, again.out);
    expect(kernel(inputs)).toMatchObject({ data: floats(again.out) });
  });

  test("of other sizes than the last call's are refused, since their place is taken", async () => {
    const other = withViews(await createProject(params));
    other.views({ n: 100 });
    const { inputs: places, out } = other.views({ n: 10 });
    other(inputsOf(20));
    const moved = "lies in the kernel's memory, but not at its place in a call of these sizes; take views again";
    expect(await complaint(() => other(places))).toBe(`RangeError: project: input x ${moved}`);
    expect(await complaint(() => other(inputsOf(10), out))).toBe(`RangeError: project: out ${moved}`);
    // Nothing was changed by what was refused.
    expect(other(inputsOf(10))).toEqual(kernel(inputsOf(10)));
  });

  test("that are given for something else are refused", async () => {
    const other = withViews(await createProject(params));
    const { inputs: places } = other.views({ n: 6 });
    const swapped = new Float32Array(floats(places["y"]).buffer, floats(places["y"]).byteOffset, 12);
    expect(await complaint(() => other({ x: swapped, y: randomData(18) }))).toMatch(
      /^RangeError: project: input x lies/,
    );
    expect(await complaint(() => other({ ...inputsOf(4), x: swapped.subarray(0, 8) }))).toMatch(/input x lies/);
  });

  test.each<readonly [unknown, string]>([
    [undefined, "n, a positive integer: got undefined"],
    [{}, "n, a positive integer: got undefined"],
    [{ n: 0 }, "n, a positive integer: got 0"],
    [{ n: 1.5 }, "n, a positive integer: got 1.5"],
    [{ n: "4" }, "n, a positive integer: got 4"],
  ])("for %o are refused", async (sizes, message) => {
    expect(await complaint(() => kernel.views(sizes))).toBe(`RangeError: project: views takes the size ${message}`);
  });

  test.each([2 ** 30, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER])("for %i rows have no memory", async (n) => {
    const before = kernel(inputs);
    expect(await complaint(() => kernel.views({ n }))).toBe(
      `RangeError: project: there is not enough memory for a call with n = ${n}`,
    );
    expect(kernel(inputs)).toEqual(before);
  });
});

describe("kernels of one module", () => {
  test("don't disturb each other", async () => {
    const [one, two] = [await createProject(params), await createProject({ ...params, b: randomData(3, 9) })];
    const first = one(inputs);
    expect(two(inputs)).not.toEqual(first);
    two(inputsOf(50_000));
    expect(one(inputs)).toEqual(first);
  });

  test("take each other's views as any array", async () => {
    const [one, two] = [withViews(await createProject(params)), withViews(await createProject(params))];
    const { inputs: places, out } = one.views({ n: 4 });
    floats(places["x"]).set(inputs.x);
    floats(places["y"]).set(inputs.y);
    expect(two(places, out)).toBe(out);
    expect(kernel(inputs)).toMatchObject({ data: floats(out) });
  });

  test("that are disposed of complain of every call, and leave the others", async () => {
    const [one, two] = [withViews(await createProject(params)), await createProject(params)];
    const { out } = one.views({ n: 4 });
    one.dispose();
    one.dispose();
    const message = "Error: project: this kernel has been disposed of";
    expect(await complaint(() => one(inputs))).toBe(message);
    expect(await complaint(() => one(inputs, out))).toBe(message);
    expect(await complaint(() => one.views({ n: 4 }))).toBe(message);
    expect(two(inputs)).toEqual(kernel(inputs));
  });
});

import { describe, expect, expectTypeOf, test } from "vitest";
import {
  add,
  attention,
  causalMask,
  dim,
  embedding,
  linear,
  mergeHeads,
  ones,
  program,
  softmax,
  splitHeads,
  tensor,
  type Tensor,
  zeros,
} from "heddle";
import { operands, type Node } from "../../src/graph/node.js";
import { randomTensor } from "../random.js";

const mha = program({
  name: "mha512x8",
  params: {
    wq: [512, 512],
    bq: [512],
    wk: [512, 512],
    bk: [512],
    wv: [512, 512],
    bv: [512],
    wo: [512, 512],
    bo: [512],
  },
  inputs: { x: ["seq", 512] },
  body: ({ x, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const q = splitHeads(linear(x, wq, bq), 8);
    expectTypeOf(q).toEqualTypeOf<Tensor<[8, "seq", 64]>>();
    const k = splitHeads(linear(x, wk, bk), 8);
    const v = splitHeads(linear(x, wv, bv), 8);
    const y = linear(mergeHeads(attention(q, k, v)), wo, bo);
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 512]>>();
    return y;
  },
});

const project = program({
  name: "project",
  params: { w: [2, 3], b: [2] },
  inputs: { x: ["seq", 3] },
  body: ({ x, w, b }) => linear(x, w, b),
});
const weights = { w: tensor([1, 0, 0, 0, 1, 1], [2, 3]), b: tensor([0.5, -1], [2]) };

describe("a program", () => {
  test("holds its declarations with the dtype written out", () => {
    const p = program({
      name: "embed",
      params: { table: [10, 4] },
      inputs: { ids: { shape: ["seq"], dtype: "i32" } },
      body: ({ ids, table }) => embedding(table, ids),
    });
    expect(p.params).toEqual({ table: { shape: [10, 4], dtype: "f32" } });
    expect(p.inputs).toEqual({ ids: { shape: ["seq"], dtype: "i32" } });
    expectTypeOf(p.inputs.ids.dtype).toEqualTypeOf<"i32">();
    expect(p.outputs).toMatchObject([{ name: "out", node: { op: "gather", shape: ["seq", 4], dtype: "f32" } }]);
  });

  test("is frozen", () => {
    expect(Object.isFrozen(mha)).toBe(true);
    expect(Object.isFrozen(mha.params)).toBe(true);
    expect(Object.isFrozen(mha.params.wq)).toBe(true);
    expect(Object.isFrozen(mha.params.wq.shape)).toBe(true);
    expect(Object.isFrozen(mha.outputs)).toBe(true);
  });

  test("shares placeholders by identity", () => {
    const reached = new Set<Node>(mha.outputs.map(({ node }) => node));
    for (const node of reached) for (const operand of operands(node)) reached.add(operand);
    const names = [...reached].flatMap((node) => (node.op === "placeholder" ? [node.name] : []));
    expect(names.toSorted()).toEqual(["bk", "bo", "bq", "bv", "wk", "wo", "wq", "wv", "x"]);
  });

  test("may have several results, named by the body's record", () => {
    const both = program({
      name: "both",
      params: {},
      inputs: { x: ["seq", 4] },
      body: ({ x }) => ({ doubled: add(x, x), weights: softmax(x) }),
    });
    expect(both.outputs.map(({ name }) => name)).toEqual(["doubled", "weights"]);
    const result = both.evaluate({ x: tensor([1, 1, 1, 1], [dim("seq", 1), 4]) });
    expectTypeOf(result.doubled).toEqualTypeOf<Tensor<["seq", 4]>>();
    expect([...result.doubled.data]).toEqual([2, 2, 2, 2]);
    expect([...result.weights.data]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});

describe("evaluate", () => {
  test("gives the reference result, typed as the body's", () => {
    const y = project.evaluate({ ...weights, x: tensor([1, 2, 3, 4, 5, 6], [dim("seq", 2), 3]) });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect(y.shape).toEqual(["seq", 2]);
    expect(y.sizes).toEqual([2, 2]);
    expect([...y.data]).toEqual([1.5, 4, 4.5, 10]);
  });

  test("gives what the same operations give on the tensors themselves", () => {
    const seq = dim("seq", 3);
    const w = randomTensor([512, 512]);
    const b = randomTensor([512]);
    const x = randomTensor([seq, 512]);
    const result = mha.evaluate({ x, wq: w, bq: b, wk: w, bk: b, wv: w, bv: b, wo: w, bo: b });
    const heads = splitHeads(linear(x, w, b), 8);
    expect(result.data).toEqual(linear(mergeHeads(attention(heads, heads, heads)), w, b).data);
  });

  test("takes another length each time, and its own results", () => {
    const grow = program({
      name: "grow",
      params: {},
      inputs: { x: ["seq", 2] },
      body: ({ x }) => add(x, ones(["seq", 2])),
    });
    const once = grow.evaluate({ x: zeros([dim("seq", 1), 2]) });
    expect([...grow.evaluate({ x: once }).data]).toEqual([2, 2]);
    expect(grow.evaluate({ x: zeros([dim("seq", 5), 2]) }).sizes).toEqual([5, 2]);
  });

  test("knows the names of its inputs in what the body creates", () => {
    const p = program({
      name: "masked",
      params: {},
      inputs: { x: ["seq", 2] },
      body: ({ x }) => attention(x, x, x, { mask: causalMask("seq", "seq") }),
    });
    const y = p.evaluate({ x: tensor([1, 2, 3, 4], [dim("seq", 2), 2]) });
    expect([...y.data.subarray(0, 2)]).toEqual([1, 2]);
  });

  test("takes plain tensors", () => {
    const x = { shape: ["seq", 3] as ["seq", 3], sizes: [1, 3], dtype: "f32" as const, data: new Float32Array(3) };
    expect([...project.evaluate({ ...weights, x }).data]).toEqual([0.5, -1]);
  });

  test("refuses a tensor of another shape", () => {
    const x = zeros([dim("seq", 2), 4]);
    // @ts-expect-error x is ["seq", 4], not ["seq", 3]
    expect(() => project.evaluate({ ...weights, x })).toThrow("project: x is declared [seq, 3], given [seq, 4]");
    // @ts-expect-error another name
    expect(() => project.evaluate({ ...weights, x: zeros([dim("n", 2), 3]) })).toThrow(
      "project: x is declared [seq, 3], given [n, 3]",
    );
    // @ts-expect-error another rank
    expect(() => project.evaluate({ ...weights, x: zeros([3]) })).toThrow("given [3]");
    // @ts-expect-error another dtype
    expect(() => project.evaluate({ ...weights, x: zeros([dim("seq", 2), 3], "i32") })).toThrow(
      "project: x is declared f32, given i32: use cast()",
    );
  });

  test("refuses a missing tensor and one too many", () => {
    // @ts-expect-error x is missing
    expect(() => project.evaluate(weights)).toThrow("project: x is missing, of: w, b, x");
    const extra = { ...weights, x: zeros([dim("seq", 1), 3]), y: zeros([1]) };
    expect(() => project.evaluate(extra)).toThrow("project: no parameter or input is named y, of: w, b, x");
  });

  test("gives one name one size", () => {
    const sum = program({
      name: "sum",
      params: {},
      inputs: { left: ["seq"], right: ["seq"] },
      body: ({ left, right }) => add(left, right),
    });
    const left = ones([dim("seq", 2)]);
    const right = ones([dim("seq", 3)]);
    expect(() => sum.evaluate({ left, right })).toThrow("sum: seq has two sizes: left [seq] has 2, right [seq] has 3");
  });

  test("checks polynomials by the names in them", () => {
    const p = program({
      name: "step",
      params: {},
      inputs: { mask: { shape: ["past+1"], dtype: "bool" }, past: ["past", 2] },
      body: ({ past, mask }) => ({ past, mask }),
    });
    const past = zeros([dim("past", 3), 2]);
    const given = (size: number) => {
      const data = new Uint8Array(size);
      return { shape: ["past+1"] as ["past+1"], sizes: [size], dtype: "bool" as const, data };
    };
    expect(p.evaluate({ past, mask: given(4) }).mask.sizes).toEqual([4]);
    expect(() => p.evaluate({ past, mask: given(5) })).toThrow(
      "step: sizes [5] don't fit [past+1]: axis 0 has 5, needs 4",
    );
  });
});

describe("names", () => {
  const define = (name: string, input = "x", output = "y", dimension = "seq") =>
    program({
      name,
      params: {},
      inputs: { [input]: [dimension] },
      body: (tensors) => ({ [output]: Object.values(tensors)[0]! }),
    });

  test.each(["", "1a", "a-b", "a b", "a.b", "läufe", "a\n", "class", "await", "__proto__", "x".repeat(65)])(
    "%j can't be used",
    (bad) => {
      expect(() => define(bad)).toThrow(TypeError);
      expect(() => define("p", "x", bad)).toThrow(TypeError);
      expect(() => define("p", "x", "y", bad)).toThrow(/can't be used/);
      if (bad !== "__proto__") expect(() => define("p", bad)).toThrow(TypeError);
    },
  );

  test("the message says which", () => {
    expect(() => define("p", "for")).toThrow(
      `program p: the input "for" can't be used as a name: JavaScript keeps this word for itself`,
    );
  });

  test("ordinary ones can be used", () => {
    expect(define("_a1", "x2", "y_", "L").name).toBe("_a1");
    expect(define("x".repeat(64)).outputs).toHaveLength(1);
  });

  test("a parameter and an input may not share one", () => {
    const twice = () => program({ name: "p", params: { x: [2] }, inputs: { x: ["seq"] }, body: ({ x }) => x });
    expect(twice).toThrow("program p: a parameter and an input are both named x");
  });
});

interface Sums {
  readonly twice: Tensor<["seq"]>;
  readonly thrice: Tensor<["seq"]>;
}

test("a body may give its tensors by the names of an interface", () => {
  const body = ({ x }: { x: Tensor<["seq"]> }): Sums => ({ twice: add(x, x), thrice: add(add(x, x), x) });
  const sums = program({ name: "sums", params: {}, inputs: { x: ["seq"] }, body });
  const { twice, thrice } = sums.evaluate({ x: tensor([1, 2], [dim("seq", 2)]) });
  expectTypeOf(twice).toEqualTypeOf<Tensor<["seq"]>>();
  expect([[...twice.data], [...thrice.data]]).toEqual([
    [2, 4],
    [3, 6],
  ]);
});

test.each([
  [{ params: {}, body: () => zeros([1]) }, "declare inputs, shapes by name"],
  [{ inputs: {}, body: () => zeros([1]) }, "declare params, shapes by name"],
  [{ params: {}, inputs: {} }, "give a body"],
])("a definition without one of its parts is refused: %o", (parts, message) => {
  // @ts-expect-error a part is missing
  expect(() => program({ name: "p", ...parts })).toThrow(message);
});

describe("a definition is refused", () => {
  test("where a parameter has a named axis", () => {
    const params = { w: ["seq", 2] };
    // @ts-expect-error parameters have sizes only
    expect(() => program({ name: "p", params, inputs: {}, body: ({ w }) => w })).toThrow(
      "program p: parameter w has the shape [seq, 2]: seq can't be used, give positive integers only",
    );
  });

  test("where a size is none", () => {
    for (const size of [0, -1, 1.5, NaN]) {
      expect(() => program({ name: "p", params: {}, inputs: { x: [size] }, body: ({ x }) => x })).toThrow(
        `program p: input x has the shape [${size}]`,
      );
    }
  });

  test("where no input tells the size of a name", () => {
    expect(() => program({ name: "p", params: {}, inputs: { x: ["past+1"] }, body: ({ x }) => x })).toThrow(
      "program p: the size of past can't be told from the inputs: give one of them past as an axis",
    );
    const unknown = () =>
      program({ name: "p", params: {}, inputs: { x: [3] }, body: ({ x }) => ({ x, n: zeros(["n"]) }) });
    expect(unknown).toThrow("program p: the body makes a tensor [n], and no input has n as an axis");
  });

  test("where the body uses a tensor whose names have sizes already", () => {
    const outside = ones([dim("seq", 3), 2]);
    const body = ({ x }: { x: Tensor<["seq", 2]> }) => add(x, outside);
    expect(() => program({ name: "p", params: {}, inputs: { x: ["seq", 2] }, body })).toThrow(
      /from outside with seq = 3/,
    );
  });

  test("where the body uses a tensor of another program's body", () => {
    let leaked: Tensor<["seq"]> | undefined;
    program({ name: "a", params: {}, inputs: { x: ["seq"] }, body: ({ x }) => (leaked = x) });
    const use = () => program({ name: "b", params: {}, inputs: { x: ["seq"] }, body: ({ x }) => add(x, leaked ?? x) });
    expect(use).toThrow("program b: the body uses x of another program");
  });

  test("where the body reads data", () => {
    const body = ({ x }: { x: Tensor<["seq"]> }) => tensor([x.data[0]!], [1]);
    expect(() => program({ name: "p", params: {}, inputs: { x: ["seq"] }, body })).toThrow(
      /"x" is an input of a program whose body is being traced/,
    );
    const sizes = ({ x }: { x: Tensor<["seq"]> }) => zeros([x.sizes[0]!]);
    expect(() => program({ name: "p", params: {}, inputs: { x: ["seq"] }, body: sizes })).toThrow(/size of seq/);
  });

  test("where the body gives no tensor", () => {
    // @ts-expect-error a number is no tensor
    expect(() => program({ name: "p", params: {}, inputs: {}, body: () => 3 })).toThrow("must return a tensor");
    // @ts-expect-error a record without a tensor
    expect(() => program({ name: "p", params: {}, inputs: {}, body: () => ({}) })).toThrow("must return a tensor");
    // @ts-expect-error a number is no tensor
    expect(() => program({ name: "p", params: {}, inputs: {}, body: () => ({ y: 3 }) })).toThrow(
      "program p: the output y is no tensor",
    );
  });
});

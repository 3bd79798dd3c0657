import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Node } from "../../../src/graph/node.js";
import { operands } from "../../../src/graph/node.js";
import {
  broadcastTo,
  cast,
  pack,
  rearrange,
  reduce,
  repeat,
  sum,
  tensor,
  unpack,
  zeros,
} from "../../../src/ops/index.js";
import { dim, ShapeError } from "../../../src/shape/index.js";
import type { Shape } from "../../../src/shape/index.js";
import { nodeOf } from "../../../src/tensor/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 3);

/** The numbers 0, 1, 2, .. in a shape. */
function iota(shape: readonly number[]): Tensor<Shape> {
  const count = shape.reduce((product, size) => product * size, 1);
  return tensor(
    Float32Array.from({ length: count }, (_, i) => i),
    [...shape],
  );
}

/** The operations from a tensor's node down to its source, the last one first. */
function stepsOf(x: Tensor<Shape>): string[] {
  const steps: string[] = [];
  let node: Node | undefined = nodeOf(x);
  while (node !== undefined && node.op !== "constant" && node.op !== "fill") {
    steps.push(node.op);
    [node] = operands(node);
  }
  return steps;
}

describe("a pattern becomes", () => {
  const x = zeros([seq, 8]);

  test("no node that does nothing", () => {
    expect(stepsOf(rearrange(x, "s d -> s d"))).toEqual([]);
    expect(nodeOf(rearrange(x, "... -> ..."))).toBe(nodeOf(x));
    expect(stepsOf(rearrange(x, "s d -> d s"))).toEqual(["permute"]);
    expect(stepsOf(rearrange(x, "s (h d) -> s h d", { h: 2 }))).toEqual(["reshape"]);
    expect(stepsOf(rearrange(x, "s (h d) -> h s d", { h: 2 }))).toEqual(["permute", "reshape"]);
    expect(stepsOf(reduce(x, "s d -> s d", "sum"))).toEqual([]);
    expect(stepsOf(repeat(x, "s d -> 2 s d"))).toEqual(["broadcast"]);
    expect(stepsOf(repeat(x, "s d -> s 2 d"))).toEqual(["broadcast", "reshape"]);
    expect(stepsOf(pack([x], "* d")[0])).toEqual([]);
  });

  test("one reduction over all axes that go, so that a sum is rounded once", () => {
    expect(stepsOf(reduce(zeros([2, 3, 4, 5]), "a b c d -> b", "sum"))).toEqual(["reduce"]);
    const big = tensor([2 ** 24, 1, 1, -(2 ** 24)], [2, 2]);
    expect([...reduce(big, "a b -> ", "sum").data]).toEqual([2]);
    expect([...sum(sum(big, 1), 0).data]).not.toEqual([2]);
  });
});

describe("reduce", () => {
  const x = iota([2, 3]);

  test.each([
    ["sum", [3, 12]],
    ["mean", [1, 4]],
    ["max", [2, 5]],
    ["min", [0, 3]],
    ["prod", [0, 60]],
  ] as const)("knows %s", (reduction, expected) => {
    expect([...reduce(x, "a b -> a", reduction).data]).toEqual(expected);
  });

  test("knows any and all of bool", () => {
    const flags = cast(tensor([0, 1, 1, 1], [2, 2]), "bool");
    expect([...reduce(flags, "a b -> a", "any").data]).toEqual([1, 1]);
    expect(reduce(flags, "a b -> a", "all")).toMatchObject({ dtype: "bool", shape: [2] });
    expect([...reduce(flags, "a b -> a", "all").data]).toEqual([0, 1]);
  });

  test.each(["median", "toString"])("refuses the reduction %s", (name) => {
    expect(() => Reflect.apply(reduce, undefined, [x, "a b -> a", name])).toThrow(
      expect.objectContaining({ code: "reduce/reduction" }),
    );
  });
});

describe("repeat", () => {
  test("puts copies outside or inside of what it repeats", () => {
    const x = iota([2]);
    expect([...repeat(x, "a -> (2 a)").data]).toEqual([0, 1, 0, 1]);
    expect([...repeat(x, "a -> (a 2)").data]).toEqual([0, 0, 1, 1]);
    expect([...repeat(x, "a -> 2 a 1").data]).toEqual([0, 1, 0, 1]);
  });

  test("takes sizes from names", () => {
    const batch = dim("batch", 2);
    const repeated = repeat(iota([3]), "a -> b a", { b: batch });
    expect(repeated.shape).toEqual(["batch", 3]);
    expect(repeated.sizes).toEqual([2, 3]);
  });
});

test("broadcastTo repeats along new and size-1 axes", () => {
  const x = tensor([1, 2, 3], [3, 1]);
  expect([...broadcastTo(x, [2, 3, 2]).data]).toEqual([1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3]);
  expect(broadcastTo(zeros([seq, 1]), [seq, 4])).toMatchObject({ shape: ["seq", 4], sizes: [3, 4] });
});

test("a name doesn't get two sizes by way of lengths", () => {
  const x = zeros([seq, 8]);
  expect(() => repeat(x, "s d -> b s d", { b: dim("seq", 4) })).toThrow(/seq has two sizes.*3.*4/);
});

test("unpack undoes pack, whatever the tensors", () => {
  const sizes = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sizes, fc.constantFrom("*", "a *", "* b", "a * b"), (parts, pattern) => {
      const [before, after] = [pattern.startsWith("a") ? [2] : [], pattern.endsWith("b") ? [3] : []];
      const tensors = parts.map((part) => iota([...before, ...part, ...after]));
      const [packed, shapes] = pack(tensors, pattern);
      expect(shapes).toEqual(parts);
      for (const [i, found] of unpack(packed, shapes, pattern).entries()) {
        expect(found.shape).toEqual(tensors[i]?.shape);
        expect(found.data).toEqual(tensors[i]?.data);
      }
    }),
  );
});

test("what rearrange does its inverse undoes", () => {
  const axes = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 });
  fc.assert(
    fc.property(axes, fc.nat({ max: 4 }), (names, cut) => {
      const shape = names.map((name) => name.charCodeAt(0) - 95);
      const sizes = Object.fromEntries(names.map((name, i) => [name, shape[i] ?? 1]));
      const sorted = names.toSorted();
      const right = `(${sorted.slice(0, cut).join(" ")}) ${sorted.slice(cut).join(" ")}`;
      const x = iota(shape);
      const there = rearrange(x, `${names.join(" ")} -> ${right}`);
      const back = rearrange(there, `${right} -> ${names.join(" ")}`, sizes);
      expect(back.shape).toEqual(shape);
      expect(back.data).toEqual(x.data);
    }),
  );
});

test.each([
  () => Reflect.apply(rearrange, undefined, [zeros([2, 2]), "a b -> b a", { a: 3 }]),
  () => Reflect.apply(rearrange, undefined, [zeros([2, 2]), "a b -> b a", { a: "1x" }]),
  () => Reflect.apply(rearrange, undefined, [zeros([2, 2]), "a b -> b a", { a: Number.NaN }]),
])("a length that doesn't fit is refused: %s", (call) => {
  expect(call).toThrow(ShapeError);
});

test("there is no mean, maximum or minimum of no elements, but a sum", () => {
  const none = zeros([2, 0]);
  for (const reduction of ["mean", "max", "min"] as const) {
    expect(() => reduce(none, "a b -> a", reduction)).toThrow(expect.objectContaining({ code: `${reduction}/empty` }));
  }
  expect([...reduce(none, "a b -> a", "sum").data]).toEqual([0, 0]);
  expect(rearrange(none, "a b -> (a b)").shape).toEqual([0]);
  expect(repeat(zeros([2]), "a -> a b", { b: 0 }).shape).toEqual([2, 0]);
});

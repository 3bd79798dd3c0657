import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as ops from "../../../src/ops/index.js";
import type { DimArgument, Shape } from "../../../src/shape/index.js";
import { ShapeError } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

/*
 * Calls of einops that its own tests make, and random ones, with what einops made of them on numpy. Patterns come from a
 * file, so the compiler knows nothing of them: here the run time is tested.
 */

interface Case {
  readonly id: string;
  readonly op: string;
  readonly pattern: string;
  readonly expect: "accepted" | "rejected";
  readonly input_shape?: number[] | null;
  readonly input_shapes_list?: number[][];
  readonly axes_lengths?: Record<string, number>;
  readonly output_shape?: number[];
  readonly output_flat?: number[];
  readonly output_checksum?: number;
}

interface Other {
  readonly id: string;
  readonly op: string;
  readonly pattern: string;
  readonly expect: "accepted" | "rejected";
  readonly shape: number[] | { readonly list: number[][] };
  readonly packed_shapes?: number[][];
  readonly out?: unknown;
}

const file = new URL("../../golden/patterns/einops_cases.json", import.meta.url);
const golden: { readonly cases: readonly Case[]; readonly other: readonly Other[] } = JSON.parse(
  readFileSync(file, "utf8"),
);

type Value = (position: number) => number;
const itself: Value = (position) => position;

/** Values that say where they come from: of 0, 1, 2, ..., and from 100 on in the second tensor of a list. */
function counting(shape: Shape, start = 0, value = itself): Tensor<Shape> {
  const count = shape.reduce<number>((product, size) => product * Number(size), 1);
  return ops.tensor(
    Float32Array.from({ length: count }, (_, i) => value(start + i)),
    shape,
  );
}

function apply(each: Case, value = itself): Tensor<Shape> {
  const { input_shape: shape, input_shapes_list: list = [] } = each;
  if (shape) return applyTo(each, counting(shape, 0, value));
  const items = list.map((item, k) => counting(item, 100 * k, value));
  return applyTo(each, items);
}

/** The compiler tells tensors from lists of tensors by the argument; a case may have either. */
function applyTo({ op, pattern, axes_lengths: sizes = {} }: Case, x: Tensor<Shape> | Tensor<Shape>[]): Tensor<Shape> {
  const { rearrange, reduce, repeat } = ops;
  if (op === "rearrange") return Array.isArray(x) ? rearrange(x, pattern, sizes) : rearrange(x, pattern, sizes);
  if (op === "repeat") return Array.isArray(x) ? repeat(x, pattern, sizes) : repeat(x, pattern, sizes);
  return Array.isArray(x) ? reduce(x, pattern, "sum", sizes) : reduce(x, pattern, "sum", sizes);
}

/** The elements of a result, exactly: sums past 2^24 don't fit in float32, so each digit in base 32 is summed alone. */
function exactly(each: Case): number[] {
  if (each.op !== "reduce") return [...apply(each).data];
  const digits = [1, 32, 32 ** 2, 32 ** 3].map((place) => {
    return apply(each, (position) => Math.floor(position / place) % 32).data;
  });
  return Array.from(digits[0] ?? [], (_, i) => digits.reduceRight((sum, digit) => sum * 32 + (digit[i] ?? 0), 0));
}

function checksum(data: Iterable<number>): number {
  let sum = 0;
  let i = 1;
  for (const value of data) sum = (sum + i++ * value) % 1000003;
  return sum;
}

describe("a call of einops", () => {
  test.each(golden.cases.filter((each) => each.expect === "accepted"))("$id is accepted: $op $pattern", (each) => {
    expect(apply(each).shape).toEqual(each.output_shape);
    const data = exactly(each);
    expect(data.length).toBe(each.output_shape?.reduce((a, b) => a * b, 1));
    if (each.output_flat) expect(data).toEqual(each.output_flat);
    if (each.output_checksum !== undefined) expect(checksum(data)).toBe(each.output_checksum);
  });

  test.each(golden.cases.filter((each) => each.expect === "rejected"))("$id is refused: $op $pattern", (each) => {
    expect(() => apply(each)).toThrow(ShapeError);
  });
});

const ours = golden.other.filter(({ op }) => ["pack", "unpack", "parse_shape"].includes(op));

function applyOther({ op, pattern, shape, packed_shapes: parts = [] }: Other): unknown {
  if (!Array.isArray(shape)) {
    const [packed, shapes] = ops.pack(
      shape.list.map((each) => counting(each)),
      pattern,
    );
    expect(packed.data.length).toBe(packed.sizes.reduce((a, b) => a * b, 1));
    return [packed.shape, shapes];
  }
  const x = counting(shape);
  if (op === "parse_shape") return ops.parseShape(x, pattern);
  const wanted: readonly (readonly DimArgument[])[] = parts;
  return { list: ops.unpack(x, wanted, pattern).map((part) => part.shape) };
}

describe("another function of einops", () => {
  test.each(ours.filter((each) => each.expect === "accepted"))("$id is accepted: $op $pattern", (each) => {
    expect(applyOther(each)).toEqual(each.out);
  });

  test.each(ours.filter((each) => each.expect === "rejected"))("$id is refused: $op $pattern", (each) => {
    expect(() => applyOther(each)).toThrow(ShapeError);
  });
});

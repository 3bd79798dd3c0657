import fc from "fast-check";
import { and, causal, type MaskFunction, not, or, prefix, window } from "heddle/attention";
import { expect, test } from "vitest";
import { constant, evaluateAffine } from "../../../codegen/ir/affine.js";
import { type BlockTest, seesAll, seesSome } from "../../../codegen/plan/block-test.js";
import { keyRange } from "../../../codegen/plan/key-range.js";
import { atPositions } from "../../../codegen/plan/scalar-affine.js";
import { traceMask } from "../../../src/attention/score-function.js";
import { ScalarProgram } from "../../../src/evaluate/scalar.js";
import type { ScalarNode } from "../../../src/graph/scalar.js";
import { noBindings } from "../../../src/shape/dim.js";

const shift = fc.integer({ min: -6, max: 6 });
const side = fc.integer({ min: 0, max: 5 });
const simple: fc.Arbitrary<MaskFunction> = fc.oneof(
  shift.map((offset) => causal({ offset })),
  shift.map(prefix),
  fc.tuple(side, side, shift).map(([left, right, offset]) => window({ left, right, offset })),
  fc.tuple(side, shift).map(([left, offset]) => window({ left, offset })),
  shift.map(
    (c): MaskFunction =>
      ({ q, k }) =>
        q.add(c).eq(k),
  ),
  shift.map(
    (c): MaskFunction =>
      ({ q, k }) =>
        k.ne(q.sub(c)),
  ),
  shift.map(
    (c): MaskFunction =>
      ({ q, k }) =>
        q.mul(2).sub(k).lt(c),
  ),
  shift.map(
    (c): MaskFunction =>
      ({ q, k }) =>
        k.mul(3).lt(q.add(c)),
  ),
  shift.map(
    (c): MaskFunction =>
      ({ q }) =>
        q.le(c),
  ),
  side.map(
    (c): MaskFunction =>
      ({ h, k }) =>
        k.mod(3).le(h.add(c)),
  ),
);
const { mask: masks } = fc.letrec<{ mask: MaskFunction }>((tie) => ({
  mask: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simple,
    fc.tuple(tie("mask"), tie("mask")).map(([left, right]) => and(left, right)),
    fc.tuple(tie("mask"), tie("mask")).map(([left, right]) => or(left, right)),
    tie("mask").map(not),
  ),
}));

const length = 14;
const positions = Array.from({ length }, (_, i) => i);

/** Whether a mask lets a query see a key, as the evaluator says. */
function oracle(mask: ScalarNode): (q: number, k: number) => boolean {
  const program = new ScalarProgram(mask, noBindings, () => {
    throw new Error("no tables");
  });
  return (q, k) => {
    const state = { b: 0, h: 1, q, k, score: 0 };
    program.startRow(state);
    return program.at(state) !== 0;
  };
}

test("the bounds of a mask and what is left of it say what the mask says", () => {
  fc.assert(
    fc.property(masks, (mask) => {
      const traced = traceMask("attention", mask);
      const { firsts, lasts, rest } = keyRange(traced);
      const [sees, seesRest] = [oracle(traced), rest ? oracle(rest) : () => true];
      for (const q of positions) {
        const values = (bound: (typeof firsts)[number]) =>
          bound.map((value) => evaluateAffine(atPositions(value, { b: 0, h: 1, q }), {}));
        const first = Math.max(-Infinity, ...firsts.map((bound) => Math.min(...values(bound))));
        const last = Math.min(Infinity, ...lasts.map((bound) => Math.max(...values(bound))));
        for (const k of positions) expect(k >= first && k < last && seesRest(q, k)).toBe(sees(q, k));
      }
    }),
    { numRuns: 400 },
  );
});

test("blocks that a mask shows in part are never taken for empty, nor those that it hides in part for full", () => {
  fc.assert(
    fc.property(masks, fc.nat(length - 1), fc.nat(length - 1), fc.nat(4), fc.nat(4), (mask, q, k, height, width) => {
      const traced = traceMask("attention", mask);
      const block = { q: spanOf(q, height), k: spanOf(k, width) };
      const pairs = range(q, height).flatMap((query) => range(k, width).map((key) => [query, key] as const));
      const seen = pairs.map(([query, key]) => oracle(traced)(query, key));
      if (seen.includes(true)) expect(holds(seesSome(traced, block))).toBe(true);
      if (holds(seesAll(traced, block))) expect(seen).not.toContain(false);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ["causal", causal(), [0, 0], [5, 4], "empty"],
  ["causal", causal(), [5, 4], [0, 4], "full"],
  ["causal", causal(), [2, 4], [0, 4], "partial"],
  ["a window", window({ left: 2, right: 2 }), [9, 3], [0, 3], "empty"],
  ["a window", window({ left: 9, right: 9 }), [4, 3], [0, 3], "full"],
  ["a prefix and a window", or(prefix(3), window({ left: 2, right: 0 })), [10, 2], [4, 3], "empty"],
  ["a prefix and a window", or(prefix(3), window({ left: 2, right: 0 })), [10, 2], [0, 2], "full"],
] as const)("%s tells blocks apart: %#", (_, mask, [q, height], [k, width], expected) => {
  const traced = traceMask("attention", mask);
  const block = { q: spanOf(q, height), k: spanOf(k, width) };
  const found = holds(seesAll(traced, block)) ? "full" : holds(seesSome(traced, block)) ? "partial" : "empty";
  expect(found).toBe(expected);
});

function spanOf(first: number, more: number) {
  return { first: constant(first), last: constant(first + more) };
}

function range(first: number, more: number): readonly number[] {
  return Array.from({ length: more + 1 }, (_, i) => first + i);
}

function holds(blockTest: BlockTest): boolean {
  switch (blockTest.kind) {
    case "known":
      return blockTest.holds;
    case "notNegative":
      return evaluateAffine(atPositions(blockTest.value, { b: 0, h: 1 }), {}) >= 0;
    case "all":
      return blockTest.of.every(holds);
    case "any":
      return blockTest.of.some(holds);
  }
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  type Affine,
  buffer,
  forwardStores,
  load,
  type Module,
  mul,
  num,
  type ProcedureBuilder,
  procedure,
  moduleOf,
  showModule,
  simplify,
  verify,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { randomValues } from "./random-values.js";
import { expectSameBits } from "./same-bits.js";
import { randomFloats } from "./tiled-matmul.js";

const x = buffer("x", "f32", ["seq", 12], "input");
const y = buffer("y", "f32", ["seq", 12], "output");
const block = buffer("block", "f32", [2, 12], "scratch");

/** How often `block` is loaded from and stored to. */
function uses(module: Module): { readonly loads: number; readonly stores: number } {
  const lines = showModule(module).split("\n");
  const stores = lines.filter((line) => /^\s*block\[.*\] = /.test(line)).length;
  const loads = lines.filter((line) => / = .*block\[/.test(line)).length;
  return { loads, stores };
}

/** A module that writes all of `block` and of `y`, a row after the other, and does `body` for each row. */
function moduleWith(body: (b: ProcedureBuilder, row: Affine) => void): Module {
  return oneProcedure([x, y, block], (b) => {
    b.for("row", 0, "seq", {}, (row) => {
      b.for("k", 0, 12, {}, (k) => b.store(y, [row, k], num(0)));
      body(b, row);
    });
  });
}

/** Expects so many loads and stores of the block to be left, and the same results as before. */
function check(body: (b: ProcedureBuilder, row: Affine) => void, left: ReturnType<typeof uses>): void {
  const module = moduleWith(body);
  const made = forwardStores(module);
  verify(made);
  expect(uses(made)).toEqual(left);
  for (const other of [made, simplify(made)]) {
    expectSameBits(module, other, "y", (seq) => ({ x: randomFloats(12 * seq) }));
  }
}

describe("what was just stored is not loaded again", () => {
  test("a tile's sums stay where they are, and the block is gone", () =>
    check(
      (b, row) => {
        const sum = b.var("sum", num(0, 4));
        b.for("k", 0, 12, { step: 4 }, (k) => b.assign(sum, add(sum, load(x, [row, k], 4))));
        b.store(block, [0, 0], sum);
        const last = b.let("last", load(x, [row, 11]));
        b.store(block, [1, 0], last);
        b.store(y, [row, 0], mul(load(block, [0, 0], 4), num(2, 4)));
        b.store(y, [row, 4], load(block, [1, 0]));
      },
      { loads: 0, stores: 0 },
    ));

  test("but what a later store may have changed is", () =>
    check(
      (b, row) => {
        const first = b.let("first", load(x, [row, 0], 4));
        b.store(block, [0, 0], first);
        b.store(block, [0, 2], b.let("second", load(x, [row, 4], 4)));
        b.store(y, [row, 0], load(block, [0, 0], 4));
      },
      { loads: 1, stores: 2 },
    ));

  test("and what lies elsewhere, or has another width", () =>
    check(
      (b, row) => {
        b.for("k", 0, 12, {}, (k) => b.store(block, [1, k], num(3)));
        b.store(block, [0, 0], b.let("first", load(x, [row, 0], 4)));
        b.store(y, [row, 0], load(block, [0, 0]));
        b.store(y, [row, 1], load(block, [1, 0]));
      },
      { loads: 2, stores: 2 },
    ));

  test("and what has another value by then", () =>
    check(
      (b, row) => {
        const sum = b.var("sum", load(x, [row, 0]));
        b.store(block, [0, 0], sum);
        b.assign(sum, mul(sum, num(3)));
        b.store(y, [row, 0], add(load(block, [0, 0]), sum));
      },
      { loads: 1, stores: 1 },
    ));

  test("and what a loop changes, before it as in it", () =>
    check(
      (b, row) => {
        b.store(block, [0, 0], b.let("first", load(x, [row, 0])));
        b.for("k", 0, 12, {}, (k) => {
          b.store(y, [row, k], load(block, [0, 0]));
          b.store(block, [0, 0], b.let("next", load(x, [row, k])));
        });
        b.store(y, [row, 0], add(load(y, [row, 0]), load(block, [0, 0])));
      },
      { loads: 2, stores: 2 },
    ));

  test("and what a callee may have changed", () => {
    const fill = procedure("fill", { summary: "Fills the block.", reserved: ["seq", "x", "y", "block"] }, (b) =>
      b.for("k", 0, 12, {}, (k) => b.store(block, [0, k], num(7))),
    );
    const reserved = ["seq", "x", "y", "block"];
    const run = procedure("run", { summary: "Runs.", reserved }, (b) =>
      b.for("row", 0, "seq", {}, (row) => {
        b.store(block, [0, 0], b.let("first", load(x, [row, 0])));
        b.call(fill);
        b.for("k", 0, 12, {}, (k) => b.store(y, [row, k], load(block, [0, 0])));
      }),
    );
    const prepare = procedure("prepare", { summary: "Nothing.", reserved }, () => {});
    const module = moduleOf({ name: "calls", dims: ["seq"], buffers: [x, y, block], procedures: [fill], prepare, run });
    const made = forwardStores(module);
    expect(uses(made).loads).toBe(1);
    expectSameBits(module, made, "y", (seq) => ({ x: randomFloats(12 * seq) }));
  });
});

test("random values keep their bits", () => {
  fc.assert(
    fc.property(randomValues, (module) => {
      expectSameBits(module, forwardStores(module), "y", (seq) => ({ x: randomFloats(12 * seq) }));
    }),
    { numRuns: 100 },
  );
});

import { describe, expect, test } from "vitest";
import { affine, buffer, load, num, type ProcedureBuilder, verify } from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { tiledMatmul } from "./tiled-matmul.js";

const { add, sub, times } = affine;
const x = buffer("x", "f32", ["seq", 64], "input");
const s = buffer("s", "f32", [16], "scratch");

/** Verifies a `run` with this body. */
function verifyBody(body: (b: ProcedureBuilder) => void): void {
  verify(oneProcedure([x, s], body));
}

describe("accesses in bounds are accepted", () => {
  test("in the tiled matmul", () => {
    verify(tiledMatmul());
    verify(tiledMatmul({ widths: [7, 3, 2, 1] }));
  });

  test("in a loop with steps that divide its constant length, or leave a rest", () => {
    verifyBody((b) => b.for("k", 0, 64, { step: 16 }, (k) => b.let("v", load(x, [0, k], 16))));
    verifyBody((b) => b.for("k", 0, 51, { step: 10 }, (k) => b.let("v", load(x, [0, k], 14))));
  });

  test("in a loop with steps that may not divide its symbolic length", () => {
    verifyBody((b) => b.for("row", 0, "seq", { step: 2 }, (row) => b.let("v", load(x, [row, 0]))));
  });

  test("in a loop over blocks of a symbolic length", () => {
    const wide = buffer("wide", "f32", [times("seq", 8)], "input");
    verify(
      oneProcedure([wide], (b) => b.for("i", 0, times("seq", 8), { step: 8 }, (i) => b.let("v", load(wide, [i], 8)))),
    );
  });

  test("below a bound that is the least of several, relative to its block", () => {
    verifyBody((b) => {
      b.for("block", 0, "seq", { step: 16 }, (block) => {
        const end = b.bind("end", ["seq", add(block, 16)]);
        b.for("row", block, end, {}, (row) => {
          b.store(s, [sub(row, block)], load(x, [row, 0]));
        });
      });
    });
  });

  test("above a bound that is the greatest of several", () => {
    verifyBody((b) => {
      b.for("row", 0, "seq", {}, (row) => {
        const start = b.bindMax("start", [0, sub(row, 3)]);
        b.for("key", start, add(row, 1), {}, (key) => b.let("v", load(x, [key, 0])));
      });
    });
  });

  test("where there is room because a loop around runs", () => {
    const atFourthLast = (b: ProcedureBuilder) => b.let("v", load(x, [sub("seq", 4), 0]));
    verifyBody((b) => b.for("i", 0, sub("seq", 3), {}, () => atFourthLast(b)));
    expect(() => verifyBody((b) => b.for("i", 0, sub("seq", 2), {}, () => atFourthLast(b)))).toThrow(
      "cannot prove 0 <= seq - 4",
    );
    expect(() =>
      verifyBody((b) => {
        b.for("i", 0, sub("seq", 3), {}, () => {});
        atFourthLast(b);
      }),
    ).toThrow("cannot prove 0 <= seq - 4");
  });

  test("in a loop that never runs, whatever stands in it", () => {
    const body = (end: number) => (b: ProcedureBuilder) =>
      b.for("row", 0, ["seq", end], {}, (row) => b.let("v", load(x, [sub(row, 3), 0])));
    verifyBody(body(-2));
    expect(() => verifyBody(body(1))).toThrow(/cannot prove 0 <= row - 3/);
  });

  test("with mixed radix indices", () => {
    verifyBody((b) => {
      b.for("head", 0, 8, {}, (head) => {
        b.for("column", 0, 8, { step: 4 }, (column) => b.let("v", load(x, [0, add(times(head, 8), column)], 4)));
      });
    });
  });
});

describe("accesses that may be out of bounds are refused", () => {
  test("an upper bound that is one too high", () => {
    expect(() => verify(tiledMatmul({ upper: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[VerifyError: run: sum2 = sum2 + splat2(a[row + 2, k]) * weights: the load of input a[row + 2, k] may be out of bounds along axis 0: cannot prove row + 3 <= seq]`,
    );
  });

  test("an index that may be negative", () => {
    expect(() =>
      verifyBody((b) => b.for("row", 0, "seq", {}, (row) => b.let("v", load(x, [sub(row, 1), 0])))),
    ).toThrowErrorMatchingInlineSnapshot(
      `[VerifyError: run: let v = x[row - 1, 0]: the load of input x[row - 1, 0] may be out of bounds along axis 0: cannot prove 0 <= row - 1]`,
    );
  });

  test("a vector that hangs over the end", () => {
    expect(() => verifyBody((b) => b.for("k", 0, 64, { step: 2 }, (k) => b.let("v", load(x, [0, k], 4))))).toThrow(
      "cannot prove k + 4 <= 64",
    );
  });

  test("steps over a length that they don't divide", () => {
    expect(() =>
      verifyBody((b) => b.for("row", 0, "seq", { step: 2 }, (row) => b.let("v", load(x, [add(row, 1), 0])))),
    ).toThrow("cannot prove row + 2 <= seq");
  });

  test("a store to scratch as long as a dim", () => {
    expect(() => verifyBody((b) => b.for("row", 0, "seq", {}, (row) => b.store(s, [row], num(0))))).toThrow(
      "the store of scratch s[row] may be out of bounds along axis 0: cannot prove row + 1 <= 16",
    );
  });

  test("a row that exists only for a longer dim", () => {
    expect(() => verifyBody((b) => b.let("v", load(x, [1, 0])))).toThrow("cannot prove 2 <= seq");
  });
});

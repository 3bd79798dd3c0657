import { describe, expect, test } from "vitest";
import {
  affine,
  bool,
  buffer,
  bufferParameter,
  compare,
  load,
  moduleOf,
  num,
  procedure,
  type ProcedureBuilder,
  verify,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { tiledMatmul } from "./tiled-matmul.js";

const { add, sub, times } = affine;
const x = buffer("x", "f32", ["seq", 64], "input");
const s = buffer("s", "f32", [16], "scratch");
const y = buffer("y", "f32", ["seq", 64], "output");

/** Writes `value` at every place of `y` by rows of vectors of 4. */
function fill(b: ProcedureBuilder, target = y): void {
  b.for("row", 0, "seq", {}, (row) =>
    b.for("column", 0, 64, { step: 4 }, (column) => b.store(target, [row, column], num(0, 4))),
  );
}

/** Verifies a `run` with this body that must write all of `y`. */
function verifyWrites(body: (b: ProcedureBuilder) => void): void {
  verify(oneProcedure([x, y], body));
}

describe("outputs written in full are accepted", () => {
  test("by loops", () => verifyWrites(fill));

  test("by heads next to each other along the last axis", () => {
    verifyWrites((b) => {
      b.for("head", 0, 4, {}, (head) => {
        b.for("row", 0, "seq", {}, (row) => {
          b.strip("column", 0, 16, [8, 1], (column, width) =>
            b.store(y, [row, add(times(head, 16), column)], num(0, width)),
          );
        });
      });
    });
  });

  test("by blocks of rows that end with the dim", () => {
    verifyWrites((b) => {
      b.for("block", 0, "seq", { step: 16 }, (block) => {
        const end = b.bind("end", ["seq", add(block, 16)]);
        b.strip("row", block, end, [3, 1], (row, height) => {
          for (let i = 0; i < height; i++) {
            b.for("column", 0, 64, {}, (column) => b.store(y, [add(row, i), column], num(0)));
          }
        });
      });
    });
  });

  test("by two halves, and by both branches of an if", () => {
    verifyWrites((b) => {
      b.for("row", 0, "seq", {}, (row) => {
        b.for("column", 0, 40, {}, (column) => b.store(y, [row, column], num(0)));
        b.if(
          compare("lt", load(x, [row, 0]), num(0)),
          () => b.for("column", 40, 64, {}, (column) => b.store(y, [row, column], num(1))),
          () => b.for("column", 40, 64, { step: 8 }, (column) => b.store(y, [row, column], num(2, 8))),
        );
      });
    });
  });

  test("by blocks, of which the last is shorter and has a loop of one pass", () => {
    const fillBlocks = (ends: readonly [full: number, last: number], rest: number) => (b: ProcedureBuilder) =>
      b.for("row", 0, "seq", {}, (row) => {
        const fillBlock = (block: affine.AffineLike, width: number): void =>
          b.for("column", 0, width, {}, (column) => b.store(y, [row, add(times(block, 20), column)], num(0)));
        b.for("block", 0, ends[0], {}, (block) => fillBlock(block, 20));
        b.for("last", ends[0], ends[1], {}, (block) => fillBlock(block, rest));
      });
    verifyWrites(fillBlocks([3, 4], 4));
    expect(() => verifyWrites(fillBlocks([3, 4], 3))).toThrow("only [0 .. seq, 0 .. 63] is written");
    // Two passes of 4 leave a gap.
    expect(() => verifyWrites(fillBlocks([2, 4], 4))).toThrow("only [0 .. seq, 0 .. 40] is written");
  });

  test("by windows that overlap", () => {
    verifyWrites((b) => {
      b.for("row", 0, "seq", {}, (row) => b.for("column", 0, 61, {}, (column) => b.store(y, [row, column], num(0, 4))));
    });
  });

  test("by a procedure called row by row", () => {
    const target = bufferParameter("target", "f32", ["seq", 64]);
    const row = procedure("fillRow", { summary: "Fills a row.", buffers: [target], indices: ["row"] }, (b) => {
      b.for("column", 0, 64, {}, (column) => b.store(target, ["row", column], num(0)));
    });
    const run = procedure("run", { summary: "Runs." }, (b) =>
      b.for("row", 0, "seq", {}, (index) => b.call(row, [y], [index])),
    );
    const prepare = procedure("prepare", { summary: "Nothing." }, () => {});
    verify(moduleOf({ name: "m", dims: ["seq"], buffers: [y], procedures: [row], prepare, run }));
  });
});

describe("outputs that may be left unwritten in part are refused", () => {
  test("without the tail of a strip", () => {
    expect(() => verify(tiledMatmul({ writtenColumns: 4 }))).toThrowErrorMatchingInlineSnapshot(
      `[VerifyError: run: output c [0 .. seq, 0 .. 8] is not written in full: only [0 .. seq, 0 .. 4] is written]`,
    );
    expect(() => verify(tiledMatmul({ upper: -1 }))).toThrow("only [0 .. seq - 1, 0 .. 8] is written");
  });

  test("with a gap between the steps", () => {
    expect(() =>
      verifyWrites((b) => {
        b.for("row", 0, "seq", {}, (row) => b.for("c", 0, 64, { step: 8 }, (c) => b.store(y, [row, c], num(0, 4))));
      }),
    ).toThrow("output y [0 .. seq, 0 .. 64] is not written in full: none of it is written");
  });

  test("along the diagonal only", () => {
    const square = buffer("square", "f32", ["seq", "seq"], "output");
    expect(() =>
      verify(oneProcedure([square], (b) => b.for("i", 0, "seq", {}, (i) => b.store(square, [i, i], num(0))))),
    ).toThrow("none of it is written");
  });

  test("in one branch of an if, or in one part of a strip", () => {
    expect(() => verifyWrites((b) => b.if(bool(true), () => fill(b)))).toThrow("none of it is written");
    expect(() =>
      verifyWrites((b) => {
        b.strip("row", 0, "seq", [2, 1], (row, height) => {
          b.for("c", 0, 64, {}, (c) => b.store(y, [row, c], num(height)));
        });
      }),
    ).toThrow("none of it is written");
  });

  describe("by parts of a strip that don't move alike", () => {
    const long = buffer("long", "f32", [add(times("seq", 2), 2)], "temporary");
    const square = buffer("square", "f32", ["seq", "seq"], "temporary");

    test("one in larger steps than the other", () => {
      const module = oneProcedure([long], (b) => {
        b.strip("i", 0, "seq", [3, 1], (i, width) =>
          b.store(long, [width === 3 ? i : times(i, 2)], num(0, width + (width === 1 ? 1 : 0))),
        );
        b.let("v", load(long, [sub("seq", 1)]));
      });
      expect(() => verify(module)).toThrow("may read what was not written: none of it is written before");
    });

    test("one ahead of the other, from a start that hides it", () => {
      const module = oneProcedure([long], (b) => {
        b.strip("i", 0, "seq", [3, 1], (i, width) => {
          const start = b.bindMax("start", width === 3 ? [0, sub(i, 1)] : [i]);
          b.for("j", start, add(i, width === 3 ? 2 : 1), {}, (j) => b.store(long, [j], num(0)));
        });
        b.for("k", 0, sub("seq", 1), {}, (k) => b.let("v", load(long, [k])));
      });
      expect(() => verify(module)).toThrow("may read what was not written: none of it is written before");
    });

    test("one along another axis", () => {
      const module = oneProcedure([square], (b) => {
        b.strip("i", 0, "seq", [2, 1], (i, width) => {
          for (let k = 0; k < width; k++) {
            const at = add(i, k);
            b.for("j", 0, "seq", {}, (j) => b.store(square, width === 2 ? [at, j] : [j, at], num(0)));
          }
        });
        b.let("v", load(square, [sub("seq", 1), 0]));
      });
      expect(() => verify(module)).toThrow("may read what was not written: none of it is written before");
    });

    test("though what each writes by itself anew is accepted", () => {
      verify(
        oneProcedure([s], (b) => {
          b.strip("i", 0, "seq", [3, 1], () => b.for("j", 0, 16, {}, (j) => b.store(s, [j], num(0))));
          b.let("v", load(s, [15]));
        }),
      );
    });
  });

  test("in a loop that may not run", () => {
    expect(() => verifyWrites((b) => b.for("again", 1, "seq", {}, () => fill(b)))).toThrow("none of it is written");
    verifyWrites((b) => b.for("again", 0, "seq", {}, () => fill(b)));
  });

  test("or not at all, though prepare did", () => {
    expect(() => verify(oneProcedure([y], () => {}, fill))).toThrow("prepare may not store to output y");
  });
});

import { describe, expect, test } from "vitest";
import {
  affine,
  buffer,
  bufferParameter,
  load,
  moduleOf,
  num,
  procedure,
  type ProcedureBuilder,
  verify,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { tiledMatmul } from "./tiled-matmul.js";

const { add, sub } = affine;
const x = buffer("x", "f32", ["seq", 64], "input");
const w = buffer("w", "f32", [64], "param");
const packed = buffer("packed", "f32", [64], "packed");
const t = buffer("t", "f32", ["seq", 64], "temporary");
const s = buffer("s", "f32", [16], "scratch");

/** Verifies a `run` with this body that need not write `y`. */
function verifyReads(body: (b: ProcedureBuilder) => void): void {
  verify(oneProcedure([x, t, s], body));
}

describe("reads", () => {
  test("of scratch that is written first are accepted, also where each round writes a part of it", () => {
    verifyReads((b) => {
      b.for("row", 0, "seq", {}, (row) => {
        const end = b.bind("end", [16, add(row, 1)]);
        b.for("i", 0, end, {}, (i) => b.store(s, [i], load(x, [row, i])));
        b.for("i", 0, end, {}, (i) => b.let("v", load(s, [i])));
      });
    });
  });

  test("of scratch before it is written are refused", () => {
    expect(() =>
      verifyReads((b) => {
        b.for("i", 0, 16, {}, (i) => {
          b.let("v", load(s, [i]));
          b.store(s, [i], num(0));
        });
      }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[VerifyError: run: let v = s[i]: the load of scratch s[i] may read what was not written: none of it is written before]`,
    );
    expect(() => verify(tiledMatmul({ packedColumns: 2 }))).toThrow("only [0 .. 5, 0 .. 2] is written before");
  });

  test("one past what was written are refused", () => {
    expect(() =>
      verifyReads((b) => {
        b.for("i", 0, 15, {}, (i) => b.store(s, [i], num(0)));
        b.for("i", 0, 15, {}, (i) => b.let("v", load(s, [i], 2)));
      }),
    ).toThrow("the load of scratch s[i2 .. i2 + 2] may read what was not written: only [0 .. 15] is written before");
  });

  test("of what an iteration that may not happen would write are refused", () => {
    expect(() =>
      verifyReads((b) => {
        b.for("i", 1, "seq", {}, () => b.store(s, [0], num(0)));
        b.let("v", load(s, [0]));
      }),
    ).toThrow("none of it is written before");
    expect(() =>
      verifyReads((b) => {
        b.for("i", 1, "seq", {}, (i) => b.store(t, [sub(i, 1), 0], num(0, 64)));
        b.let("v", load(t, [0, 0]));
      }),
    ).toThrow("only [0 .. seq - 1, 0 .. 64] is written before");
  });

  test("of overlapping windows in a loop that may not run claim nothing", () => {
    const end = buffer("end", "f32", [add("seq", 3)], "temporary");
    expect(() =>
      verify(
        oneProcedure([end], (b) => {
          b.for("i", 1, "seq", {}, (i) => b.store(end, [i], num(0, 4)));
          b.let("v", load(end, [add("seq", 1)]));
        }),
      ),
    ).toThrow("may read what was not written");
  });

  test("of packed params are accepted in run where prepare packs them, and of inputs in prepare are refused", () => {
    const pack = (b: ProcedureBuilder) => b.for("i", 0, 64, {}, (i) => b.store(packed, [i], load(w, [i])));
    const use = (b: ProcedureBuilder) => b.let("v", load(packed, [63]));
    verify(oneProcedure([w, packed], use, pack));
    expect(() => verify(oneProcedure([w, packed], use))).toThrow("packed packed [0 .. 64] is not written in full");
    expect(() =>
      verify(
        oneProcedure(
          [x],
          () => {},
          (b) => b.let("v", load(x, [0, 0])),
        ),
      ),
    ).toThrow("the load of input x[0, 0] may read what was not written: none of it is written before");
  });
});

describe("stores", () => {
  test.each([
    ["run may not store to input x", x],
    ["run may not store to param w", w],
    ["run may not store to packed packed", packed],
  ])("to what is not the kernel's are refused: %s", (message, target) => {
    const indices = target.extents.map(() => 0);
    const pack = (b: ProcedureBuilder) => b.store(packed, [0], num(0, 64));
    const module = oneProcedure([x, w, packed], (b) => b.store(target, indices, num(0)), pack);
    expect(() => verify(module)).toThrow(message);
  });

  test("by a procedure through one of two names of a buffer are refused", () => {
    const [a, c] = [bufferParameter("a", "f32", [16]), bufferParameter("c", "f32", [16])];
    const copy = procedure("copy", { summary: "Copies.", buffers: [a, c] }, (b) => {
      b.for("i", 0, 16, {}, (i) => b.store(c, [i], load(a, [i])));
    });
    const run = procedure("run", { summary: "Runs." }, (b) => {
      b.store(s, [0], num(0, 16));
      b.call(copy, [s, s]);
    });
    const prepare = procedure("prepare", { summary: "Nothing." }, () => {});
    const module = moduleOf({ name: "m", dims: [], buffers: [s], procedures: [copy], prepare, run });
    expect(() => verify(module)).toThrowErrorMatchingInlineSnapshot(
      `[VerifyError: copy (called from run): c[i] = a[i]: s is stored to, but goes by two names in copy]`,
    );
  });
});

import { expect, test } from "vitest";
import {
  buffer,
  hoistBoundValues,
  indexValue,
  interpret,
  load,
  type Module,
  moduleOf,
  mul,
  num,
  int,
  procedure,
  type ProcedureBuilder,
  scalarise,
  showModule,
  simplify,
  vectorise,
  verify,
} from "../../../codegen/ir/index.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";

const table = buffer("table", "f32", [6, 8], "input");
const rows = buffer("rows", "i32", ["n"], "input");
const out = buffer("out", "f32", ["n", 8], "output");
const buffers = [table, rows, out];

/** A module of one procedure that `write` writes. */
function moduleFor(write: (b: ProcedureBuilder) => void): Module {
  const body = { summary: "Looks rows up.", buffers, reserved: ["n"] };
  const work = procedure("work", body, write);
  return moduleOf({
    name: "lookedUp",
    dims: ["n"],
    buffers,
    procedures: [work],
    prepare: procedure("prepare", { summary: "Nothing." }, () => {}),
    run: procedure("run", { summary: "Runs.", reserved: ["n"] }, (b) => b.call(work, buffers)),
  });
}

/** Each row is bound in the loop over its elements, as a schedule writes it that knows of no loop around an element. */
const copied = moduleFor((b) =>
  b.for("i", 0, "n", { parallel: 8 }, (i) =>
    b.for("j", 0, 8, {}, (j) => {
      const row = b.bindValue("row", load(rows, [i]), 6);
      b.store(out, [i, j], mul(load(table, [row, j]), num(2)));
    }),
  ),
);

const given = (n: number) => ({
  table: Float32Array.from({ length: 48 }, (_, i) => i),
  rows: Int32Array.from({ length: n }, (_, i) => [3, -1, 5, 6, 0, -(2 ** 31), 2 ** 31 - 1][i % 7] ?? 0),
});

function rowsOf(module: Module): readonly number[] {
  const result = interpret(module, { dims: { n: 7 }, buffers: given(7), arithmetic: "f32" })["out"];
  return Array.from({ length: 7 }, (_, i) => (result?.[8 * i] ?? Number.NaN) / 16);
}

test("an index bound to a value is kept within its extent, so that what is loaded through it is in bounds", () => {
  verify(copied);
  expect(rowsOf(copied)).toEqual([3, 0, 5, 5, 0, 0, 5]);
});

test("passes keep it, and WebAssembly has its bits", () => {
  for (const pass of [
    hoistBoundValues,
    simplify,
    scalarise,
    (module: Module) => vectorise(hoistBoundValues(module), 4),
  ]) {
    const made = pass(copied);
    verify(made);
    expect(rowsOf(made)).toEqual([3, 0, 5, 5, 0, 0, 5]);
    if (pass !== scalarise) expectSameBits(made, [{ n: 7 }, { n: 1 }], ({ n = 1 }) => given(n));
  }
});

test("it is bound outside of the loops that don't change it, which are done in vectors then", () => {
  expect(showModule(vectorise(hoistBoundValues(copied), 4)).split("procedure ")[1]).toMatchInlineSnapshot(`
    "work(table: f32[6, 8], rows: i32[n], out: f32[n, 8]) {
      for i in 0 .. n parallel (8) {
        index row = rows[i] within 0 .. 6
        for j in 0 .. 8 step 4 {
          out[i, j .. j + 4] = table[row, j .. j + 4] * splat4(2.0)
        }
      }
    }

    # Nothing.
    "
  `);
});

test("it stays in a loop that stores what it is read from", () => {
  const own = buffer("own", "i32", [8], "temporary");
  const made = moduleOf({
    ...copied,
    dims: ["n"],
    buffers: [...buffers, own],
    prepare: procedure("prepare", { summary: "Nothing." }, () => {}),
    run: procedure("run", { summary: "Runs.", reserved: ["n"] }, (b) => {
      b.for("k", 0, 8, {}, (k) => b.store(own, [k], int(1)));
      b.for("i", 0, "n", {}, (i) =>
        b.for("j", 0, 8, {}, (j) => {
          const row = b.bindValue("row", load(own, [0]), 6);
          b.store(own, [0], indexValue(j));
          b.store(out, [i, j], load(table, [row, j]));
        }),
      );
    }),
    procedures: [],
  });
  expect(showModule(hoistBoundValues(made))).toBe(showModule(made));
});

const refused = (write: (b: ProcedureBuilder) => void) => () => verify(moduleFor(write));

test("the verifier knows of it that it is within its extent, and no more", () => {
  expect(
    refused((b) =>
      b.for("i", 0, "n", {}, (i) => {
        const row = b.bindValue("row", load(rows, [i]), 7);
        b.for("j", 0, 8, {}, (j) => b.store(out, [i, j], load(table, [row, j])));
      }),
    ),
  ).toThrow("may be out of bounds along axis 0: cannot prove work.row + 1 <= 6");
  expect(
    refused((b) => {
      const none = b.bindValue("none", load(rows, [0]), { constant: -1, terms: [["n", 1]] });
      b.for("j", 0, 8, {}, (j) => b.store(out, [none, j], num(0)));
    }),
  ).toThrow("cannot prove 1 <= n - 1");
});

test("what is stored through it counts as written nowhere, and may meet what another pass stores", () => {
  const scatter = (parallel: boolean) =>
    refused((b) =>
      b.for("i", 0, "n", parallel ? { parallel: 8 } : {}, (i) => {
        const to = b.bindValue("to", load(rows, [i]), "n");
        b.for("j", 0, 8, {}, (j) => b.store(out, [to, j], num(0)));
      }),
    );
  expect(scatter(false)).toThrow("output out [0 .. n, 0 .. 8] is not written in full: none of it is written");
  expect(scatter(true)).toThrow(
    "one pass may store output out[work.to, work.j], which another may store output out[work.to, work.j]",
  );
});

test("threads don't bind values beside a parallel loop", () => {
  expect(
    refused((b) => {
      const row = b.bindValue("row", load(rows, [0]), 6);
      b.for("i", 0, "n", { parallel: 8 }, (i) =>
        b.for("j", 0, 8, {}, (j) => b.store(out, [i, j], load(table, [row, j]))),
      );
    }),
  ).toThrow("an index beside a parallel loop must not depend on values");
});

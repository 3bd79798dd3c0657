import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  affine,
  buffer,
  type Affine,
  type Buffer,
  compare,
  convert,
  indexValue,
  load,
  type Module,
  mul,
  num,
  type ProcedureBuilder,
  select,
  showModule,
  simplify,
  vectorise,
  verify,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { randomValues } from "./random-values.js";
import { expectSameBits } from "./same-bits.js";
import { randomFloats } from "./tiled-matmul.js";

const x = buffer("x", "f32", ["seq", 12], "input");
const turned = buffer("turned", "f32", [12, "seq"], "input");
const y = buffer("y", "f32", ["seq", 12], "output");

/** A module that writes all of `y`, a row after the other, and then does `body` to it. */
function moduleWith(body: (b: ProcedureBuilder) => void, others: readonly Buffer[] = []): Module {
  return oneProcedure([x, turned, y, ...others], (b) => {
    b.for("row", 0, "seq", {}, (row) => b.for("first", 0, 12, { unroll: true }, (k) => b.store(y, [row, k], num(0))));
    body(b);
  });
}

const vectors = (module: Module): number => showModule(module).match(/\.\. \w+ \+ 4\]/g)?.length ?? 0;

/** Expects `body` to take four elements at a time, or not, and to give what it gave before. */
function check(body: (b: ProcedureBuilder) => void, isTaken: boolean): void {
  const module = moduleWith(body);
  const made = vectorise(module, 4);
  verify(made);
  const before = vectors(
    vectorise(
      moduleWith(() => {}),
      4,
    ),
  );
  expect(vectors(made) > before).toBe(isTaken);
  const buffersFor = (seq: number) => ({ x: randomFloats(12 * seq), turned: randomFloats(12 * seq) });
  for (const other of [made, simplify(made)]) expectSameBits(module, other, "y", buffersFor);
}

const eachRow = (body: (b: ProcedureBuilder, row: Affine) => void) => (b: ProcedureBuilder) =>
  b.for("row", 0, "seq", {}, (row) => body(b, row));

describe("loops over neighbours are taken", () => {
  test("with values from outside and inside, and selections", () =>
    check(
      eachRow((b, row) => {
        const factor = b.let("factor", load(x, [row, 3]));
        b.for("k", 0, 12, {}, (k) => {
          const product = b.let("product", mul(factor, load(x, [row, k])));
          const chosen = select(compare("lt", product, num(0)), add(product, load(turned, [2, row])), num(2));
          b.store(y, [row, k], chosen);
        });
      }),
      true,
    ));

  test("of any length", () =>
    check(
      eachRow((b, row) =>
        b.for("k", 1, [11, affine.add("seq", 2)], {}, (k) => b.store(y, [row, k], load(x, [row, affine.sub(k, 1)]))),
      ),
      true,
    ));

  test("in place", () =>
    check(
      eachRow((b, row) => b.for("k", 0, 12, {}, (k) => b.store(y, [row, k], add(load(y, [row, k]), num(1))))),
      true,
    ));

  test("that store in two places, further apart than the loop is long", () =>
    check(
      eachRow((b, row) =>
        b.for("k", 0, 6, {}, (k) => {
          b.store(y, [row, affine.add(k, 6)], load(x, [row, k]));
          b.store(y, [row, k], num(3));
        }),
      ),
      true,
    ));
});

describe("other loops are left alone", () => {
  const left: Readonly<Record<string, (b: ProcedureBuilder) => void>> = {
    "over rows": eachRow((b, row) => b.store(y, [row, 0], load(x, [row, 1]))),
    "that read across rows": eachRow((b, row) =>
      b.for("k", 0, 12, {}, (k) => b.store(y, [row, k], load(turned, [k, row]))),
    ),
    "that step": eachRow((b, row) => b.for("k", 0, 12, { step: 2 }, (k) => b.store(y, [row, k], load(x, [row, k])))),
    "that read what the pass before stored": eachRow((b, row) =>
      b.for("k", 1, 12, {}, (k) => b.store(y, [row, k], add(load(y, [row, affine.sub(k, 1)]), load(x, [row, k])))),
    ),
    "that store twice in one place": eachRow((b, row) =>
      b.for("k", 0, 11, {}, (k) => {
        b.store(y, [row, k], load(x, [row, k]));
        b.store(y, [row, affine.add(k, 1)], num(3));
      }),
    ),
    "that store in two places, which later passes reach": eachRow((b, row) =>
      b.for("k", 0, 7, {}, (k) => {
        b.store(y, [row, affine.add(k, 5)], load(x, [row, k]));
        b.store(y, [row, k], num(3));
      }),
    ),
    "that count": eachRow((b, row) =>
      b.for("k", 0, 12, {}, (k) => b.store(y, [row, k], convert("float", indexValue(k)))),
    ),
    "that add up": eachRow((b, row) => {
      const sum = b.var("sum", num(0));
      b.for("k", 0, 12, {}, (k) => {
        b.assign(sum, add(sum, load(x, [row, k])));
        b.store(y, [row, k], sum);
      });
    }),
    "that are shorter than a vector": eachRow((b, row) =>
      b.for("k", 0, 3, {}, (k) => b.store(y, [row, k], load(x, [row, k]))),
    ),
  };
  test.each(Object.keys(left))("%s", (name) => check(left[name] ?? (() => {}), false));
});

test("random modules keep their bits", () => {
  fc.assert(
    fc.property(randomValues, (module) => {
      const made = vectorise(module, 4);
      expectSameBits(module, made, "y", (seq) => ({ x: randomFloats(12 * seq) }));
    }),
    { numRuns: 50 },
  );
});

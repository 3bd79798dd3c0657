import fc from "fast-check";
import { expect, test } from "vitest";
import {
  affine,
  type AffineLike,
  bool,
  buffer,
  compare,
  type Expression,
  int,
  interpret,
  load,
  type Module,
  num,
  powerOfTwo,
  type ProcedureBuilder,
  select,
  verify,
  VerifyError,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";

const x = buffer("x", "f32", ["seq", 6], "input");
const t = buffer("t", "f32", ["seq", 6], "temporary");
const s = buffer("s", "f32", [6], "scratch");

/** `value`, or an error in the interpreter where it is NaN: the exponent is out of range. */
function defined(value: Expression): Expression {
  return select(compare("eq", value, value), value, powerOfTwo(int(99_999)));
}

/** Modules that write parts of `t` and `s` and then read some of it, over ranges that are now and then off by one. */
const randomAccesses: fc.Arbitrary<Module> = fc.array(fc.nat(), { minLength: 150, maxLength: 150 }).map((choices) => {
  let at = 0;
  const draw = (n: number) => (choices[at++ % choices.length] ?? 0) % n;
  const pick = <T>(options: readonly [T, ...T[]]): T => options[draw(options.length)] ?? options[0];
  const nearly = (value: AffineLike) => (draw(12) === 0 ? affine.add(value, draw(2) === 0 ? 1 : -1) : value);

  /** A loop over a part of [0, size), or with bad luck over more; often all of it, often by blocks of `outer`. */
  const range = (
    b: ProcedureBuilder,
    size: AffineLike,
    outer: AffineLike,
    body: (i: AffineLike, width: number) => void,
  ) => {
    const lower = pick<AffineLike>([0, 0, 0, nearly(0), outer]);
    const end = draw(4) === 0 ? b.bind("end", [size, nearly(affine.add(outer, 1 + draw(4)))]) : nearly(size);
    const start = draw(6) === 0 ? b.bindMax("start", [lower, affine.sub(outer, draw(3))]) : lower;
    const upper = draw(4) === 0 ? [end, affine.add(size, draw(3) - 1)] : [end];
    const step = pick([1, 1, 2, 3]);
    if (draw(2) === 0) b.for("i", start, upper, { step }, (i) => body(i, pick([1, 1, step, step + 1])));
    else b.strip("i", start, upper, pick([[3, 1], [2, 1], [1]]), (i, width) => body(i, pick([width, width, width, 1])));
  };
  /** Writes some columns of `height` rows, all of them more often than not. */
  const writeRows = (b: ProcedureBuilder, row: AffineLike, height: number) => {
    for (let i = 0; i < height; i++) {
      const store = (column: AffineLike, lanes: number) =>
        b.store(t, [affine.add(row, i), nearly(column)], num(1, lanes));
      if (draw(3) > 0) store(0, pick([6, 6, 6, 3]));
      else range(b, 6, pick([0, 2]), store);
    }
  };
  const readT = (b: ProcedureBuilder, row: AffineLike) => b.let("value", defined(load(t, [row, draw(6)])));

  return oneProcedure([x, t, s], (b) => {
    switch (draw(4)) {
      case 0: {
        range(b, "seq", pick([0, 1]), (row, height) => {
          writeRows(b, row, height);
          if (draw(3) === 0) readT(b, row);
        });
        return range(b, "seq", pick([0, 1]), (row) => readT(b, nearly(row)));
      }
      case 1: {
        range(b, 6, pick([0, 1, "seq"]), (i, lanes) => b.store(s, [i], num(1, lanes)));
        return b.let("value", defined(load(s, [draw(6)])));
      }
      case 2: {
        return range(b, "seq", 0, (row) => {
          range(b, 6, row, (i, lanes) => b.store(s, [i], num(1, lanes)));
          range(b, 6, row, (i) => b.let("value", defined(load(s, [i]))));
        });
      }
      default: {
        const half = () => range(b, "seq", 0, (row) => range(b, 6, 0, (column) => b.store(t, [row, column], num(1))));
        b.if(bool(draw(2) === 0), half, half);
        if (draw(2) === 0) b.for("again", draw(2), pick<AffineLike>(["seq", 3]), {}, () => writeRows(b, 0, 1));
        return readT(b, pick([0, 0, affine.sub("seq", 1)]));
      }
    }
  });
});

test("what is proven right does nothing wrong for any size", () => {
  let proven = 0;
  fc.assert(
    fc.property(randomAccesses, (module) => {
      try {
        verify(module);
      } catch (error) {
        expect(error).toBeInstanceOf(VerifyError);
        return;
      }
      proven++;
      for (const seq of [1, 2, 3, 4, 5, 8]) {
        interpret(module, { dims: { seq }, buffers: { x: new Float32Array(seq * 6) }, arithmetic: "f32" });
      }
    }),
    { numRuns: 4000 },
  );
  // Enough of them are proven for this to mean something.
  expect(proven).toBeGreaterThan(200);
});

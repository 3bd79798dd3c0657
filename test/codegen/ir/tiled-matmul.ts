import {
  add,
  affine,
  buffer,
  bufferParameter,
  type Expression,
  load,
  type Module,
  moduleOf,
  mul,
  num,
  type NameExpression,
  procedure,
  splat,
} from "../../../codegen/ir/index.js";

/** What a test changes in {@link tiledMatmul} to make it wrong. */
export interface Fault {
  readonly upper?: number;
  readonly widths?: readonly number[];
  readonly packedColumns?: number;
  readonly writtenColumns?: number;
}

/**
 * `c[seq, 8] = a[seq, 5] b[5, 8]` with row tiles of 3 and 1, column vectors of 2, and `b` packed panel by panel
 * (4 columns) into scratch.
 */
export function tiledMatmul(fault: Fault = {}): Module {
  const [depth, columns, panel, lanes] = [5, 8, 4, 2];
  const a = buffer("a", "f32", ["seq", depth], "input");
  const b = buffer("b", "f32", [depth, columns], "param");
  const c = buffer("c", "f32", ["seq", columns], "output");
  const scratch = buffer("panel", "f32", [depth, panel], "scratch");

  const source = bufferParameter("source", "f32", [depth, columns]);
  const packed = bufferParameter("packed", "f32", [depth, panel]);
  const pack = procedure(
    "packPanel",
    { summary: "Copies the columns from `first` into a panel.", buffers: [source, packed], indices: ["first"] },
    (p) => {
      p.for("k", 0, depth, {}, (k) => {
        p.for("column", 0, fault.packedColumns ?? panel, { step: lanes }, (column) => {
          p.store(packed, [k, column], load(source, [k, affine.add("first", column)], lanes));
        });
      });
    },
  );

  const run = procedure("run", { summary: "Multiplies a by b.", reserved: ["a", "b", "c", "panel", "seq"] }, (p) => {
    p.for("first", 0, fault.writtenColumns ?? columns, { step: panel }, (first) => {
      p.call(pack, [b, scratch], [first]);
      p.strip(
        "row",
        0,
        fault.upper === undefined ? "seq" : affine.add("seq", fault.upper),
        fault.widths ?? [3, 1],
        (row, height) => {
          p.for("column", 0, panel, { step: lanes, unroll: true }, (column) => {
            p.block(`${height} rows, ${lanes} columns`, () => {
              const rows = Array.from({ length: height }, (_, i) => affine.add(row, i));
              const sums = rows.map((_, i): NameExpression => p.var(`sum${i}`, num(0, lanes)));
              p.for("k", 0, depth, {}, (k) => {
                const weights = p.let("weights", load(scratch, [k, column], lanes));
                for (const [i, at] of rows.entries()) {
                  const value: Expression = splat(load(a, [at, k]), lanes);
                  p.assign(sums[i]!, add(sums[i]!, mul(value, weights)));
                }
              });
              for (const [i, at] of rows.entries()) p.store(c, [at, affine.add(first, column)], sums[i]!);
            });
          });
        },
      );
    });
  });
  const prepare = procedure("prepare", { summary: "Nothing is packed before a call." }, () => {});
  return moduleOf({ name: "matmul", dims: ["seq"], buffers: [a, b, c, scratch], procedures: [pack], prepare, run });
}

/** The same product, written plainly, with the sums over k in the same order. */
export function plainMatmul(a: Float32Array, b: Float32Array, seq: number, arithmetic: "f32" | "f64"): Float32Array {
  const round = arithmetic === "f32" ? Math.fround : (value: number) => value;
  const c = new Float32Array(seq * 8);
  for (let row = 0; row < seq; row++) {
    for (let column = 0; column < 8; column++) {
      let total = 0;
      for (let k = 0; k < 5; k++) total = round(total + round((a[row * 5 + k] ?? NaN) * (b[k * 8 + column] ?? NaN)));
      c[row * 8 + column] = total;
    }
  }
  return c;
}

/** `length` floats in [-1, 1), always the same ones. */
export function randomFloats(length: number): Float32Array {
  let state = 12345;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

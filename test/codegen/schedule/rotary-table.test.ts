import { program, tensor, zeros } from "heddle";
import { rope } from "heddle/attention";
import { expect, test } from "vitest";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { interpretProgram } from "../kernels/interpret.js";

/** Positions of all sizes up to a greatest one, of both signs. */
function positionsUpTo(greatest: number, count = 400): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => (i % 3 === 0 ? -1 : 1) * Math.floor(greatest * (i / count) ** 3));
}

/** The greatest errors of cosines and sines at positions, in the arithmetic of each target. */
function errors(width: number, options: { readonly base?: number; readonly factor?: number }, positions: Int32Array) {
  const { base = 10000, factor = 1 } = options;
  const made = program({
    name: "table",
    params: {},
    inputs: { x: ["n", width], ids: { shape: ["n"], dtype: "i32" } },
    // A one turned by an angle is its cosine, and beside it its sine.
    body: ({ x, ids }) => rope(x, { positions: ids, base, scaling: { kind: "linear", factor } }),
  });
  const x = zeros([positions.length, width]);
  for (let i = 0; i < x.data.length; i++) x.data[i] = Number(i % width < width / 2);
  const given = { x, ids: tensor(positions, [positions.length], "i32") };
  const exact = Float64Array.from(x.data, (_, i) => {
    const [row, feature] = [Math.floor(i / width), i % width];
    const pair = feature % (width / 2);
    const angle = ((positions[row] ?? 0) / factor) * base ** ((-2 * pair) / width);
    return feature < width / 2 ? Math.cos(angle) : Math.sin(angle);
  });
  const greatest = (arithmetic: "f32" | "f64"): number => {
    const module = arithmetic === "f32" ? lowerForVectors(made, webAssembly) : lowerProgram(made);
    const out = interpretProgram(module, made, given, arithmetic).get("out") ?? [];
    return exact.reduce((most, wanted, i) => Math.max(most, Math.abs((out[i] ?? Number.NaN) - wanted)), 0);
  };
  return { f32: greatest("f32"), f64: greatest("f64") };
}

test.each([1000, 100_000, 10_000_000])("angles at positions up to %i are as exact as float32 is", (greatest) => {
  for (const [width, options] of [
    [8, {}],
    [64, { base: 500_000 }],
    [32, { factor: 8 }],
    [6, { base: 3 }],
  ] as const) {
    const found = errors(width, options, positionsUpTo(greatest));
    expect(found.f32).toBeLessThan(2e-7);
    // Rounded to float32 where it is stored.
    expect(found.f64).toBeLessThan(4e-8);
  }
});

test("at the last positions there are they are as exact as the formula in float64", () => {
  const found = errors(64, {}, positionsUpTo(2 ** 31 - 1));
  expect(found.f32).toBeLessThan(2.5e-7);
  expect(found.f64).toBeLessThan(2.5e-7);
});

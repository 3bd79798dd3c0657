import { add, layerNorm, program } from "heddle";
import { l2Normalise, rmsNorm } from "heddle/nn";
import { test } from "vitest";
import { expectBothTargets } from "./both-targets.js";

/** Widths below, at and above what a vector, a pass and a chunk of a row's sum take. */
const widths = [1, 3, 8, 12, 16, 23, 64, 256, 264, 300, 515];

test.each(widths)("rows of %i", (width) =>
  expectBothTargets(
    program({
      name: `rows${width}`,
      params: { w: [width], b: [width] },
      inputs: { x: ["n", width], y: [2, "n", width] },
      body: ({ x, y, w, b }) => ({
        rms: rmsNorm(x, w),
        plain: rmsNorm(y, undefined, { epsilon: 0.1 }),
        unit: l2Normalise(x),
        layer: layerNorm(x, w, b),
        bare: layerNorm(y),
        sum: rmsNorm(add(x, x), w),
        residual: add(x, layerNorm(x, w)),
      }),
    }),
    [{ n: 1 }, { n: 5 }],
  ),
);

test("rows as long as an input says", () =>
  expectBothTargets(
    program({
      name: "open",
      params: {},
      inputs: { x: [3, "n"] },
      body: ({ x }) => ({ rms: rmsNorm(x), unit: l2Normalise(x), layer: layerNorm(x) }),
    }),
    [1, 2, 5, 40, 700].map((n) => ({ n })),
  ));

import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { cellWidth, compact, heatCell, shade } from "../../../examples/terminal/heat.js";

const values = [-1, -0.5, -0.001, 0, 0.004, 0.1, 0.25, 0.5, 0.75, 0.996, 1, 1.000001, NaN];

describe("a cell of a heatmap", () => {
  it.each(values)("takes the same columns for %d", (value) => {
    expect(heatCell(value, false)).toHaveLength(cellWidth);
    expect(stripVTControlCharacters(heatCell(value, true))).toHaveLength(cellWidth);
  });

  it("is the denser the larger its number", () => {
    expect([0.1, 0.3, 0.5, 0.7, 0.9].map((value) => heatCell(value, false)).join("")).toBe(" .10 ░.30 ▒.50 ▓.70 █.90 ");
  });
});

it.each([
  [0.834, ".83"],
  [-0.04, "-.04"],
  [-0.001, ".00"],
  [0.999, "1.0"],
  [-1, "-1.0"],
  [0, ".00"],
])("%d is written %s", (value, text) => {
  expect(compact(value)).toBe(text);
});

it("a shade is the denser the larger its number", () => {
  expect([-1, 0, 0.3, 0.5, 0.7, 1, 2, NaN].map(shade).join("|")).toBe(" | |░|▒|▓|█|█| ");
});

import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { DemoResult } from "../../../examples/use-lite/demo.js";
import { showDemo } from "../../../examples/use-lite/show-demo.js";
import { displayWidth } from "../../../examples/terminal/text.js";

const resultOf = (sentences: readonly string[], maxDifference = 1e-7): DemoResult => ({
  sentences,
  similarity: sentences.map((_, i) => sentences.map((__, j) => (i === j ? 1 : -0.25))),
  known: ["Hello", "Bye"],
  similarityToKnown: sentences.map(() => [0.25, 0.5]),
  maxDifference,
  runs: (["wasm", "typescript", "evaluator"] as const).map((way) => ({
    way,
    making: 12.345,
    first: 9.5,
    again: 1.25,
    maxDifference,
  })),
  loading: 80,
});

const plain = { width: 100, inColour: false, isOwn: false };
const widest = (lines: readonly string[]) =>
  Math.max(...lines.map((line) => displayWidth(stripVTControlCharacters(line))));

describe("the demo's text", () => {
  const long = "很长的句子 ".repeat(40);

  it.each([1, 2, 9, 10, 11, 14, 15, 40])("fits its columns for %i sentences", (count) => {
    for (const width of [40, 80, 100]) {
      for (const inColour of [false, true]) {
        const lines = showDemo(resultOf(Array.from({ length: count }, () => long)), { width, inColour, isOwn: false });
        const matrix = lines.filter((line) => /^ *\d/.test(line));
        expect(matrix.length).toBeGreaterThanOrEqual(count);
        expect(widest(matrix)).toBeLessThanOrEqual(width);
      }
    }
  });

  it("says where the matrix doesn't fit", () => {
    const text = showDemo(resultOf(Array.from({ length: 15 }, () => "a")), plain).join("\n");
    expect(text).toContain("A matrix of 15 sentences is too wide for 100 columns: --json gives it.");
  });

  it("is the same with and without colours, but for shades", () => {
    const colourful = showDemo(resultOf(["a", "b"]), { ...plain, inColour: true }).join("\n");
    expect(colourful).toContain("\u001b[48;5;159m\u001b[38;5;16m 1.0 \u001b[0m");
    expect(showDemo(resultOf(["a", "b"]), plain)).toContain("1  a  █1.0  -.25");
  });

  it("shows a sentence's control characters instead of obeying them", () => {
    const text = showDemo(resultOf(["a\u001b[2Jb\nc"]), plain).join("\n");
    expect(text).not.toContain("\u001b");
    expect(text).toContain("1  a␛[2Jb␊c  █1.0");
  });

  it("names the nearest of the ten for sentences of one's own", () => {
    expect(showDemo(resultOf(["a"]), { ...plain, isOwn: true })).toContain("1   .50  Bye");
  });

  it("shows each target beside the evaluator", () => {
    const lines = showDemo(resultOf(["a"]), plain);
    const at = lines.findIndex((line) => line.startsWith("The 2 sentences"));
    expect(lines.slice(at)).toEqual([
      "The 2 sentences          making     first     again   off by at most",
      "  WebAssembly kernel       12.3       9.5       1.3    1.0e-7   fine",
      "  TypeScript kernel        12.3       9.5       1.3    1.0e-7   fine",
      "  reference evaluator      12.3       9.5       1.3    1.0e-7   fine",
      "Times are in milliseconds, for all 2; reading the model took 80.",
    ]);
  });

  it.each([6e-6, NaN, Infinity])("doesn't pass a difference of %d", (difference) => {
    expect(showDemo(resultOf(["a"], difference), plain).join("\n")).toContain("TOO MUCH");
  });
});

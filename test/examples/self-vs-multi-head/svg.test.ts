import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { attentionWeights, compare } from "../../../examples/self-vs-multi-head/comparison.js";
import { contrast, dark, groundOf, inkOn, light } from "../../../examples/self-vs-multi-head/palette.js";
import { createTensors, tokens } from "../../../examples/self-vs-multi-head/sequence.js";
import { drawSvg } from "../../../examples/self-vs-multi-head/svg.js";

const weights = attentionWeights(await compare(createTensors()));
const svg = drawSvg({ tokens, ...weights });

/** The names of the elements of `xml` in the order in which they open, checked to be closed in turn. */
function elementsOf(xml: string): string[] {
  const opened: string[] = [];
  const names: string[] = [];
  const withoutTags = xml.replaceAll(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*")*)(\/?)>/gi, (_, end, name, __, empty) => {
    if (end === "/") expect(opened.pop()).toBe(name);
    else names.push(name);
    if (end === "" && empty === "") opened.push(name);
    return "";
  });
  expect(opened).toEqual([]);
  expect(withoutTags).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
  return names;
}

describe("the drawing of the attention weights", () => {
  it("is the committed one: run examples/self-vs-multi-head/main.ts to draw it again", () => {
    const file = new URL("../../../examples/self-vs-multi-head/heatmaps.svg", import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(svg);
  });

  it("is the same each time", async () => {
    expect(drawSvg({ tokens, ...attentionWeights(await compare(createTensors())) })).toBe(svg);
  });

  it("is well-formed, with a cell for each weight", () => {
    const names = elementsOf(svg);
    expect(names.slice(0, 3)).toEqual(["svg", "title", "desc"]);
    expect(names.filter((name) => name === "rect")).toHaveLength(1 + 9 * 16);
    expect(svg.match(/class="token"/g)).toHaveLength(9 * 8);
  });

  it("stays well-formed with any tokens", () => {
    const odd = ["<b>", "&amp;", '"', "]]>"];
    const drawn = drawSvg({ tokens: odd, ...weights });
    elementsOf(drawn);
    expect(drawn).toContain(">&lt;b&gt;</text>");
  });

  it("says in words what it shows", () => {
    expect(svg).toContain('role="img" aria-labelledby="title desc"');
    expect(svg).toMatch(
      /<desc id="desc">One head: 我 looks at 我 0\.\d\d, 爱 0\.\d\d, A 0\.\d\d, I 0\.\d\d; .*Head 8: /,
    );
  });

  it("holds no script and nothing from elsewhere", () => {
    expect(svg).not.toMatch(/script|href|url\(|@import/);
  });
});

describe("its colours", () => {
  it("are read on every ground, on light pages and dark", () => {
    for (const palette of [light, dark]) {
      for (let weight = 0; weight <= 1; weight += 0.01) {
        const ground = groundOf(palette, weight);
        expect(contrast(ground, inkOn(ground) === "black" ? [0, 0, 0] : [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(palette.page, palette.text)).toBeGreaterThanOrEqual(7);
      expect(contrast(palette.page, palette.quiet)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("have the contrast that WCAG gives", () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
  });
});

import type { Distributions } from "./distributions.js";
import { dark, hex, light } from "./palette.js";
import type { Palette } from "./palette.js";
import { escaped, headHeight, labelWidth, svgHeatmap, text } from "./svg-heatmap.js";

/** What is drawn. */
export interface Drawing {
  readonly tokens: readonly string[];
  /** The weights of the one head. */
  readonly single: Distributions;
  /** The weights of each of several heads. */
  readonly heads: readonly Distributions[];
}

/** How many features a token has, of which each head takes its share. */
const features = 512;

const margin = 28;
const gap = 24;
const perRow = 4;
const singleCell = 46;
const headCell = 40;

/** The base lines of the titles of the heatmaps. */
const singleTop = 112;

/**
 * A drawing of the attention weights: one heatmap for the one head, one for each of the several.
 *
 * It is legible on light and dark pages, as it brings its own page in either colour, and says in `title` and `desc`
 * what it shows. The same weights give the same text.
 */
export function drawSvg({ tokens, single, heads }: Drawing): string {
  const blockWidth = labelWidth + tokens.length * headCell;
  const blockHeight = headHeight + tokens.length * headCell;
  const headsTop = singleTop + headHeight + tokens.length * singleCell + 56;
  const rows = Math.ceil(heads.length / perRow);
  const width = 2 * margin + perRow * blockWidth + (perRow - 1) * gap;
  const height = headsTop + 32 + rows * blockHeight + (rows - 1) * (gap + 14) + margin;
  const noteX = margin + labelWidth + tokens.length * singleCell + 2 * gap;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">Attention weights of ${escaped(tokens.join(" "))}: one head and ${heads.length} heads</title>`,
    `<desc id="desc">${escaped(describe({ tokens, single, heads }))}</desc>`,
    ...styleSheet(),
    `<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    text({ x: margin, y: 48, className: "title", content: `${tokens.join(" ")}: who looks at whom` }),
    text({
      x: margin,
      y: 72,
      className: "note",
      content: "A row is a token that looks, a column one that is looked at. Each row sums to 1.",
    }),
    ...svgHeatmap({ title: "One head", tokens, weights: single, x: margin, y: singleTop, cell: singleCell }),
    ...notes(noteX, heads.length),
    text({
      x: margin + labelWidth,
      y: headsTop,
      className: "name",
      content: `${heads.length} heads of ${features / heads.length}`,
    }),
    ...heads.flatMap((weights, head) => {
      const x = margin + (head % perRow) * (blockWidth + gap);
      const y = headsTop + 32 + Math.floor(head / perRow) * (blockHeight + gap + 14);
      return svgHeatmap({ title: `head ${head + 1}`, tokens, weights, x, y, cell: headCell });
    }),
    "</svg>",
    "",
  ].join("\n");
}

function notes(x: number, heads: number): string[] {
  const lines = [
    "One head gives each token one row of weights.",
    `All ${features} features of its result are the same blend.`,
    "",
    `${heads} heads give it ${heads} rows, each from ${features / heads} features of its own.`,
    "It can look at several tokens at once, for different things.",
    "",
    "Same queries and keys in both: the one head's scores are",
    `the sum of the ${heads} heads' scores, divided by √${heads}.`,
  ];
  return lines
    .map((content, i) => text({ x, y: singleTop + headHeight + 22 + 22 * i, className: "note", content }))
    .filter((_, i) => lines[i] !== "");
}

/** The weights in words, for those who can't see the drawing. */
function describe({ tokens, single, heads }: Drawing): string {
  const maps = [single, ...heads].map((weights, map) => {
    const rows = weights.map((row, query) => {
      const shares = row.map((weight, key) => `${tokens[key]} ${weight.toFixed(2)}`);
      return `${tokens[query]} looks at ${shares.join(", ")}`;
    });
    return `${map === 0 ? "One head" : `Head ${map}`}: ${rows.join("; ")}.`;
  });
  return maps.join(" ");
}

function styleSheet(): string[] {
  return [
    "<style>",
    `text { font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }`,
    ".title { font-size: 22px; font-weight: 600; }",
    ".name { font-size: 15px; font-weight: 600; }",
    ".note { font-size: 14px; }",
    ".token { font-size: 15px; text-anchor: middle; }",
    ".number { font-size: 12.5px; text-anchor: middle; }",
    ...colours(light, "light"),
    "@media (prefers-color-scheme: dark) {",
    ...colours(dark, "dark"),
    "}",
    "</style>",
  ];
}

function colours({ page, edge, text: ink, quiet, accent }: Palette, scheme: "light" | "dark"): string[] {
  return [
    `.page { fill: ${hex(page)}; stroke: ${hex(edge)}; }`,
    `.cell { fill: ${hex(accent)}; stroke: ${hex(edge)}; }`,
    `.title, .name, .token { fill: ${hex(ink)}; }`,
    `.note { fill: ${hex(quiet)}; }`,
    `.${scheme}-black { fill: #000000; }`,
    `.${scheme}-white { fill: #ffffff; }`,
  ];
}

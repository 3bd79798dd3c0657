import type { Distributions } from "./distributions.js";
import { dark, groundOf, inkOn, light } from "./palette.js";

/** One heatmap of a drawing, in the drawing's units. */
export interface Heatmap {
  readonly title: string;
  readonly tokens: readonly string[];
  readonly weights: Distributions;
  /** The left end of the rows' labels. */
  readonly x: number;
  /** The base line of the title. */
  readonly y: number;
  /** The side of a cell. */
  readonly cell: number;
}

/** The columns that the rows' labels take. */
export const labelWidth = 24;
/** From the base line of the title to the first row, where the columns' labels are. */
export const headHeight = 32;

/** A heatmap as SVG: queries down, keys across, in each cell its weight. */
export function svgHeatmap({ title, tokens, weights, x, y, cell }: Heatmap): string[] {
  const left = x + labelWidth;
  const top = y + headHeight;
  const middle = (i: number) => (i + 0.5) * cell;
  return [
    "<g>",
    text({ x: left, y, className: "name", content: title }),
    ...tokens.map((token, i) => text({ x: left + middle(i), y: top - 8, className: "token", content: token })),
    ...tokens.map((token, i) => text({ x: x + 10, y: top + middle(i) + 5, className: "token", content: token })),
    ...weights.flatMap((row, query) =>
      row.flatMap((weight, key) => svgCell({ weight, x: left + key * cell, y: top + query * cell, cell })),
    ),
    "</g>",
  ];
}

interface Cell {
  readonly weight: number;
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}

/** A square whose ground shows the weight, with the number on it in an ink for light and one for dark pages. */
function svgCell({ weight, x, y, cell }: Cell): string[] {
  const number = weight.toFixed(2);
  const shown = Number(number);
  const inks = `number light-${inkOn(groundOf(light, shown))} dark-${inkOn(groundOf(dark, shown))}`;
  const content = number.replace(/^0/, "");
  return [
    `<rect class="cell" x="${x + 1}" y="${y + 1}" width="${cell - 2}" height="${cell - 2}" rx="4" fill-opacity="${shown}"/>`,
    text({ x: x + cell / 2, y: y + cell / 2 + 4.5, className: inks, content }),
  ];
}

/** A line of text and where its base line begins, or has its middle, as its class says. */
export interface TextLine {
  readonly x: number;
  readonly y: number;
  readonly className: string;
  readonly content: string;
}

/** A line of text as SVG. */
export function text({ x, y, className, content }: TextLine): string {
  return `<text class="${className}" x="${x}" y="${y}">${escaped(content)}</text>`;
}

/** Text as it may stand between tags. */
export function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

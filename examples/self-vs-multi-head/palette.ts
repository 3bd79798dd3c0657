/** Red, green and blue from 0 to 255. */
type Colour = readonly [red: number, green: number, blue: number];

/** The colours of a drawing on a light or a dark page. */
export interface Palette {
  readonly page: Colour;
  readonly edge: Colour;
  readonly text: Colour;
  readonly quiet: Colour;
  /** The ground of a cell of weight 1; that of a smaller weight lies between this and the page. */
  readonly accent: Colour;
}

/** On a light page. */
export const light: Palette = {
  page: [255, 255, 255],
  edge: [209, 217, 224],
  text: [31, 35, 40],
  quiet: [89, 99, 110],
  accent: [8, 56, 158],
};

/** On a dark page. */
export const dark: Palette = {
  page: [13, 17, 23],
  edge: [61, 68, 77],
  text: [240, 246, 252],
  quiet: [157, 165, 175],
  accent: [121, 192, 255],
};

const black: Colour = [0, 0, 0];
const white: Colour = [255, 255, 255];

/** As SVG and CSS write it: `#0950ae`. */
export function hex(colour: Colour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** The ground of a cell of that weight, from 0 to 1. */
export function groundOf({ page, accent }: Palette, weight: number): Colour {
  const mixed = (part: 0 | 1 | 2) => Math.round(page[part] + weight * (accent[part] - page[part]));
  return [mixed(0), mixed(1), mixed(2)];
}

/** Black or white, whichever is read better on that ground: the contrast is at least 4.5. */
export function inkOn(ground: Colour): "black" | "white" {
  return contrast(ground, black) >= contrast(ground, white) ? "black" : "white";
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"); text needs 4.5. */
export function contrast(one: Colour, other: Colour): number {
  const [lower = 0, higher = 0] = [luminance(one), luminance(other)].toSorted((left, right) => left - right);
  return (higher + 0.05) / (lower + 0.05);
}

/** From 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linearised(red) + 0.7152 * linearised(green) + 0.0722 * linearised(blue);
}

function linearised(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

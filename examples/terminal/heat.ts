/** From 0 to 1: glyphs of rising density. */
const shades: readonly string[] = [" ", "░", "▒", "▓", "█"];

interface Colours {
  readonly ground: number;
  readonly ink: number;
}

const lowest: Colours = { ground: 17, ink: 15 };

/** From 0 to 1: colours of the 256 of a terminal, from deep to light blue, with white or black for the number. */
const ramp: readonly Colours[] = [
  lowest,
  { ground: 18, ink: 15 },
  { ground: 19, ink: 15 },
  { ground: 26, ink: 15 },
  { ground: 32, ink: 16 },
  { ground: 39, ink: 16 },
  { ground: 81, ink: 16 },
  { ground: 159, ink: 16 },
];

/** The columns that a {@link heatCell} takes. */
export const cellWidth = 5;

/** A number from -1 to 1 in {@link cellWidth} columns, on a ground that is the stronger the nearer it is to 1. */
export function heatCell(value: number, inColour: boolean): string {
  const number = compact(value);
  if (!inColour) return `${shade(value)}${number.padEnd(cellWidth - 1)}`;
  const { ground, ink } = pick(ramp, value, lowest);
  return `\u001b[48;5;${ground}m\u001b[38;5;${ink}m${number.padStart(cellWidth - 1)} \u001b[0m`;
}

/** A glyph that is the denser the nearer a number is to 1: a space for 0, a full block for 1. */
export function shade(value: number): string {
  return pick(shades, value, " ");
}

/** The step for `value`: the first for 0 and below, the last for 1 and above, `otherwise` for NaN. */
function pick<T>(steps: readonly T[], value: number, otherwise: T): T {
  const step = Math.floor(value * steps.length);
  return steps[Math.min(Math.max(step, 0), steps.length - 1)] ?? otherwise;
}

/** Two decimals without the zero before the point, so that it is narrow: `.83`, `-.04`, and `1.0`. */
export function compact(value: number): string {
  const text = value.toFixed(2).replace("-0.00", "0.00");
  return text.replace("0.", ".").replace("1.00", "1.0");
}

import type { Comparison } from "./compare.js";

const WIDTH = 760;
const LABELS = 250;
const MARGIN = 24;
const ROW = 16;
const TITLE = 30;
const TOP = 64;
const PLOT = WIDTH - LABELS - MARGIN;

/** Colours that show on light and dark pages, one for each target in turn. */
const COLOURS = ["#0e8a7d", "#c2571a", "#6f5bd0", "#4a7a1f"];

/**
 * A drawing of comparisons, each a dot at its ratio with a line from the lower quartile to the upper, on a logarithmic
 * axis; right of the line at 1 the target is ahead. The same comparisons give the same text.
 */
export function chartOf(comparisons: readonly Comparison[]): string {
  const titles = [...new Set(comparisons.map(titleOf))];
  const targets = [...new Set(comparisons.map(targetOf))];
  const axis = axisOf(comparisons);
  let y = TOP;
  const groups = titles.map((title) => {
    const rows = comparisons.filter((each) => titleOf(each) === title);
    const top = y;
    y += TITLE + rows.length * ROW;
    const drawn = rows.map((row, i) => drawRow(row, top + TITLE + i * ROW, axis, colourOf(targets, row)));
    return `${text(MARGIN, top + 20, title, "title")}\n${drawn.join("\n")}`;
  });
  const height = y + MARGIN;
  const ticks = axis.ticks.map((tick) => drawTick(tick, axis, height));
  const legend = targets.map((target, i) => {
    const x = LABELS + i * 150;
    return `<circle cx="${x}" cy="22" r="4" fill="${COLOURS[i % COLOURS.length]}"/>${text(x + 10, 26, target)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>How many times as fast the kernels are as what they are measured against</title>
<style>
svg { background: #fff } text { font: 11px sans-serif; fill: #333 } .title { font-weight: bold } .tick { stroke: #ddd } .one { stroke: #777 }
@media (prefers-color-scheme: dark) { svg { background: #16181d } text { fill: #ccc } .tick { stroke: #333 } .one { stroke: #999 } }
</style>
${[...legend, ...ticks, ...groups].join("\n")}
</svg>
`;
}

/** A logarithmic axis: its ends, powers of ten, and what is marked on it. */
interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

function axisOf(comparisons: readonly Comparison[]): Axis {
  const low = Math.floor(Math.log10(Math.min(0.5, ...comparisons.map((each) => each.low))));
  const high = Math.ceil(Math.log10(Math.max(2, ...comparisons.map((each) => each.high))));
  return { low, high, ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)) };
}

function place(ratio: number, { low, high }: Axis): string {
  return (LABELS + (PLOT * (Math.log10(ratio) - low)) / (high - low)).toFixed(1);
}

function drawRow(comparison: Comparison, top: number, axis: Axis, colour: string): string {
  const y = top + ROW / 2;
  const { against, ratio, low, high } = comparison;
  const shown = ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3);
  return `<g><title>${escaped(`${targetOf(comparison)} against ${against}: ${shown}`)}</title>
${text(LABELS - 12, y + 4, against, "", "end")}
<line x1="${place(low, axis)}" x2="${place(high, axis)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>
<circle cx="${place(ratio, axis)}" cy="${y}" r="3.5" fill="${colour}"/>
${text(Number(place(high, axis)) + 8, y + 4, shown)}</g>`;
}

function drawTick(tick: number, axis: Axis, height: number): string {
  const x = place(tick, axis);
  const line = `<line class="${tick === 1 ? "one" : "tick"}" x1="${x}" x2="${x}" y1="${TOP}" y2="${height - MARGIN}"/>`;
  return `${line}${text(Number(x), TOP - 8, `${tick}`, "", "middle")}`;
}

function titleOf({ workload, threads }: Comparison): string {
  return threads === 1 ? workload : `${workload}, ${threads} threads`;
}

function targetOf({ target, threads }: Comparison): string {
  return threads === 1 ? target : `${target}, ${threads} threads`;
}

function colourOf(targets: readonly string[], comparison: Comparison): string {
  return COLOURS[targets.indexOf(targetOf(comparison)) % COLOURS.length] ?? "#777";
}

function text(x: number, y: number, content: string, kind = "", anchor = "start"): string {
  const shown = kind === "" ? "" : ` class="${kind}"`;
  return `<text x="${x}" y="${y}"${shown} text-anchor="${anchor}">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

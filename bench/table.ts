import type { Measurement, Timing } from "./compare.js";

/** Measurements as lines of text, the columns aligned. */
export function tableOf(measurements: readonly Measurement[]): string {
  const header = ["", "time", "GFLOP/s", "ratio", "low .. high"];
  const rows = measurements.flatMap(({ kernel, peers }) => [
    timingCells(kernel, kernel.name),
    ...peers.map(({ timing, comparison: { against, ratio, low, high } }) => [
      ...timingCells(timing, `  against ${against}`),
      digits(ratio),
      `${digits(low)} .. ${digits(high)}`,
    ]),
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    widths.map((width, column) => pad(row[column] ?? "", width, column)).join("  ");
  return [header, ...rows].map((row) => `${line(row).trimEnd()}\n`).join("");
}

function timingCells({ seconds, operations }: Timing, name: string): readonly string[] {
  return [name, `${digits(seconds * 1000)} ms`, digits(operations / seconds / 1e9)];
}

/** The first column and the last start at the left, numbers end at the right. */
function pad(text: string, width: number, column: number): string {
  return column === 0 || column === 4 ? text.padEnd(width) : text.padStart(width);
}

/** Three significant digits. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

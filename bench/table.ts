import type { Comparison, Measurement, Timing } from "./compare.js";
import type { Size } from "./size/measure.js";

/**
 * A measurement as lines of text, the columns aligned: a line for each contestant, with a column for each target that
 * says how many times as fast as the contestant it is.
 */
export function tableOf({ workload, timings, comparisons, missing, noise }: Measurement): string {
  const targets = [...new Set(comparisons.map(({ target }) => target))];
  const header = [workload, "time", "GFLOP/s", ...targets.map((target) => `ratio of ${target}`)];
  const rows = timings.map((timing) => [
    `  ${timing.name}${timing.threads === 1 ? "" : `, ${timing.threads} threads`}`,
    `${digits(timing.seconds * 1000)} ms`,
    timing.operations === undefined ? "" : digits(timing.operations / timing.seconds / 1e9),
    ...targets.map((target) => ratioCell(comparisons, target, timing)),
  ]);
  const notes = missing.map(({ name, threads, reason }) => `  missing: ${name}, threads ${threads}: ${reason}\n`);
  const { samples, disturbed } = noise;
  if (disturbed > 0)
    notes.push(`  void: ${disturbed} of ${samples} samples, the machine was busy with something else\n`);
  return `${aligned([header, ...rows])}${notes.join("")}\n`;
}

/** Sizes as lines of text. */
export function sizeTableOf(sizes: readonly Size[]): string {
  const rows = sizes.map(({ name, bytes }) => [`  ${name}`, `${(bytes / 1000).toFixed(1)} kB`]);
  return `${aligned([["what a page downloads, gzip", ""], ...rows])}\n`;
}

function ratioCell(comparisons: readonly Comparison[], target: string, timing: Timing): string {
  const { name, target: owner = target } = timing;
  if (owner !== target) return "";
  const found = comparisons.find((each) => each.target === target && each.against === name);
  return found ? `${digits(found.ratio)} (${digits(found.low)} .. ${digits(found.high)})` : "";
}

/** Rows whose first column starts at the left; the others end at the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length))) ?? [];
  const line = (row: readonly string[]): string =>
    columns.map((width, column) => (row[column] ?? "")[column === 0 ? "padEnd" : "padStart"](width)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}

/** Three significant digits. */
export function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

import { mkdirSync, writeFileSync } from "node:fs";
import { chartOf } from "./chart.js";
import type { Comparison, Measurement } from "./compare.js";
import { goalsTableOf } from "./goals.js";
import { markdownOf } from "./markdown.js";
import type { Size } from "./size/measure.js";
import { digits, sizeTableOf, tableOf } from "./table.js";

/** Where a run prints. Progress goes to stderr where a person watches it. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** With more void samples than this, results say little. */
const NOISY_PERCENT = 20;

/** In which form results are printed. */
export type Format = "table" | "json" | "markdown";

/** What a run found: printed as it comes, as a table or as JSON, or as Markdown in the end; and written to files. */
export class Report {
  readonly #streams: Streams;
  readonly #format: Format;
  readonly #measurements: Measurement[] = [];
  readonly #comparisons: Comparison[] = [];
  readonly #sizes: Size[] = [];
  #tables = "";

  constructor(streams: Streams, format: Format) {
    this.#streams = streams;
    this.#format = format;
  }

  /** Says something that isn't a result. */
  note(text: string): void {
    if (text === "") return;
    this.#tables += `${text}\n`;
    this.#streams.stderr.write(text);
  }

  /** Says what is done now. */
  progress(text: string): void {
    if (this.#streams.stderr.isTTY) this.#streams.stderr.write(`${text} ...\n`);
  }

  add(measurement: Measurement): void {
    this.#measurements.push(measurement);
    this.#print(tableOf(measurement), measurement.comparisons);
  }

  addSizes(sizes: readonly Size[], comparisons: readonly Comparison[]): void {
    this.#sizes.push(...sizes);
    this.#print(sizeTableOf(sizes), comparisons);
  }

  /** Prints what is made of all results: which goals are reached, and how quiet the machine was. */
  finish(): void {
    const samples = this.#measurements.reduce((sum, { noise }) => sum + noise.samples, 0);
    const disturbed = this.#measurements.reduce((sum, { noise }) => sum + noise.disturbed, 0);
    const share = samples === 0 ? 0 : (100 * disturbed) / samples;
    const warning = share > NOISY_PERCENT ? "The machine was too busy: measure again when nothing else runs.\n" : "";
    const noise = `${disturbed} of ${samples} samples (${digits(share)}%) were void: something else had the processor\n${warning}`;
    const findings = { measurements: this.#measurements, comparisons: this.#comparisons, sizes: this.#sizes };
    this.#print(`${goalsTableOf(findings)}${noise}`, []);
    if (this.#format === "markdown") this.#streams.stdout.write(markdownOf(this.#measurements));
  }

  /** Writes `bench.txt`, `bench.jsonl`, `bench.md` and `bench.svg` into a folder. */
  write(folder: URL): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL("bench.txt", folder), this.#tables);
    writeFileSync(new URL("bench.jsonl", folder), linesOf(this.#comparisons));
    writeFileSync(new URL("bench.md", folder), markdownOf(this.#measurements));
    writeFileSync(new URL("bench.svg", folder), chartOf(this.#comparisons));
  }

  /** Writes the comparisons to a file: an array, or an object a line where the name ends in `.jsonl`. */
  writeJson(path: string): void {
    const lines = this.#comparisons.map((comparison) => JSON.stringify(comparison));
    writeFileSync(path, path.endsWith(".jsonl") ? linesOf(this.#comparisons) : `[\n${lines.join(",\n")}\n]\n`);
  }

  #print(table: string, comparisons: readonly Comparison[]): void {
    this.#comparisons.push(...comparisons);
    this.#tables += table;
    if (this.#format === "table") this.#streams.stdout.write(table);
    if (this.#format === "json") this.#streams.stdout.write(linesOf(comparisons));
  }
}

function linesOf(comparisons: readonly Comparison[]): string {
  return comparisons.map((comparison) => `${JSON.stringify(comparison)}\n`).join("");
}

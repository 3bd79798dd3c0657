import { mkdirSync, writeFileSync } from "node:fs";
import { chartOf } from "./chart.js";
import type { Comparison, Measurement } from "./compare.js";
import type { Size } from "./size/measure.js";
import { sizeTableOf, tableOf } from "./table.js";

/** Where a run prints. Progress goes to stderr where a person watches it. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** What a run found: printed as it comes, as a table or as JSON, and written to files in the end. */
export class Report {
  readonly #streams: Streams;
  readonly #isJson: boolean;
  readonly #comparisons: Comparison[] = [];
  #tables = "";

  constructor(streams: Streams, isJson: boolean) {
    this.#streams = streams;
    this.#isJson = isJson;
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
    this.#print(tableOf(measurement), measurement.comparisons);
  }

  addSizes(sizes: readonly Size[], comparisons: readonly Comparison[]): void {
    this.#print(sizeTableOf(sizes), comparisons);
  }

  /** Writes `bench.txt`, `bench.jsonl` and `bench.svg` into a folder. */
  write(folder: URL): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL("bench.txt", folder), this.#tables);
    writeFileSync(new URL("bench.jsonl", folder), linesOf(this.#comparisons));
    writeFileSync(new URL("bench.svg", folder), chartOf(this.#comparisons));
  }

  #print(table: string, comparisons: readonly Comparison[]): void {
    this.#comparisons.push(...comparisons);
    this.#tables += table;
    this.#streams.stdout.write(this.#isJson ? linesOf(comparisons) : table);
  }
}

function linesOf(comparisons: readonly Comparison[]): string {
  return comparisons.map((comparison) => `${JSON.stringify(comparison)}\n`).join("");
}

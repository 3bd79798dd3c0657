import type { Measurement } from "./compare.js";
import { digits } from "./table.js";

/** Those who have a column, with what stands above it. */
const columns: readonly (readonly [against: string, title: string])[] = [
  ["onnxruntime-web", "onnxruntime-web"],
  ["tfjs-wasm", "tfjs-wasm"],
  ["jax-js", "jax-js"],
  ["naive-in-out", "naive loop, weights `[in, out]`"],
  ["naive-out-in", "the same, `[out, in]`"],
];
const CEILING = "wasm-ceiling";

/**
 * The WebAssembly kernel on one thread as a table in Markdown, a row for each workload that others did too: its time, how
 * much of the ceiling it reaches, and how many times as fast as the others it is. A cell stays empty where someone didn't
 * run.
 */
export function markdownOf(measurements: readonly Measurement[]): string {
  const rows = measurements.flatMap(({ workload, timings, comparisons }) => {
    const own = timings.find(({ name, threads }) => name === "wasm" && threads === 1);
    if (!own) return [];
    const ratios = new Map(
      comparisons.filter(({ target }) => target === "wasm").map(({ against, ratio }) => [against, ratio]),
    );
    // What is only held against the ceiling would be a row of empty cells.
    if (!columns.some(([against]) => ratios.has(against))) return [];
    const times = (against: string): string => {
      const ratio = ratios.get(against);
      return ratio === undefined ? "" : `${digits(ratio)}x`;
    };
    const reached = ratios.get(CEILING);
    return [
      [
        workload,
        `${digits(own.seconds * 1000)} ms`,
        own.operations === undefined ? "" : digits(own.operations / own.seconds / 1e9),
        reached === undefined ? "" : `${(100 * reached).toFixed(0)}%`,
        ...columns.map(([against]) => times(against)),
      ],
    ];
  });
  const header = ["", "time", "GFLOP/s", "of the ceiling", ...columns.map(([, title]) => title)];
  const line = header.map((_, i) => (i === 0 ? "---" : "---:"));
  return [header, line, ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

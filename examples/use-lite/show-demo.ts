import { cellWidth, compact, heatCell } from "../terminal/heat.js";
import { centred, displayWidth, fitted, visible } from "../terminal/text.js";
import { tolerance } from "./demo.js";
import type { DemoResult } from "./demo.js";
import { closestPairs, nearest } from "./similarity.js";
import type { Way } from "./ways.js";

/** How the demo's result is shown. */
export interface ShowOptions {
  /** How many columns there are. */
  readonly width: number;
  readonly inColour: boolean;
  /** Whether the sentences are the user's own, which are compared with the ten known ones. */
  readonly isOwn: boolean;
}

/** The demo's result as lines of text. */
export function showDemo(result: DemoResult, options: ShowOptions): string[] {
  return [
    "Universal Sentence Encoder Lite: each sentence becomes 512 numbers.",
    "The whole model is one generated kernel, from the ids of tokens to the embedding.",
    "",
    ...showMatrix(result, options),
    "",
    ...(options.isOwn ? showNearest(result, options.width) : showClosest(result)),
    "",
    ...showRuns(result),
  ];
}

/** The least columns for the sentence beside its row of the matrix. */
const leastLabel = 20;

function showMatrix({ sentences, similarity }: DemoResult, { width, inColour }: ShowOptions): string[] {
  const numberWidth = String(sentences.length).length;
  const room = width - numberWidth - 4 - cellWidth * sentences.length;
  const labels = sentences.map(visible);
  const rowLabel = (row: number, labelWidth: number) =>
    `${String(row + 1).padStart(numberWidth)}  ${fitted(labels[row] ?? "", labelWidth)}`;
  if (room < leastLabel) {
    return [
      ...labels.map((_, row) => rowLabel(row, width - numberWidth - 2).trimEnd()),
      "",
      `A matrix of ${sentences.length} sentences is too wide for ${width} columns: --json gives it.`,
    ];
  }
  const labelWidth = Math.min(room, Math.max(...labels.map(displayWidth)));
  const numbers = labels.map((_, column) => centred(String(column + 1), cellWidth)).join("");
  return [
    `${" ".repeat(numberWidth + 2 + labelWidth + 2)}${numbers}`.trimEnd(),
    ...similarity.map((row, i) => {
      const cells = row.map((value) => heatCell(value, inColour)).join("");
      return `${rowLabel(i, labelWidth)}  ${cells}`.trimEnd();
    }),
  ];
}

/** How many of the closest pairs are shown. */
const closest = 3;

function showClosest({ similarity }: DemoResult): string[] {
  const pairs = closestPairs(similarity, closest);
  const shown = pairs.map(
    ({ first, second, similarity: value }) => `${first + 1} and ${second + 1} (${compact(value)})`,
  );
  return [`Closest in meaning: ${shown.join(", ")}`];
}

function showNearest({ sentences, known, similarityToKnown }: DemoResult, width: number): string[] {
  const numberWidth = String(sentences.length).length;
  const lines = similarityToKnown.map((row, i) => {
    const { index, similarity } = nearest(row);
    return `${String(i + 1).padStart(numberWidth)}  ${compact(similarity).padStart(4)}  ${known[index] ?? ""}`;
  });
  return [
    "Nearest of the ten sentences whose embeddings are known:",
    ...lines.map((line) => fitted(line, width).trimEnd()),
  ];
}

/** The ways in plain words. */
const wayNames: Readonly<Record<Way, string>> = {
  wasm: "WebAssembly kernel",
  typescript: "TypeScript kernel",
  evaluator: "reference evaluator",
};

const nameWidth = Math.max(...Object.values(wayNames).map((name) => name.length));

function showRuns({ runs, known, loading }: DemoResult): string[] {
  const title = `The ${known.length} sentences`.padEnd(nameWidth + 2);
  return [
    `${title}    making     first     again   off by at most`,
    ...runs.map(({ way, making, first, again, maxDifference }) => {
      const verdict = maxDifference <= tolerance ? "fine" : `TOO MUCH, at most ${tolerance.toExponential()}`;
      const times = [making, first, again].map(milliseconds).join("  ");
      return `  ${wayNames[way].padEnd(nameWidth)}  ${times}   ${scientific(maxDifference)}   ${verdict}`;
    }),
    `Times are in milliseconds, for all ${known.length}; reading the model took ${loading.toFixed(0)}.`,
  ];
}

const milliseconds = (time: number) => time.toFixed(1).padStart(8);
const scientific = (value: number) => value.toExponential(1).padStart(7);

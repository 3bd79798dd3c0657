import { cellWidth, compact, heatCell } from "../terminal/heat.js";
import { centred, displayWidth, fitted, visible } from "../terminal/text.js";
import { tolerance } from "./demo.js";
import type { DemoResult } from "./demo.js";
import type { Times } from "./kernel-attention.js";
import { closestPairs, nearest } from "./similarity.js";

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
    "Both attention layers run on generated kernels, the rest on the reference evaluator.",
    "",
    ...showMatrix(result, options),
    "",
    ...(options.isOwn ? showNearest(result, options.width) : showClosest(result)),
    "",
    ...showChecks(result),
    "",
    ...showStages(result),
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

function showChecks({ maxDifference, attention }: DemoResult): string[] {
  const verdict = maxDifference <= tolerance ? "fine" : "TOO MUCH";
  return [
    "Largest differences:",
    `  from the known embeddings of the ten sentences   ${scientific(maxDifference)}   ${verdict}, at most ${tolerance.toExponential()}`,
    `  of the kernels' attention from the evaluator's   ${scientific(attention.difference)}`,
  ];
}

const scientific = (value: number) => value.toExponential(1).padStart(7);

/** The stages in plain words. */
const stageNames: Readonly<Record<string, string>> = {
  load: "load the model",
  kernels: "make the kernels",
  tokenise: "tokenise",
  embed: "embed",
  normalise: "normalise",
  attention0: "attention, layer 0",
  attention1: "attention, layer 1",
  residual: "residual, layer 0",
  feedForward: "feed-forward",
  pool: "pool",
};

function showStages({ stages, encoded, attention }: DemoResult): string[] {
  const entries = Object.entries(stages);
  const nameWidth = Math.max(...Object.values(stageNames).map((name) => name.length));
  const line = (name: string, milliseconds: number, note = "") =>
    `  ${name.padEnd(nameWidth)}  ${milliseconds.toFixed(1).padStart(8)}${note}`;
  const notes: Readonly<Record<string, string>> = {
    attention0: secondTime(attention.times[0]),
    attention1: secondTime(attention.times[1]),
  };
  const total = entries.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  return [
    `Milliseconds for ${encoded} sentences:`,
    ...entries.map(([stage, milliseconds]) => line(stageNames[stage] ?? stage, milliseconds, notes[stage])),
    line("all", total),
  ];
}

/** Code is slow the first time it runs, before the engine has optimised it. */
function secondTime({ kernel, evaluator }: Times): string {
  return `   a second time ${kernel.toFixed(1)}, and by the evaluator ${evaluator.toFixed(1)}`;
}

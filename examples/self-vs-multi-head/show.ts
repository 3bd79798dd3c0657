import { cellWidth, compact, heatCell } from "../terminal/heat.js";
import { centred, fitted } from "../terminal/text.js";
import type { Comparison, Differences } from "./comparison.js";
import { favouriteOf, mostDivided } from "./distributions.js";
import type { Distributions } from "./distributions.js";
import type { Step } from "./steps.js";

/** What the text shows. */
export interface Shown {
  readonly tokens: readonly string[];
  readonly single: Distributions;
  readonly heads: readonly Distributions[];
  readonly singleSteps: readonly Step[];
  readonly multiSteps: readonly Step[];
  readonly comparison: Comparison;
}

/** How it is shown. */
export interface ShowOptions {
  /** How many columns there are. */
  readonly width: number;
  readonly inColour: boolean;
}

/** The comparison as lines of text. */
export function show(shown: Shown, options: ShowOptions): string[] {
  const { tokens, single, heads, singleSteps, multiSteps, comparison } = shown;
  return [
    `${tokens.join(" ")}: seq = ${tokens.length} tokens in 512 dimensions, with the same wq, wk and wv in both.`,
    "Embeddings and weights come from a seeded generator; nothing is trained.",
    "",
    "SELF-ATTENTION, ONE HEAD",
    ...showSteps(singleSteps),
    "",
    ...heatmap(tokens, single, options.inColour).map((line) => line.trimEnd()),
    "",
    "  A row is a token that looks, a column one that is looked at; each row sums to 1.",
    "  Each token has one distribution: 4 x 4 weights. Its result is one blend of the rows of v, the",
    "  same for all 512 features. It can't take one thing from one token and another from a second.",
    "",
    "MULTI-HEAD ATTENTION, 8 HEADS OF 64",
    ...showSteps(multiSteps),
    "",
    ...headRows(tokens, heads, options),
    "  Each token has eight distributions: 8 x 4 x 4 weights. A head compares by 64 of the features of q",
    "  and k and blends the same 64 of v; wo mixes what the heads found. So a token can look at several",
    "  at once, for different things. But no head compares tokens by all 512 features.",
    "",
    ...showFavourites(shown),
    "",
    "  The one head's scores are the sum of the eight heads' scores / sqrt(8): a compromise made before",
    "  the softmax, in which the eight can't be told apart any more.",
    "  Neither knows the order of the tokens: in another order they give the same rows, in that order.",
    "",
    ...showDifferences(comparison),
  ];
}

function showSteps(steps: readonly Step[]): string[] {
  const width = Math.max(...steps.map(({ code }) => code.length));
  return steps.map(({ code, shape }) => `  ${code.padEnd(width)}  ${shape}`);
}

/** The columns that a row's label takes: a token of two columns, and spaces around it. */
const labelWidth = 5;

function heatmap(tokens: readonly string[], weights: Distributions, inColour: boolean): string[] {
  return [
    `${" ".repeat(labelWidth)}${tokens.map((token) => centred(token, cellWidth)).join("")}`,
    ...weights.map((row, query) => {
      const cells = row.map((weight) => heatCell(weight, inColour)).join("");
      return `${fitted(`  ${tokens[query] ?? ""}`, labelWidth)}${cells}`;
    }),
  ];
}

/** The heatmaps of the heads, as many beside each other as fit. */
function headRows(
  tokens: readonly string[],
  heads: readonly Distributions[],
  { width, inColour }: ShowOptions,
): string[] {
  const blockWidth = labelWidth + tokens.length * cellWidth;
  const perRow = Math.max(1, Math.floor(width / blockWidth));
  const blocks = heads.map((weights, head) => [
    fitted(`  head ${head + 1}`, blockWidth),
    ...heatmap(tokens, weights, inColour),
  ]);
  const rows = Array.from({ length: Math.ceil(blocks.length / perRow) }, (_, row) =>
    blocks.slice(row * perRow, (row + 1) * perRow),
  );
  return rows.flatMap((row) => {
    const lines =
      row[0]?.map((_, line) =>
        row
          .map((block) => block[line] ?? "")
          .join("")
          .trimEnd(),
      ) ?? [];
    return lines.concat("");
  });
}

/** What each token looks at most, and for one token what that means. */
function showFavourites({ tokens, single, heads }: Shown): string[] {
  const favourite = (weights: Distributions, query: number) => {
    const { token, weight } = favouriteOf(weights, query);
    return `${tokens[token] ?? ""} ${compact(weight)}`;
  };
  const columns = ["one head", ...heads.map((_, head) => `head ${head + 1}`)];
  const columnWidth = 10;
  const query = mostDivided(heads);
  const blend = single[query]?.map((weight, key) => `${tokens[key] ?? ""} ${compact(weight)}`) ?? [];
  return [
    "WHAT EACH TOKEN LOOKS AT MOST",
    `${" ".repeat(labelWidth)}${columns.map((column) => fitted(column, columnWidth)).join("")}`.trimEnd(),
    ...tokens.map((token, row) => {
      const cells = [single, ...heads].map((weights) => fitted(favourite(weights, row), columnWidth)).join("");
      return `${fitted(`  ${token}`, labelWidth)}${cells}`.trimEnd();
    }),
    "",
    `  With eight heads ${tokens[query] ?? ""} looks mostly`,
    `  ${lookedAt(tokens, heads, query).join(", ")}.`,
    `  With one head it has to blend: ${blend.join(", ")}.`,
  ];
}

/** `at 爱 in heads 4 and 8` for each token that some head's query looks at most. */
function lookedAt(tokens: readonly string[], heads: readonly Distributions[], query: number): string[] {
  return tokens.flatMap((token, key) => {
    const numbers = heads.flatMap((head, i) => (favouriteOf(head, query).token === key ? [i + 1] : []));
    if (numbers.length === 0) return [];
    return [`at ${token} in ${numbers.length === 1 ? "head" : "heads"} ${numbers.join(" and ")}`];
  });
}

function showDifferences({ singleDifferences, multiDifferences }: Comparison): string[] {
  return [
    "GENERATED KERNELS AGAINST THE REFERENCE EVALUATOR, LARGEST DIFFERENCE",
    "               weights   out       out of a fused kernel, which never stores the weights",
    differencesLine("one head", singleDifferences),
    differencesLine("eight heads", multiDifferences),
  ];
}

function differencesLine(name: string, { weights, out, fusedOut }: Differences): string {
  const columns = [weights, out, fusedOut].map((value) => value.toExponential(1).padEnd(10));
  return `  ${name.padEnd(13)}${columns.join("")}`.trimEnd();
}

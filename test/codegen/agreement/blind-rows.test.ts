import { attention, program, tensor, type Tensor } from "heddle";
import { type AttentionOptions, causal, document, not, window } from "heddle/attention";
import { describe, expect, test } from "vitest";
import { javaScript, webAssembly } from "../../../codegen/schedule/machine.js";
import { randomTensor } from "../../random.js";
import type { AnyTensor } from "../kernels/any-kernel.js";
import { Everywhere, type Outputs } from "./everywhere.js";
import type { Machines } from "./machines.js";

const [heads, width] = [2, 4];
const returns = ["maskedScores", "probabilities", "meanProbabilities", "logSumExp"] as const;

/** The tensors that ways to mask use. */
const shapes = {
  q: [heads, "n", width],
  k: [heads, "m", width],
  v: [heads, "m", width],
  flags: { shape: ["n", "m"], dtype: "bool" },
  bias: ["n", "m"],
  valid: { shape: [], dtype: "i32" },
  ids: { shape: ["n"], dtype: "i32" },
  keyIds: { shape: ["m"], dtype: "i32" },
  sinks: [heads],
} as const;

interface Masks {
  readonly flags: Tensor<["n", "m"], "bool">;
  readonly bias: Tensor<["n", "m"]>;
  readonly valid: Tensor<[], "i32">;
  readonly ids: Tensor<["n"], "i32">;
  readonly keyIds: Tensor<["m"], "i32">;
}

/** What masks all keys of some queries. */
interface Way {
  readonly name: string;
  readonly options: (given: Masks) => AttentionOptions;
  /** How many of the first queries see no key; all, where nothing is said. */
  readonly blind?: number;
  /** What may stand in all keys and values; by default everything. */
  readonly spoils?: readonly (number | undefined)[];
}

const anything: readonly (number | undefined)[] = [undefined, Number.NaN, Infinity, -Infinity];

const ways: readonly Way[] = [
  { name: "a bool mask", options: ({ flags }) => ({ mask: flags }), blind: 3 },
  { name: "-Infinity in a float mask", options: ({ bias }) => ({ mask: bias }), blind: 3 },
  { name: "-Infinity in a bias", options: ({ bias }) => ({ bias, causal: { offset: 100 } }), blind: 3 },
  { name: "a mask function", options: () => ({ mask: ({ q, k }) => k.lt(q.min(0)) }) },
  {
    name: "a mask function of half the queries",
    options: () => ({ mask: ({ q, k }) => q.ge(3).and(k.ge(0)) }),
    blind: 3,
  },
  { name: "a causal mask with a negative offset", options: () => ({ causal: { offset: -3 } }), blind: 3 },
  { name: "two masks that have no key in common", options: () => ({ causal: true, mask: not(causal()) }) },
  { name: "no valid keys", options: ({ valid }) => ({ lengths: valid }) },
  { name: "a window past the keys", options: () => ({ window: { left: 2, right: 0, offset: 1000 } }) },
  { name: "a window before the keys", options: () => ({ mask: window({ left: 2, right: 0, offset: -1000 }) }) },
  {
    name: "documents without keys",
    options: ({ ids, keyIds }) => ({ mask: document<["n"], "i32", ["m"], "i32">(ids, keyIds) }),
  },
  {
    name: "scores made -Infinity",
    options: () => ({ score: (score, { q }) => q.lt(3).select(-Infinity, score) }),
    blind: 3,
    // A function that leaves a score of -Infinity as it is has not masked it.
    spoils: [undefined, Number.NaN],
  },
];

/** Blocks so small that whole blocks are skipped, and those of the targets. */
const machines: Readonly<Record<"small" | "usual", Machines>> = {
  small: {
    scalars: { ...javaScript, attention: { queries: 2, keys: 3 } },
    vectors: { ...webAssembly, attention: { queries: 3, keys: 4 } },
  },
  usual: { scalars: javaScript, vectors: webAssembly },
};

const { small, usual } = machines;
const cases = [
  ...ways.map((way) => ({ way, blocks: "small", machine: small, hasSinks: false })),
  ...[...ways.slice(0, 2), ...ways.slice(5, 7)].map((way) => ({
    way,
    blocks: "small",
    machine: small,
    hasSinks: true,
  })),
  ...ways.slice(5, 7).map((way) => ({ way, blocks: "usual", machine: usual, hasSinks: false })),
].map(({ way, blocks, machine, hasSinks }) => {
  return { name: `${way.name}${hasSinks ? ", with sinks" : ""}`, way, blocks, machine, hasSinks };
});

describe("a query without a key gives zeros in every result", () => {
  test.each(cases)("$name, in $blocks blocks", ({ way: { options, blind, spoils = anything }, machine, hasSinks }) => {
    const made = program({
      name: "blind",
      params: {},
      inputs: shapes,
      body: ({ q, k, v, sinks, ...given }) =>
        attention(q, k, v, { ...options(given), ...(hasSinks ? { sinks } : {}), returns }),
    });
    const everywhere = new Everywhere(made, machine);
    const sizes = { n: 7, m: 9 };
    for (const spoil of spoils) {
      const tensors = tensorsFor(sizes, spoil);
      const sinks = hasSinks ? [...(tensors["sinks"]?.data ?? [])] : [-Infinity];
      for (const [target, results] of [
        ["evaluator", everywhere.evaluate(tensors)] as const,
        ...everywhere.run(sizes, tensors),
      ]) {
        expect({ target, spoil, ...blindRows(results, sizes, blind ?? sizes.n) }).toEqual({
          target,
          spoil,
          output: [0],
          probabilities: [0],
          meanProbabilities: [0],
          maskedScores: [-Infinity],
          logSumExp: sinks,
        });
      }
    }
  });
});

/** Masks that hide all keys from the first three queries, and from the others none; keys and values may be `spoil`. */
function tensorsFor({ n, m }: { readonly n: number; readonly m: number }, spoil: number | undefined) {
  const rows = (length: number, seed: number): AnyTensor => randomTensor([heads, length, width], seed);
  const spoilt = (seed: number): AnyTensor =>
    spoil === undefined
      ? rows(m, seed)
      : tensor(
          Array.from({ length: heads * m * width }, () => spoil),
          [heads, m, width],
        );
  const isHidden = Array.from({ length: n * m }, (_, at) => at < 3 * m);
  const ints = (data: readonly number[], shape: readonly number[]): AnyTensor => tensor(data, shape, "i32");
  return {
    q: rows(n, 1),
    k: spoilt(2),
    v: spoilt(3),
    flags: tensor(
      isHidden.map((hidden) => Number(!hidden)),
      [n, m],
      "bool",
    ),
    bias: tensor(
      isHidden.map((hidden) => (hidden ? -Infinity : 0.5)),
      [n, m],
    ),
    valid: ints([0], []),
    ids: ints(
      Array.from({ length: n }, () => 1),
      [n],
    ),
    keyIds: ints(
      Array.from({ length: m }, () => 2),
      [m],
    ),
    sinks: randomTensor([heads], 4),
  } satisfies Readonly<Record<string, AnyTensor>>;
}

/** The different numbers in the rows of the first queries, of each result. */
function blindRows(results: Outputs, { n, m }: { readonly n: number; readonly m: number }, blind: number) {
  const widths = { output: width, probabilities: m, meanProbabilities: m, maskedScores: m, logSumExp: 1 };
  return Object.fromEntries(
    Object.entries(widths).map(([name, columns]) => {
      const rows = [...(results.get(name) ?? [])].filter((_, at) => Math.floor(at / columns) % n < blind);
      return [name, [...new Set(rows)]] as const;
    }),
  );
}

import { attention, type Program, program, type Tensor } from "heddle";
import { type AttentionOptions, document, or, prefix, type Returned, softcap, window } from "heddle/attention";

/** What options are made of. */
export interface ResultInputs {
  readonly sinks: Tensor<[4]>;
  readonly oneSink: Tensor<[]>;
  readonly mask: Tensor<["n", "m"], "bool">;
  readonly maskFloat: Tensor<["n", "m"]>;
  readonly ids: Tensor<["n"], "i32">;
  readonly keyIds: Tensor<["m"], "i32">;
  readonly valid: Tensor<[], "i32">;
}

const inputs = {
  sinks: [4],
  oneSink: [],
  mask: { shape: ["n", "m"], dtype: "bool" },
  maskFloat: ["n", "m"],
  ids: { shape: ["n"], dtype: "i32" },
  keyIds: { shape: ["m"], dtype: "i32" },
  valid: { shape: [], dtype: "i32" },
} as const;

/** Attention of four heads, of which two read one key head, and what it gives beside `out`. */
export function returning(
  name: string,
  options: (tensors: ResultInputs) => AttentionOptions,
  returns: readonly Returned[],
): Program {
  return program({
    name,
    params: {},
    inputs: { q: [4, "n", 4], k: [2, "m", 4], v: [2, "m", 4], ...inputs },
    body: ({ q, k, v, ...tensors }) => {
      const { output, ...others } = attention(q, k, v, { ...options(tensors), returns: [...returns] });
      return { out: output, ...others };
    },
  });
}

/** {@link returning}, of which `out` is one thing alone: the output, or what it gives beside that. */
export function returningOnly(
  result: "output" | Returned,
  options: (tensors: ResultInputs) => AttentionOptions,
): Program {
  return program({
    name: "only",
    params: {},
    inputs: { q: [4, "n", 4], k: [2, "m", 4], v: [2, "m", 4], ...inputs },
    body: ({ q, k, v, ...tensors }) => {
      const results: Readonly<Record<string, Tensor>> = attention(q, k, v, {
        ...options(tensors),
        returns: result === "output" ? ["logSumExp"] : [result],
      });
      const wanted = results[result];
      if (!wanted) throw new Error(`attention gives no ${result}`);
      return { out: wanted };
    },
  });
}

/** Options that take different ways through the schedules. */
export const resultPrograms: readonly Program[] = [
  returning("plainly", () => ({}), ["rawScores", "probabilities", "logSumExp"]),
  returning("causalSunk", ({ sinks }) => ({ causal: true, sinks }), ["maskedScores", "meanProbabilities", "logSumExp"]),
  returning(
    "hidden",
    ({ mask }) => ({ softcap: 0.5, mask, score: (s, { q, k }) => k.eq(q.add(1)).select(-Infinity, s) }),
    ["modifiedScores", "maskedScores", "probabilities"],
  ),
  returning("padded", ({ maskFloat, oneSink, valid }) => ({ mask: maskFloat, sinks: oneSink, lengths: valid }), [
    "probabilities",
    "logSumExp",
  ]),
  returning("documents", ({ ids, keyIds }) => ({ mask: or(document(ids, keyIds), prefix(2)) }), [
    "maskedScores",
    "meanProbabilities",
  ]),
  returning("half", ({ sinks, maskFloat }) => ({ precision: "f16", sinks, mask: maskFloat, causal: true }), [
    "probabilities",
  ]),
  returning("brain", () => ({ precision: "bf16", score: softcap(2) }), ["probabilities"]),
  returning("single", ({ sinks }) => ({ precision: "f32", sinks, mask: window({ left: 3, right: 5, offset: -2 }) }), [
    "logSumExp",
  ]),
];

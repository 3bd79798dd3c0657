import { attention, program, type Program } from "heddle";
import {
  alibi,
  and,
  type AttentionOptions,
  causal,
  document,
  lookup,
  or,
  prefix,
  relativeBias,
  softcap,
  window,
} from "heddle/attention";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { mha64x4, mha512x8, mha512x8Causal } from "../../../presets/multi-head.js";
import { decode512x8 } from "../../../presets/decode.js";
import { selfAttention512 } from "../../../presets/single-head.js";

const heads = { q: [2, "n", 16], k: [2, "m", 16], v: [2, "m", 16] } as const;
const batch = { q: [3, 2, "n", 16], k: [3, 2, "m", 16], v: [3, 2, "m", 16] } as const;

/** Attention in its plain forms, and with options one at a time. */
export const attentions: readonly ProgramGraph[] = [
  mha64x4,
  mha512x8,
  mha512x8Causal,
  decode512x8,
  selfAttention512,
  program({ name: "plain", params: {}, inputs: heads, body: ({ q, k, v }) => attention(q, k, v) }),
  program({ name: "causal", params: {}, inputs: heads, body: ({ q, k, v }) => attention(q, k, v, { causal: true }) }),
  program({
    name: "fixedSizes",
    params: {},
    inputs: { q: [2, 40, 8], k: [2, 24, 8], v: [2, 24, 12] },
    body: ({ q, k, v }) => attention(q, k, v),
  }),
  program({
    name: "grouped",
    params: {},
    inputs: { q: [4, "n", 16], k: [2, "m", 16], v: [2, "m", 16] },
    body: ({ q, k, v }) => attention(q, k, v),
  }),
  program({
    name: "oneKeyHead",
    params: {},
    inputs: { q: [2, 4, "n", 8], k: [2, 1, "m", 8], v: [2, 1, "m", 8] },
    body: ({ q, k, v }) => attention(q, k, v, { causal: true }),
  }),
  program({
    name: "narrow",
    params: {},
    inputs: { q: ["n", 3], k: ["m", 3], v: ["m", 5] },
    body: ({ q, k, v }) => attention(q, k, v, { scale: 0.5 }),
  }),
  program({
    name: "boolMask",
    params: {},
    inputs: { ...heads, mask: { shape: ["n", "m"], dtype: "bool" } },
    body: ({ q, k, v, mask }) => attention(q, k, v, { mask }),
  }),
  program({
    name: "floatMask",
    params: {},
    inputs: { ...heads, mask: [2, 1, "m"] },
    body: ({ q, k, v, mask }) => attention(q, k, v, { mask, causal: true }),
  }),
  program({
    name: "lengths",
    params: {},
    inputs: { ...batch, valid: { shape: [3], dtype: "i32" } },
    body: ({ q, k, v, valid }) => attention(q, k, v, { lengths: valid }),
  }),
  program({
    name: "window",
    params: {},
    inputs: heads,
    body: ({ q, k, v }) => attention(q, k, v, { window: { left: 7, right: 3 } }),
  }),
  program({
    name: "prefix",
    params: {},
    inputs: heads,
    body: ({ q, k, v }) => attention(q, k, v, { mask: or(prefix(5), causal()) }),
  }),
  program({
    name: "documents",
    params: {},
    inputs: { ...heads, ids: { shape: ["n"], dtype: "i32" }, keyIds: { shape: ["m"], dtype: "i32" } },
    body: ({ q, k, v, ids, keyIds }) => attention(q, k, v, { mask: and(document(ids, keyIds), window({ left: 90 })) }),
  }),
  program({ name: "softcap", params: {}, inputs: heads, body: ({ q, k, v }) => attention(q, k, v, { softcap: 20 }) }),
  program({ name: "alibi", params: {}, inputs: heads, body: ({ q, k, v }) => attention(q, k, v, { score: alibi(2) }) }),
  program({
    name: "relative",
    params: {},
    inputs: { ...heads, table: [2, 9] },
    body: ({ q, k, v, table }) => attention(q, k, v, { score: relativeBias(table) }),
  }),
  program({
    name: "biasByKey",
    params: {},
    inputs: { ...heads, bias: ["m"] },
    body: ({ q, k, v, bias }) =>
      attention(q, k, v, { score: (score, { k: key }) => score.add(lookup(bias, key)), causal: { offset: -2 } }),
  }),
];

/** Options that ask for nothing. */
export const off: Readonly<Record<string, AttentionOptions>> = {
  "causal: false": { causal: false },
  "a window that reaches everything": { window: { left: Infinity, right: Infinity } },
  "a window without sides": { window: {} },
  "a mask function of a window that reaches everything": { mask: window() },
  "no score functions": { score: [] },
  "nothing returned": { returns: [] },
  "the default scale": { scale: 1 / Math.sqrt(16) },
  "everything undefined": {
    mask: undefined,
    bias: undefined,
    causal: undefined,
    window: undefined,
    lengths: undefined,
    scale: undefined,
    softcap: undefined,
    score: undefined,
    sinks: undefined,
    precision: undefined,
    returns: undefined,
  },
};

/** Options that say the same thing in several ways. */
export const alike: Readonly<Record<string, readonly AttentionOptions[]>> = {
  causal: [{ causal: true }, { causal: {} }, { causal: { offset: 0 } }, { mask: causal() }, { window: { right: 0 } }],
  "causal with an offset": [{ causal: { offset: 3 } }, { mask: causal({ offset: 3 }) }],
  window: [{ window: { left: 7, right: 3 } }, { mask: window({ left: 7, right: 3 }) }],
  softcap: [{ softcap: 20 }, { score: softcap(20) }, { score: [softcap(20)] }],
  scores: [{ softcap: 20, score: alibi(2) }, { score: [softcap(20), alibi(2)] }],
};

/** Attention with these options; all such programs have the same name. */
export function attentionWith(options: AttentionOptions): Program {
  return program({ name: "plain", params: {}, inputs: heads, body: ({ q, k, v }) => attention(q, k, v, options) });
}

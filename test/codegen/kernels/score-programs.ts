import { attention, program, type Program } from "heddle";
import {
  alibi,
  and,
  causal,
  document,
  lengths,
  lookup,
  type MaskFunction,
  not,
  or,
  prefix,
  relativeBias,
  type ScoreFunction,
  softcap,
  window,
} from "heddle/attention";

/** Which function of a score or mask, or both, an attention has. */
interface Functions {
  readonly mask?: MaskFunction | undefined;
  readonly score?: ScoreFunction | readonly ScoreFunction[];
}

/** Attention of `q`, `k` and `v` with these functions. */
export function scored(name: string, functions: Functions, width = 4): Program {
  return program({
    name,
    params: {},
    inputs: { q: [2, "n", width], k: [2, "m", width], v: [2, "m", width] },
    body: ({ q, k, v }) => attention(q, k, v, functions),
  });
}

/** Keys of so many features lie in no vectors. */
const narrow = 3;

/** Programs in which every kind of function occurs, alone or with others. */
export const scorePrograms: readonly Program[] = [
  scored("windowLeft", { mask: window({ left: 3 }) }),
  scored("windowBoth", { mask: window({ left: 9, right: 2, offset: 1 }) }, narrow),
  scored("windowCausal", { mask: and(causal({ offset: 2 }), window({ left: 20, offset: 2 })), score: softcap(0.5) }),
  scored("causalBefore", { mask: causal({ offset: -4 }) }),
  scored("prefix", { mask: or(prefix(5), causal()) }),
  scored("gap", { mask: or(prefix(3), window({ left: 5, right: 0 })) }),
  scored("outside", { mask: not(window({ left: 6, right: 1 })) }, narrow),
  scored("everySecond", { mask: ({ q, k }) => k.mod(2).eq(q.floorDiv(3)) }),
  scored("nothing", { mask: ({ q, k }) => k.lt(q.min(0)) }),
  scored("softcap", { score: softcap(2) }),
  scored("alibi", { score: alibi(2), mask: causal() }),
  scored("steps", { score: (s, { q, k }) => k.lt(q).select(s.mul(0.5), s.max(-0.25).add(k.sub(q).abs().neg())) }),
  scored("hiding", { score: (s, { q, k }) => k.eq(q.add(1)).select(-Infinity, s) }, narrow),
  program({
    name: "slopes",
    params: {},
    inputs: { slopes: [2], q: [2, "n", 4], k: [2, "m", 4], v: [2, "m", 4] },
    body: ({ slopes, q, k, v }) => attention(q, k, v, { score: alibi(slopes), window: { left: 30 } }),
  }),
  program({
    name: "relative",
    params: {},
    inputs: { table: [2, 15], q: [2, "n", 4], k: [2, "m", 4], v: [2, "m", 4] },
    body: ({ table, q, k, v }) => attention(q, k, v, { score: relativeBias(table), causal: true, softcap: 1 }),
  }),
  program({
    name: "documents",
    params: {},
    inputs: {
      ids: { shape: [3, "n"], dtype: "i32" },
      keyIds: { shape: [3, "m"], dtype: "i32" },
      valid: { shape: [3], dtype: "i32" },
      q: [3, 2, "n", 4],
      k: [3, 2, "m", 4],
      v: [3, 2, "m", 4],
    },
    body: ({ ids, keyIds, valid, q, k, v }) =>
      attention(q, k, v, { mask: and(document(ids, keyIds), lengths(valid)), window: { left: 40, right: 40 } }),
  }),
  program({
    name: "allAtOnce",
    params: {},
    inputs: {
      mask: { shape: ["n", "m"], dtype: "bool" },
      bias: ["m"],
      q: ["n", 4],
      k: ["m", 4],
      v: ["m", 4],
    },
    body: ({ mask, bias, q, k, v }) =>
      attention(q, k, v, {
        mask,
        causal: true,
        window: { left: 50 },
        softcap: 3,
        score: (s, { k: key }) => s.add(lookup(bias, key)),
      }),
  }),
];

/** Attention within documents that are packed one after the other. */
export const packed = program({
  name: "packed",
  params: {},
  inputs: { ids: { shape: ["n"], dtype: "i32" }, keyIds: { shape: ["m"], dtype: "i32" }, x: ["n", 4], y: ["m", 4] },
  body: ({ ids, keyIds, x, y }) => attention(x, y, y, { mask: document(ids, keyIds) }),
});

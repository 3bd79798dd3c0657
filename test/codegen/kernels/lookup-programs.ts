import { attention, program, type Program } from "heddle";
import { and, causal, lookup, or, relativeBias } from "heddle/attention";

const [queries, keys] = [
  [2, "n", 4],
  [2, "m", 4],
] as const;
const attended = { q: queries, k: keys, v: keys } as const;

/** Attention with lookups at indices that are no sums of positions. */
export const lookupPrograms: readonly Program[] = [
  program({
    name: "relative2d",
    params: {},
    inputs: { table: [2, 9, 7], ...attended },
    body: ({ table, q, k, v }) => attention(q, k, v, { score: relativeBias(table), causal: true }),
  }),
  program({
    name: "relativeFrom",
    params: {},
    inputs: { table: [2, 5, 11], before: { shape: [1], dtype: "i32" }, ...attended },
    body: ({ table, before, q, k, v }) => attention(q, k, v, { score: relativeBias(table, { offset: before }) }),
  }),
  program({
    name: "blocks",
    params: {},
    inputs: { routed: { shape: [4, 9], dtype: "bool" }, ...attended },
    body: ({ routed, q, k, v }) =>
      attention(q, k, v, { mask: ({ q: query, k: key }) => lookup(routed, query.floorDiv(5), key.floorDiv(7)) }),
  }),
  program({
    name: "routes",
    params: {},
    inputs: { routes: { shape: [6, 2], dtype: "i32" }, ...attended },
    body: ({ routes, q, k, v }) =>
      attention(q, k, v, {
        mask: ({ q: query, k: key }) => {
          const isRoute = (i: number) => lookup(routes, query.floorDiv(4), i).eq(key.floorDiv(8));
          return isRoute(0).or(isRoute(1));
        },
      }),
  }),
  program({
    name: "through",
    params: {},
    inputs: {
      first: { shape: ["m"], dtype: "i32" },
      second: { shape: [3], dtype: "i32" },
      biases: [2, 5],
      ...attended,
    },
    body: ({ first, second, biases, q, k, v }) =>
      attention(q, k, v, {
        mask: and(causal({ offset: 3 }), ({ k: key }) => lookup(second, lookup(first, key)).ne(0)),
        score: (s, { h, q: query, k: key }) =>
          s.add(lookup(biases, h, query.mul(key).mod(5))).sub(lookup(biases, 0, lookup(first, key).add(1))),
      }),
  }),
  program({
    name: "ofScore",
    params: {},
    inputs: { levels: [4], ...attended },
    body: ({ levels, q, k, v }) =>
      attention(q, k, v, { score: (s, { k: key }) => s.add(lookup(levels, s.lt(0).select(key.mod(2), 3))) }),
  }),
  program({
    name: "wide",
    params: {},
    inputs: { seeds: { shape: ["m"], dtype: "i32" }, biases: [7], ...attended },
    body: ({ seeds, biases, q, k, v }) =>
      attention(q, k, v, {
        mask: ({ k: key }) => lookup(seeds, key).mul(1_234_567_891).mod(3).eq(1),
        score: (s, { k: key }) =>
          s.add(lookup(biases, lookup(seeds, key).mul(715_827_883).floorDiv(238_609_294).add(3))),
      }),
  }),
  program({
    name: "entries",
    params: {},
    inputs: {
      valid: { shape: ["2*n"], dtype: "i32" },
      unread: ["far"],
      q: [2, "n", 2, 5, 4],
      k: [2, "n", 2, "m", 4],
      v: [2, "n", 2, "m", 4],
    },
    body: ({ valid, q, k, v }) =>
      attention(q, k, v, {
        mask: or(({ b, q: query, k: key }) => key.le(b.add(query)), causal({ offset: "far" })),
        score: (s, { b }) => s.add(lookup(valid, b).toFloat()),
      }),
  }),
  program({
    name: "ofQueries",
    params: {},
    inputs: { levels: [4, 3], scales: [3], ...attended },
    body: ({ levels, scales, q, k, v }) =>
      attention(q, k, v, {
        score: (s, { h, q: query }) =>
          s.mul(lookup(scales, query.mod(3))).add(lookup(levels, query.floorDiv(3).min(2), h.mul(2))),
      }),
  }),
];

import { attention, broadcastTo, program, repeat, type Tensor, tensor } from "heddle";
import { alibi, and, type AttentionOptions, lookup, type MaskFunction, relativeBias } from "heddle/attention";
import { describe, expect, test } from "vitest";
import { javaScript, webAssembly } from "../../../codegen/schedule/machine.js";
import { randomTensor } from "../../random.js";
import type { AnyTensor } from "../kernels/any-kernel.js";
import { distance } from "../kernels/close.js";
import { Everywhere } from "./everywhere.js";

const [heads, width] = [2, 4];

const shapes = {
  q: [heads, "n", width],
  k: [heads, "m", width],
  v: [heads, "m", width],
  /** The same keys and values in another order. */
  movedK: [heads, "m", width],
  movedV: [heads, "m", width],
  movedMask: { shape: [heads, "n", "m"], dtype: "bool" },
  oneK: [1, "m", width],
  oneV: [1, "m", width],
  row: [heads, 1, width],
  mask: { shape: [heads, "n", "m"], dtype: "bool" },
  table: [heads, 7],
  shifts: ["n"],
  chosen: { shape: ["n"], dtype: "i32" },
} as const;

type Given = {
  readonly [Name in keyof typeof shapes]: (typeof shapes)[Name] extends {
    readonly dtype: infer D;
    readonly shape: infer S;
  }
    ? Tensor<Mutable<S>, D & ("bool" | "i32")>
    : Tensor<Mutable<(typeof shapes)[Name]>>;
};
type Mutable<S> = S extends readonly [...infer Dims extends (number | string)[]] ? Dims : never;

type Options = Omit<AttentionOptions, "returns">;

/** Options under which properties have to hold too; each leaves every query its first key, or one of them. */
const backgrounds: Readonly<Record<string, (given: Given) => Options>> = {
  "no options": () => ({}),
  "a mask": ({ mask }) => ({ mask }),
  "a causal window and a softcap": () => ({ window: { left: 30 }, causal: { offset: 2 }, softcap: 5 }),
  "biases of positions, and keys left out": ({ table }) => ({
    score: [alibi(heads), relativeBias(table)],
    mask: ({ q, k }) => k.mod(3).ne(1).or(q.eq(4)),
  }),
};

/** Two attentions that are the same. */
type Pair = (given: Given, options: Options) => Readonly<Record<"one" | "other", Tensor>>;

const always: Readonly<Record<string, Pair>> = {
  "values that are all alike come out as they are": ({ q, k, row }, options) => ({
    one: attention(q, k, broadcastTo(row, [heads, "m", width]), options),
    other: broadcastTo(row, [heads, "n", width]),
  }),
  "what is added to all scores of a query changes nothing": ({ q, k, v, shifts }, options) => {
    const { score = [], softcap, ...others } = options;
    const before = typeof score === "function" ? [score] : score;
    return {
      one: attention(q, k, v, options),
      other: attention(q, k, v, {
        ...others,
        score: [
          ...(softcap === undefined ? [] : ([(s) => s.div(softcap).tanh().mul(softcap)] satisfies typeof before)),
          ...before,
          (s, at) => s.add(lookup(shifts, at.q)),
        ],
      }),
    };
  },
  "queries of one key head are queries of that head repeated": ({ q, oneK, oneV }, options) => ({
    one: attention(q, oneK, oneV, options),
    other: attention(
      q,
      repeat(oneK, "1 m d -> h m d", { h: heads }),
      repeat(oneV, "1 m d -> h m d", { h: heads }),
      options,
    ),
  }),
  "a window that reaches everything is none": ({ q, k, v }, options) => {
    const own: MaskFunction = typeof options.mask === "function" ? options.mask : ({ q: at }) => at.ge(0);
    const mask = and(own, ({ q: at, k: key }) =>
      at
        .sub(1000)
        .le(key)
        .and(key.le(at.add(1000))),
    );
    return {
      one: attention(q, k, v, options),
      other: attention(q, k, v, {
        ...options,
        ...(typeof options.mask === "object" ? {} : { mask }),
        window: options.window ?? { left: 1000, right: 1000 },
      }),
    };
  },
};

const once: Readonly<Record<string, Pair>> = {
  "the order of keys doesn't matter": ({ q, k, v, mask, movedK, movedV, movedMask }) => ({
    one: attention(q, k, v, { mask, softcap: 3 }),
    other: attention(q, movedK, movedV, { mask: movedMask, softcap: 3 }),
  }),
  "a query with one key gives its value": ({ q, k, v, chosen }) => {
    const only: MaskFunction = (at) => at.k.eq(lookup(chosen, at.q));
    return {
      one: attention(q, k, v, { mask: only, score: (s) => s.mul(3) }),
      other: attention(q, k, v, { mask: only, scale: 0.001, softcap: 0.001 }),
    };
  },
};

const machines = {
  scalars: { ...javaScript, attention: { queries: 3, keys: 5 } },
  vectors: { ...webAssembly, attention: { queries: 3, keys: 5 } },
};
const sizes = [
  { n: 1, m: 1 },
  { n: 7, m: 4 },
  { n: 9, m: 23 },
];

/** Expects of a program's two outputs that they are the same on each target. */
function expectSame(pair: Pair, options: (given: Given) => Options): void {
  const body = (given: Given) => pair(given, options(given));
  const everywhere = new Everywhere(program({ name: "pair", params: {}, inputs: shapes, body }), machines);
  for (const dims of sizes) {
    for (const [target, results] of everywhere.run(dims, tensorsFor(dims))) {
      const far = distance(results.get("one") ?? [], results.get("other") ?? [Number.NaN], 1e-3);
      expect({ target, dims, far: far <= 2e-5 ? "near" : far }).toEqual({ target, dims, far: "near" });
    }
  }
}

describe.each(Object.entries(backgrounds))("with %s", (_, options) => {
  test.each(Object.entries(always))("%s", (__, pair) => expectSame(pair, options));
});

test.each(Object.entries(once))("%s", (_, pair) => expectSame(pair, () => ({})));

/** Random tensors; every query is allowed the first key. */
function tensorsFor({ n, m }: { readonly n: number; readonly m: number }): Readonly<Record<string, AnyTensor>> {
  const keys = randomTensor([heads, m, width], 2);
  const values = randomTensor([heads, m, width], 3);
  const allowed = randomTensor([heads, n, m], 5).data.map((x, at) => Number(x > 0 || at % m === 0));
  const bools = (data: Float32Array): AnyTensor => tensor([...data], [heads, n, m], "bool");
  return {
    q: randomTensor([heads, n, width], 1),
    k: keys,
    v: values,
    movedK: tensor(moved(keys.data, m, width), [heads, m, width]),
    movedV: tensor(moved(values.data, m, width), [heads, m, width]),
    movedMask: bools(moved(allowed, m, 1)),
    oneK: randomTensor([1, m, width], 4),
    oneV: randomTensor([1, m, width], 6),
    row: randomTensor([heads, 1, width], 9),
    mask: bools(allowed),
    table: randomTensor([heads, 7], 8),
    shifts: tensor(
      randomTensor([n], 7).data.map((x) => 20 * x),
      [n],
    ),
    chosen: tensor(
      Array.from({ length: n }, (_, i) => (5 * i) % m),
      [n],
      "i32",
    ),
  };
}

/** Each run of `m` rows from the last to the first. */
function moved(data: Float32Array, m: number, rowWidth: number): Float32Array {
  return data.map((_, at) => {
    const [row, column] = [Math.floor(at / rowWidth), at % rowWidth];
    const [run, place] = [Math.floor(row / m), row % m];
    return data[(run * m + (m - 1 - place)) * rowWidth + column] ?? 0;
  });
}

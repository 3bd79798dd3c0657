import { describe, expect, test } from "vitest";
import { attention, concat, dim, program, ShapeError, tensor, type Tensor, zeros } from "heddle";
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
  window,
} from "heddle/attention";

/** Which keys each query sees, as rows of 1 and 0; entries of the batch and heads one after the other. */
function seen(mask: MaskFunction, { batch = 1, heads = 1, queries = 4, keys = 4 } = {}): string[] {
  const [q, k] = [zeros([batch, heads, queries, 1]), zeros([batch, heads, keys, 1])];
  const { probabilities } = attention(q, k, k, { mask, returns: ["probabilities"] });
  const text = [...probabilities.data].map((weight) => (weight > 0 ? "1" : "0")).join("");
  return text.match(new RegExp(`.{${keys}}`, "g")) ?? [];
}

const ints = (...data: number[]): Tensor<[number], "i32"> => tensor(data, [data.length], "i32");

describe("a query sees", () => {
  test("with causal, the keys up to its own", () => {
    expect(seen(causal())).toEqual(["1000", "1100", "1110", "1111"]);
    expect(seen(causal({ offset: 2 }), { queries: 2 })).toEqual(["1110", "1111"]);
    expect(seen(causal({ offset: -1 }))).toEqual(["0000", "1000", "1100", "1110"]);
  });

  test("with causal and an offset for each entry, as many more keys", () => {
    const offset = ints(1, -2);
    expect(seen(causal({ offset }), { batch: 2, queries: 2 })).toEqual(["1100", "1110", "0000", "0000"]);
    expect(seen(causal({ offset: dim("past", 2) }), { queries: 2 })).toEqual(["1110", "1111"]);
  });

  test("with a window, the keys around its own", () => {
    expect(seen(window({ left: 1, right: 1 }))).toEqual(["1100", "1110", "0111", "0011"]);
    expect(seen(window({ left: 1 }))).toEqual(["1111", "1111", "0111", "0011"]);
    expect(seen(window({ right: 0 }))).toEqual(seen(causal()));
    expect(seen(window({ left: 0, right: 0, offset: 1 }))).toEqual(["0100", "0010", "0001", "0000"]);
    expect(seen(window())).toEqual(["1111", "1111", "1111", "1111"]);
  });

  test("with a prefix or lengths, the first keys", () => {
    expect(seen(prefix(2), { queries: 1 })).toEqual(["1100"]);
    expect(seen(lengths(ints(3, 0)), { batch: 2, queries: 1 })).toEqual(["1110", "0000"]);
    expect(seen(or(prefix(2), causal()))).toEqual(["1100", "1100", "1110", "1111"]);
  });

  test("with documents, those of its own", () => {
    expect(seen(document(ints(0, 0, 7, 7)))).toEqual(["1100", "1100", "0011", "0011"]);
    const batch = tensor([1, 1, 1, 2, 2, 2], [2, 3], "i32");
    const sizes = { batch: 2, queries: 3, keys: 3 };
    expect(seen(document(batch), sizes)).toEqual(["111", "111", "111", "111", "111", "111"]);
    expect(seen(document(ints(1, 2), ints(2, 2, 1)), { queries: 2, keys: 3 })).toEqual(["001", "110"]);
  });

  test("with several masks, what all, one or none of them says", () => {
    expect(seen(and(causal(), window({ left: 1 }), document(ints(0, 0, 1, 1))))).toEqual([
      "1000",
      "1100",
      "0010",
      "0011",
    ]);
    expect(seen(not(causal()))).toEqual(["0111", "0011", "0001", "0000"]);
  });

  test("with a function of its own, what that says of entry, head, query and key", () => {
    const mask: MaskFunction = ({ b, h, q, k }) => q.add(k).add(h).add(b).mod(2).eq(0);
    expect(seen(mask, { batch: 2, heads: 2, queries: 1, keys: 2 })).toEqual(["10", "01", "01", "10"]);
  });

  test("with three axes before the heads, the entry counted over all of them", () => {
    const x = zeros([2, 3, 1, 1, 2]);
    const { probabilities } = attention(x, zeros([2, 3, 1, 3, 2]), zeros([2, 3, 1, 3, 2]), {
      lengths: tensor([0, 1, 2, 3, 1, 0], [2, 3], "i32"),
      returns: ["probabilities"],
    });
    const counts = [0, 1, 2, 3, 4, 5].map(
      (b) => probabilities.data.slice(3 * b, 3 * b + 3).filter((w) => w > 0).length,
    );
    expect(counts).toEqual([0, 1, 2, 3, 1, 0]);
  });
});

describe("a mask function is refused", () => {
  const x = zeros([4, 2]);

  test("if it gives something else than a bool scalar", () => {
    // @ts-expect-error a number
    expect(() => attention(x, x, x, { mask: ({ q }) => q })).toThrow("a mask function gives a bool scalar");
    // @ts-expect-error JavaScript's operator
    expect(() => attention(x, x, x, { mask: ({ q, k }) => k > q })).toThrow("operators don't work on scalars");
    // @ts-expect-error a truth value
    expect(() => attention(x, x, x, { mask: () => true })).toThrow("got boolean true");
  });

  test("if a table lacks elements", () => {
    const mask: MaskFunction = ({ h, k }) => k.lt(lookup(ints(1, 2, 3), h));
    const h = zeros([2, 4, 2]);
    expect(() => attention(h, h, h, { mask })).toThrow(ShapeError);
    expect(() => attention(h, h, h, { mask })).toThrow(
      "attention: there isn't an element for each head: table [3] has 3, scores [2, 4, 4] have 2",
    );
    expect(() => attention(x, x, x, { mask: document(ints(1, 2, 3)) })).toThrow("for each query");
  });

  test("of a window or an offset that can't be", () => {
    expect(() => window({ left: -1 })).toThrow("window: left is a whole number of at least 0, or Infinity: got -1");
    expect(() => window({ right: 0.5 })).toThrow(TypeError);
    expect(() => causal({ offset: 0.5 })).toThrow("causal: offset is a whole number, a dim or an i32 tensor");
    // @ts-expect-error floats
    expect(() => causal({ offset: zeros([2]) })).toThrow("got a tensor of f32");
  });
});

test("an index past the end of a table takes its last element, one before the start the first", () => {
  const table = ints(1, 0);
  expect(seen(({ k }) => lookup(table, k.sub(1)).eq(1), { queries: 1 })).toEqual(["1100"]);
});

describe("in a program", () => {
  const decode = program({
    name: "decode",
    params: { slopes: [2] },
    inputs: { x: [2, "seq", 4], keys: [2, "past", 4], lengths: { shape: [], dtype: "i32" } },
    body: ({ x, keys, lengths: valid, slopes }) => {
      const all = concat([keys, x], 1);
      const { probabilities } = attention(x, all, all, {
        mask: and(causal({ offset: "past" }), lengths(valid)),
        score: alibi(slopes, { offset: "past" }),
        returns: ["probabilities"],
      });
      return probabilities;
    },
  });

  test("tables are its inputs, and offsets its dims", () => {
    const [x, keys] = [zeros([2, dim("seq", 2), 4]), zeros([2, dim("past", 3), 4])];
    const given = { x, keys, lengths: tensor([4], [], "i32"), slopes: tensor([0, 1], [2]) };
    const weights = [...decode.evaluate(given).data];
    // The first head has no slope: its queries see the past and, up to the length, what came since.
    expect(weights.slice(0, 10)).toEqual([0.25, 0.25, 0.25, 0.25, 0, 0.25, 0.25, 0.25, 0.25, 0]);
    expect(weights[10 + 3]! / weights[10 + 2]!).toBeCloseTo(Math.E, 5);
  });

  test("an offset must be a dim of an input", () => {
    const body = ({ x }: { readonly x: Tensor<["seq", 4]> }) =>
      attention(x, x, x, { mask: causal({ offset: "past" }) });
    expect(() => program({ name: "lost", params: {}, inputs: { x: ["seq", 4] }, body })).toThrow(
      "no input has past as an axis",
    );
  });
});

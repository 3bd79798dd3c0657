import { dim, tensor } from "heddle";
import { describe, expect, it } from "vitest";
import { idsOf, texts, vocabulary } from "../../../examples/multi-head-rag/documents.js";
import { embedText, found, nearest, wordCount } from "../../../examples/multi-head-rag/programs.js";
import { byHead, byWhole, embed, importanceOf, vote } from "../../../examples/multi-head-rag/retrieval.js";
import { weights } from "../../../examples/multi-head-rag/weights.js";
import { randomTensors } from "../../../examples/random.js";
import { distance } from "../../codegen/kernels/close.js";
import * as reference from "./reference.js";

const random = randomTensors(5_085);
const square = () => random([64, 64], 1 / 8);
const randomWeights = {
  table: random([wordCount, 64]),
  end: random([1, 64]),
  norm1: random([64]),
  wq1: square(),
  wk1: square(),
  wv1: square(),
  wo1: square(),
  norm2: random([64]),
  up: random([128, 64], 1 / 8),
  down: random([64, 128], 1 / 12),
  wq: square(),
  wk: square(),
  wv: square(),
  wo: square(),
};
const query = "alexander drove a car with garlic and played violin";
const stored = texts.map(embed);

describe.each(Object.entries({ random: randomWeights, "written by hand": weights() }))(
  "with %s weights",
  (_, params) => {
    const numbers = Object.fromEntries(Object.entries(params).map(([name, { data }]) => [name, data]));

    it("a text has the embeddings of the formulas", () => {
      for (const text of [query, "a", ...texts.slice(0, 2)]) {
        const ids = idsOf(text);
        const { aspects, whole } = embedText.evaluate({ ids: tensor(ids, [dim("seq", ids.length)], "i32"), ...params });
        const expected = reference.embed(ids, numbers);
        expect(distance(aspects.data, expected.aspects)).toBeLessThan(1e-6);
        expect(distance(whole.data, expected.whole)).toBeLessThan(1e-6);
      }
    });
  },
);

describe("retrieval by heads", () => {
  it("finds the documents of the greatest cosine", () => {
    const [asked, all] = [random([4, 16]), random([dim("documents", 12), 4, 16])];
    const { values, indices } = nearest.evaluate({ query: asked, stored: all });
    const rows = Array.from({ length: 12 }, (_, i) => all.data.subarray(i * 64, (i + 1) * 64));
    const expected = reference.nearest(asked.data, rows, found).flat();
    expect([...indices.data]).toEqual(expected.map(({ document }) => document));
    expect(
      distance(
        values.data,
        expected.map(({ cosine }) => cosine),
      ),
    ).toBeLessThan(1e-6);
  });

  it("finds one document for each aspect of a query, which one embedding for all of it doesn't", () => {
    const asked = embed(query);
    const lists = byHead(asked, stored);
    const importance = [0, 1, 2, 3].map((head) => importanceOf(head, stored));
    const aspectOf = ({ document }: { readonly document: number }) => Math.floor(document / 3);
    const best = vote(lists, importance).slice(0, 4);
    expect(best.map(aspectOf).toSorted()).toEqual([0, 1, 2, 3]);
    expect(new Set(byWhole(asked, stored).slice(0, 4).map(aspectOf)).size).toBeLessThan(4);
  });

  it("halves a vote with each place", () => {
    const lists = [
      [2, 0],
      [0, 1],
    ];
    expect(vote(lists, [1, 3])).toEqual([
      { document: 0, weight: 3.5 },
      { document: 1, weight: 1.5 },
      { document: 2, weight: 1 },
    ]);
  });
});

it("knows as many words as its table, and says which", () => {
  expect(new Set(vocabulary).size).toBe(wordCount);
  expect(() => idsOf("the zeppelin")).toThrow('multi-head-rag: "zeppelin" is none of the words: alexander king');
});

import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { modelFolder, readModelJson } from "../../../examples/use-lite/package-files.js";
import { createTokenizer, parseVocabulary } from "../../../examples/use-lite/tokenizer.js";

const vocabulary = parseVocabulary(await readModelJson(modelFolder(), "vocab.json"));
const tokenize = createTokenizer(vocabulary);
const piecesOf = (sentence: string) => tokenize(sentence).map((id) => vocabulary[id]?.[0]);
const unknown = "\ufffd";

/** A regular expression that matches `text` and nothing else. */
const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

interface Golden {
  readonly sentences: readonly string[];
  readonly ids: readonly (readonly number[])[];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../examples/use-lite/known/sentences.json", import.meta.url), "utf8"),
);

describe("the tokens of Universal Sentence Encoder Lite", () => {
  it.each(golden.sentences.map((sentence, i) => [sentence, golden.ids[i]]))(
    "are the original's for: %s",
    (sentence, ids) => {
      expect(tokenize(String(sentence))).toEqual(ids);
    },
  );

  it.each([
    ["", []],
    [" ", ["▁", "▁"]],
    ["a  b", ["▁a", "▁", "▁b"]],
    ["ﬁne ｗords", ["▁fine", "▁words"]],
    ["cafe\u0301", ["▁ca", "f", "é"]],
  ])("of %j are %j", (sentence, pieces) => {
    expect(piecesOf(sentence)).toEqual(pieces);
  });

  it("are one unknown token for a run of what no piece holds", () => {
    expect(piecesOf("😀😀")).toEqual(["▁", unknown]);
    expect(piecesOf("你好 world")).toEqual(["▁", unknown, "▁world"]);
    expect(piecesOf("a\u0000\n\tb")).toEqual(["▁a", unknown, "b"]);
    expect(piecesOf("\ud800")).toEqual(["▁", unknown]);
  });

  it("never include reserved tokens, though the text spells them", () => {
    for (const text of ["<s>", "</s>", "extra_token_id_1"]) {
      expect(tokenize(text).every((id) => id === 0 || id >= 6)).toBe(true);
    }
  });

  it("follow the package's own tokenizer where a piece has no score", () => {
    expect(piecesOf("at 10:30")).toEqual(["▁at", "▁10", ":30"]);
    expect(piecesOf(":) hi")).toEqual(["▁", ":", ")", "▁hi"]);
  });

  it("take time linear in the sentence", () => {
    expect(tokenize("word ".repeat(50_000))).toHaveLength(50_001);
  });

  it("put together give the sentence back, unknowns aside", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (sentence) => {
        const pieces = piecesOf(sentence);
        const text = sentence === "" ? "" : `▁${sentence.normalize("NFKC").replaceAll(" ", "▁")}`;
        const pattern = pieces.map((piece) => (piece === unknown ? ".+" : escaped(piece ?? "")));
        expect(text).toMatch(new RegExp(`^${pattern.join("")}$`, "su"));
      }),
    );
  });
});

describe("of all segmentations", () => {
  const reserved: [string, number][] = ["unk", "<s>", "</s>", "x1", "x2", "x3"].map((piece) => [piece, 0]);
  const letters = fc.constantFrom("a", "b", "c");
  const small = fc.uniqueArray(
    fc.tuple(fc.string({ unit: letters, minLength: 1, maxLength: 3 }), fc.integer({ min: -9, max: -1 })),
    {
      minLength: 1,
      maxLength: 8,
      selector: ([piece]) => piece,
    },
  );

  it("the best is taken", () => {
    fc.assert(
      fc.property(small, fc.string({ unit: letters, minLength: 1, maxLength: 7 }), (pieces, sentence) => {
        // With every letter and the separator a piece, each sentence has a segmentation without unknowns.
        const known = new Map([...["▁", "a", "b", "c"].map((piece): [string, number] => [piece, -10]), ...pieces]);
        const list = [...reserved, ...known];
        const ids = createTokenizer(list)(sentence);
        const score = ids.reduce((sum, id) => sum + (list[id]?.[1] ?? NaN), 0);
        expect(score).toBe(bestScore(`▁${sentence}`, known));
      }),
    );
  });
});

/** The highest sum of scores, by trying every segmentation. */
function bestScore(text: string, pieces: ReadonlyMap<string, number>): number {
  if (text === "") {
    return 0;
  }
  const scores = [...pieces].map(([piece, score]) =>
    text.startsWith(piece) ? score + bestScore(text.slice(piece.length), pieces) : -Infinity,
  );
  return Math.max(...scores);
}

describe("parseVocabulary refuses", () => {
  it.each([[{}], [[["a"]]], [[["a", "b"]]], [[["", -1]]], [[[1, -1]]], [["ab"]]])("%j", (json) => {
    expect(() => parseVocabulary(json)).toThrow("vocab.json");
  });
});

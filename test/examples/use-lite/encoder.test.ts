import { dim, tensor } from "heddle";
import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { createEncoder, evaluated, useLiteParams } from "../../../examples/use-lite/encoder.js";
import type { Embed } from "../../../examples/use-lite/encoder.js";
import { readUseLite } from "../../../examples/use-lite/model.js";
import { useLite } from "../../../examples/use-lite/program.js";
import { createUseLite } from "../../../generated/useLite/index.js";
import { readSafetensors } from "../../../src/weights/index.js";
import { maxDifference } from "../../../examples/max-difference.js";

const fileOf = (name: string) => readFileSync(new URL(`../../../examples/use-lite/known/${name}`, import.meta.url));

const { sentences }: { readonly sentences: readonly string[] } = JSON.parse(fileOf("sentences.json").toString());
const expected = Array.from(
  readSafetensors(fileOf("embeddings.safetensors")).get("expected.embedding_f64")?.data ?? [],
  Number,
);

const { weights, vocabulary } = await readUseLite();
const params = useLiteParams(weights);
const wasm = await createUseLite(params, { target: "wasm" });
const ways: readonly (readonly [string, Embed])[] = [
  ["the WebAssembly kernel", wasm],
  ["the TypeScript kernel", await createUseLite(params, { target: "typescript" })],
  ["the reference evaluator", evaluated(params)],
];

describe.each(ways)("the embeddings of Universal Sentence Encoder Lite by %s", (_, embed) => {
  const encode = createEncoder(vocabulary, embed);

  it("are the original's within 5e-6", () => {
    const far = sentences.map((sentence, i) => maxDifference(encode(sentence), expected.slice(512 * i, 512 * (i + 1))));
    expect(far).toHaveLength(10);
    expect(Math.max(...far)).toBeLessThan(5e-6);
  });

  it("have length 1 for any sentence", () => {
    for (const sentence of ["😀", " ", "a"]) expect(Math.hypot(...encode(sentence))).toBeCloseTo(1, 5);
  });
});

describe("a sentence", () => {
  it("has to have a token", () => {
    expect(() => createEncoder(vocabulary, wasm)("")).toThrow("use-lite: the sentence is empty");
  });

  it("is seen up to its 128th token, which is said", () => {
    const warn = vi.fn<(message: string) => void>();
    const seen: (readonly number[])[] = [];
    const encode = createEncoder(
      vocabulary,
      ({ ids }) => {
        seen.push([...ids.data]);
        return wasm({ ids });
      },
      warn,
    );
    const whole = encode(`${"a ".repeat(127)}a`);
    expect(warn).not.toHaveBeenCalled();
    expect(encode("a ".repeat(200))).toEqual(whole);
    expect(warn).toHaveBeenCalledExactlyOnceWith("use-lite: the sentence has 201 tokens; only the first 128 count");
    expect(seen.map(({ length }) => length)).toEqual([128, 128]);
  });
});

describe("the program", () => {
  it("has the timescales of the original", () => {
    const positions = useLite.outputs[0];
    expect(positions?.node.shape).toEqual([512]);
    const timescales = [...(weights.get("timescales")?.data ?? [])];
    const base = 10000 ** (128 / 127);
    expect(timescales).toHaveLength(128);
    expect(
      maxDifference(
        timescales,
        timescales.map((_, i) => base ** (-i / 128)),
      ),
    ).toBeLessThan(1e-7);
  });

  it("refuses what is no token, by every way alike", () => {
    const id = tensor([3, 8002], [dim("seq", 2)], "i32");
    for (const [, embed] of ways) expect(() => embed({ ids: id })).toThrow(/8002/);
  });
});

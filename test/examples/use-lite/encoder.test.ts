import type { Tensor } from "heddle";
import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { useLiteLayer0Attention, useLiteLayer1Attention } from "../../../examples/use-lite/attention.js";
import { attentionParams, createEncoder } from "../../../examples/use-lite/encoder.js";
import { readUseLite } from "../../../examples/use-lite/model.js";
import { readSafetensors } from "../../../src/weights/index.js";

const fileOf = (name: string) => readFileSync(new URL(`../../../examples/use-lite/known/${name}`, import.meta.url));

const { sentences }: { readonly sentences: readonly string[] } = JSON.parse(fileOf("sentences.json").toString());
const expected = Array.from(
  readSafetensors(fileOf("embeddings.safetensors")).get("expected.embedding_f64")?.data ?? [],
  Number,
);

const model = await readUseLite();
const encode = createEncoder(model);

describe("the embeddings of Universal Sentence Encoder Lite", () => {
  it.each(sentences.map((sentence, i) => [sentence, i] as const))(
    "are the original's within 5e-6 for: %s",
    (sentence, i) => {
      const embedding = encode(sentence);
      const reference = expected.slice(512 * i, 512 * (i + 1));
      expect(embedding).toHaveLength(512);
      const furthest = Math.max(...reference.map((value, at) => Math.abs(value - (embedding[at] ?? NaN))));
      expect(furthest).toBeLessThan(5e-6);
    },
  );

  it("have length 1 for any sentence", () => {
    for (const sentence of ["😀", "你好", " ", "\u0000", "a"]) {
      const length = Math.hypot(...encode(sentence));
      expect(length).toBeCloseTo(1, 5);
    }
  });

  it("don't exist for the empty sentence", () => {
    expect(() => encode("")).toThrow("use-lite: the sentence is empty");
  });

  it("see the first 128 tokens only, and say so", () => {
    const warn = vi.fn<(message: string) => void>();
    const seen: Float32Array[] = [];
    const stop = (x: Tensor): never => {
      seen.push(x.data);
      throw new Error("seen enough");
    };
    const warning = createEncoder(model, { warn, attend: [stop, stop] });
    expect(() => warning(`${"a ".repeat(127)}a`)).toThrow("seen enough");
    expect(warn).not.toHaveBeenCalled();
    expect(() => warning("a ".repeat(200))).toThrow("seen enough");
    expect(warn).toHaveBeenCalledExactlyOnceWith("use-lite: the sentence has 201 tokens; only the first 128 count");
    expect(seen[0]).toHaveLength(128 * 256);
    expect(seen[1]).toEqual(seen[0]);
  });

  it("take their attention from outside where it is given", () => {
    const [params0, params1] = attentionParams(model.weights);
    const lengths: number[][] = [];
    const outside = createEncoder(model, {
      attend: [
        (x) => {
          lengths.push([...x.sizes]);
          return useLiteLayer0Attention.evaluate({ x, ...params0 });
        },
        (x) => {
          lengths.push([...x.sizes]);
          return useLiteLayer1Attention.evaluate({ x, ...params1 });
        },
      ],
    });
    expect(outside("Hello world")).toEqual(encode("Hello world"));
    expect(lengths).toEqual([
      [3, 256],
      [3, 512],
    ]);
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readUseLite } from "../../../examples/use-lite/model.js";
import { readModelFile } from "../../../examples/use-lite/package-files.js";
import { TfjsGraph } from "../../../examples/use-lite/tfjs-graph.js";

describe("the model of the installed package", () => {
  it("has 6,975,872 numbers in tensors of known names and shapes", async () => {
    const { weights, vocabulary } = await readUseLite();
    const layer = (at: 0 | 1, width: number) => ({
      [`layer${at}.norm1.weight`]: [width],
      [`layer${at}.norm1.bias`]: [width],
      [`layer${at}.attention.wq`]: [width, width],
      [`layer${at}.attention.bq`]: [width],
      [`layer${at}.attention.wk`]: [width, width],
      [`layer${at}.attention.bk`]: [width],
      [`layer${at}.attention.wv`]: [width, width],
      [`layer${at}.attention.bv`]: [width],
      [`layer${at}.attention.wo`]: [512, width],
      [`layer${at}.attention.bo`]: [512],
      [`layer${at}.norm2.weight`]: [512],
      [`layer${at}.norm2.bias`]: [512],
      [`layer${at}.ff1.weight`]: [1536, 512],
      [`layer${at}.ff1.bias`]: [1536],
      [`layer${at}.ff2.weight`]: [512, 1536],
      [`layer${at}.ff2.bias`]: [512],
    });
    expect(Object.fromEntries([...weights].map(([name, { shape }]) => [name, shape]))).toEqual({
      embedding: [8002, 256],
      timescales: [128],
      ...layer(0, 256),
      "layer0.residual.weight": [512, 256],
      "layer0.residual.bias": [512],
      ...layer(1, 512),
      "head.weight": [512, 512],
      "head.bias": [512],
    });
    expect([...weights.values()].reduce((sum, { data }) => sum + data.length, 0)).toBe(6_975_872);
    expect(vocabulary).toHaveLength(8000);
  });
});

describe("a graph model that is not as it says", () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  const weight = { name: "w", dtype: "float32", shape: [2, 3] };
  const nodes = [
    { name: "w", op: "Const" },
    { name: "y", op: "MatMul", input: ["x", "w"] },
  ];
  const read = async (weights: readonly object[], bytes: number, path = "shard") => {
    const folder = await mkdtemp(join(tmpdir(), "use-lite-"));
    folders.push(folder);
    const model = { modelTopology: { node: nodes }, weightsManifest: [{ paths: [path], weights }] };
    await writeFile(join(folder, "model.json"), JSON.stringify(model));
    await writeFile(join(folder, "shard"), new Uint8Array(bytes));
    return await TfjsGraph.read(folder);
  };

  it("is read where it is", async () => {
    expect((await read([weight], 24)).weightOf("y", "MatMul", 1, [2, 3]).data).toHaveLength(6);
  });

  it("is refused where a shard is too short or too long", async () => {
    await expect(read([weight], 20)).rejects.toThrow("weight w ends at byte 24, its shards have 20");
    await expect(read([weight], 28)).rejects.toThrow("the weights take 24 bytes, their shards have 28");
  });

  it("is refused where a weight is of another kind", async () => {
    await expect(read([{ ...weight, dtype: "uint8" }], 6)).rejects.toThrow("weight w is uint8");
    await expect(read([{ ...weight, quantization: {} }], 24)).rejects.toThrow("expected plain float32 or int32");
    await expect(read([{ ...weight, shape: [-2, 3] }], 24)).rejects.toThrow("the shape of w");
  });

  it("is refused where a shard lies outside the model's folder", async () => {
    await expect(read([weight], 24, "../shard")).rejects.toThrow("is not the name of a file");
    await expect(readModelFile("/", "..")).rejects.toThrow("is not the name of a file");
  });

  it("is refused where the graph has another node or shape than expected", async () => {
    const graph = await read([weight], 24);
    expect(() => graph.weightOf("z", "MatMul", 1, [2, 3])).toThrow("z is missing; expected MatMul");
    expect(() => graph.weightOf("y", "Add", 1, [2, 3])).toThrow("y is MatMul; expected Add");
    expect(() => graph.weightOf("y", "MatMul", 0, [2, 3])).toThrow("input 0 of MatMul y is not a float32 weight");
    expect(() => graph.weightOf("y", "MatMul", 1, [3, 2])).toThrow("is [2,3]; expected [3,2]");
  });
});

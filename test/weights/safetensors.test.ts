import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSafetensors, readSafetensorsMetadata } from "../../src/weights/safetensors.js";
import type { StoredTensor } from "../../src/weights/stored-tensor.js";
import { writeSafetensors } from "../../src/weights/write-safetensors.js";
import { fileOf, storedTensors, tensorNames } from "./stored-tensors.js";

const golden = (name: string) => new Uint8Array(readFileSync(new URL(`../golden/torch/${name}`, import.meta.url)));

describe("a file that PyTorch's safetensors wrote", () => {
  const file = golden("mha_64x4.weights.safetensors");

  it("is read with its names, dtypes and shapes, in the order of the data", () => {
    const tensors = readSafetensors(file);
    const contents = [...tensors].map(([name, { dtype, shape }]) => [name, dtype, shape]);
    expect(contents).toEqual([
      ["in_proj_bias", "F32", [192]],
      ["in_proj_weight", "F32", [192, 64]],
      ["out_proj.bias", "F32", [64]],
      ["out_proj.weight", "F32", [64, 64]],
    ]);
    expect(readSafetensorsMetadata(file).size).toBe(0);
  });

  it("is written back byte for byte", () => {
    expect(writeSafetensors(readSafetensors(file))).toEqual(file);
  });

  it("is viewed where it is aligned, with the same elements wherever it lies", () => {
    const aligned = readSafetensors(file);
    expect(aligned.get("in_proj_weight")?.data.buffer).toBe(file.buffer);
    const shared = new Uint8Array(new SharedArrayBuffer(file.length + 1), 1);
    for (const shifted of [
      new Uint8Array(file.length + 1).subarray(1),
      Buffer.alloc(file.length + 1).subarray(1),
      shared,
    ]) {
      shifted.set(file);
      const copied = readSafetensors(shifted);
      expect(copied.get("in_proj_weight")?.data.buffer).not.toBe(shifted.buffer);
      expect(copied).toEqual(aligned);
    }
  });
});

describe("write then read", () => {
  it("gives the same tensors, bit for bit", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(tensorNames, storedTensors), { maxLength: 6 }), (entries) => {
        const tensors = new Map(entries);
        const read = readSafetensors(writeSafetensors(tensors));
        expect(new Set(read.keys())).toEqual(new Set(tensors.keys()));
        for (const [name, tensor] of tensors) {
          expect(read.get(name)?.dtype).toBe(tensor.dtype);
          expect(read.get(name)?.shape).toEqual(tensor.shape);
          expect(bytesOf(read.get(name))).toEqual(bytesOf(tensor));
        }
      }),
    );
  });

  it("doesn't depend on the order in which tensors and notes are given", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(tensorNames, storedTensors), { selector: ([name]) => name }), (entries) => {
        const forward = writeSafetensors(new Map(entries), { a: "1", b: "2" });
        const backward = writeSafetensors(new Map(entries.toReversed()), { b: "2", a: "1" });
        expect(backward).toEqual(forward);
      }),
      { numRuns: 30 },
    );
  });

  it("aligns every tensor to its element", () => {
    const file = writeSafetensors({
      mask: { dtype: "BOOL", shape: [3], data: Uint8Array.of(1, 0, 1) },
      half: { dtype: "F16", shape: [1], data: Uint16Array.of(0x3c00) },
      ids: { dtype: "I64", shape: [2], data: BigInt64Array.of(7n, -1n) },
      scale: { dtype: "F32", shape: [], data: Float32Array.of(0.5) },
    });
    const tensors = readSafetensors(file);
    expect([...tensors.keys()]).toEqual(["ids", "scale", "half", "mask"]);
    expect([...tensors.values()].every(({ data }) => data.buffer === file.buffer)).toBe(true);
  });

  it("keeps the metadata", () => {
    const file = writeSafetensors({}, { made: 'by "hand"', format: "pt" });
    expect(readSafetensorsMetadata(file)).toEqual(
      new Map([
        ["format", "pt"],
        ["made", 'by "hand"'],
      ]),
    );
    expect(readSafetensors(file).size).toBe(0);
  });
});

describe("a header", () => {
  it("may be padded with spaces and name its fields in any order", () => {
    const file = fileOf('{"a":{"shape":[2],"data_offsets":[0,2],"dtype":"BOOL"} }   ', Uint8Array.of(0, 1));
    expect(readSafetensors(file).get("a")?.data).toEqual(Uint8Array.of(0, 1));
  });

  it("may put tensors without elements anywhere", () => {
    const empty = '{"dtype":"F32","shape":[0,4],"data_offsets":[1,1]}';
    const file = fileOf(
      `{"e":${empty},"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]},"f":${empty}}`,
      Uint8Array.of(1),
    );
    expect([...readSafetensors(file).keys()]).toEqual(["a", "e", "f"]);
  });
});

const write = (tensor: StoredTensor) => () => writeSafetensors({ w: tensor });

describe("writeSafetensors refuses", () => {
  it("data that doesn't fit its shape", () => {
    expect(write({ dtype: "F32", shape: [2, 3], data: new Float32Array(5) })).toThrow(
      'writeSafetensors: tensor "w": shape [2, 3] has 6 elements, its data has 5',
    );
  });
  it("sizes that are no sizes", () => {
    expect(write({ dtype: "F32", shape: [-1], data: new Float32Array(1) })).toThrow("has the size -1");
    expect(write({ dtype: "F32", shape: [1.5], data: new Float32Array(1) })).toThrow("has the size 1.5");
  });
  it("a BOOL that holds another byte", () => {
    expect(write({ dtype: "BOOL", shape: [2], data: Uint8Array.of(1, 2) })).toThrow("element 1 of a BOOL is 2");
  });
  it("reserved names", () => {
    const tensor: StoredTensor = { dtype: "BOOL", shape: [], data: Uint8Array.of(1) };
    expect(() => writeSafetensors(new Map([["__metadata__", tensor]]))).toThrow("this name is reserved");
    expect(() => writeSafetensors(new Map([["__proto__", tensor]]))).toThrow("this name is reserved");
  });
});

function bytesOf(tensor: StoredTensor | undefined): Uint8Array {
  if (tensor === undefined) {
    return new Uint8Array();
  }
  const { buffer, byteOffset, byteLength } = tensor.data;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

import * as fc from "fast-check";
import type { StoredTensor } from "../../src/weights/stored-tensor.js";

/** Shapes of up to 60 elements, rank 0 and empty axes included. */
const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }).map((shape): readonly number[] => shape);

const product = (shape: readonly number[]) => shape.reduce((count, size) => count * size, 1);

const bits16 = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: length, maxLength: length })
    .map((a) => Uint16Array.from(a));

/** Any tensor that a file may hold, with bits of every kind: NaN, infinities, signed zeros. */
export const storedTensors: fc.Arbitrary<StoredTensor> = shapes.chain((shape) => {
  const length = product(shape);
  const exactly = { minLength: length, maxLength: length };
  return fc.oneof(
    fc.float32Array(exactly).map((data): StoredTensor => ({ dtype: "F32", shape, data })),
    fc.float64Array(exactly).map((data): StoredTensor => ({ dtype: "F64", shape, data })),
    bits16(length).map((data): StoredTensor => ({ dtype: "F16", shape, data })),
    bits16(length).map((data): StoredTensor => ({ dtype: "BF16", shape, data })),
    fc.bigInt64Array(exactly).map((data): StoredTensor => ({ dtype: "I64", shape, data })),
    fc.int32Array(exactly).map((data): StoredTensor => ({ dtype: "I32", shape, data })),
    fc.uint8Array({ ...exactly, max: 1 }).map((data): StoredTensor => ({ dtype: "BOOL", shape, data })),
  );
});

/** Names that files have, and names that only a fuzzer has. */
export const tensorNames = fc
  .oneof(
    fc.constantFrom("layer.0.weight", "constructor", "toString", "1", "0", "ä", "", '"', "\\"),
    fc.string({ unit: "binary" }),
  )
  .filter((name) => name !== "__metadata__" && name !== "__proto__");

/** A file with this header text and these data bytes, however wrong they are. */
export function fileOf(header: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

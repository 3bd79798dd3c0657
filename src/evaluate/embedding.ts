import type { Value } from "./value.js";

/**
 * Row `ids[..]` of the table, for every id.
 * @throws RangeError for an id that is no row of the table.
 */
export function embedding(table: Value, ids: Value): Float32Array {
  const [rows, width] = [table.sizes[0]!, table.sizes[1]!];
  const result = new Float32Array(ids.data.length * width);
  for (let i = 0; i < ids.data.length; i++) {
    const id = ids.data[i]!;
    if (id < 0 || id >= rows) {
      throw new RangeError(
        `embedding: id ${id} at position ${i} is not a row of the table: give ids from 0 to ${rows - 1}`,
      );
    }
    result.set(table.data.subarray(id * width, (id + 1) * width), i * width);
  }
  return result;
}

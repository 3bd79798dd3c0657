/** The params of a layer, matrices `[out, in]`. */
export type LayerParams = Readonly<Record<"wq" | "bq" | "wk" | "bk" | "wv" | "bv" | "wo" | "bo", Float32Array>>;

/** Arrays by the names of inputs or params. */
export type Arrays = Readonly<Record<string, Float32Array>>;

/** Computes a program of `inputs` into `out`. */
export type BoundKernel = (inputs: Arrays, out: Float32Array) => unknown;

/** The matrix `w [rows, columns]` transposed, times `scale`: `[columns, rows]`. */
export function transposed(w: Float32Array, rows: number, columns: number, scale = 1): Float32Array {
  const result = new Float32Array(w.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * rows + row] = (w[row * columns + column] ?? 0) * scale;
    }
  }
  return result;
}

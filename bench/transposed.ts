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

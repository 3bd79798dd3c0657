/*
 * Attention over a feature map by loops over numbers, from section 3 and figure 4 of the BoTNet paper: nothing of the
 * library is used. A map has `side` x `side` positions.
 */

type Numbers = ArrayLike<number>;

const [side, width, heads] = [14, 64, 4];
const [positions, headWidth] = [side * side, width / heads];

/** What relative positions add to the product of a query and a key. */
export type RelativePositions = (query: readonly number[], head: number, rows: number, columns: number) => number;

/** Figure 4: the query times the embeddings of both distances, which go from `1 - side` to `side - 1`. */
export function embedded(rowDistances: Numbers, columnDistances: Numbers): RelativePositions {
  return (query, _head, rows, columns) => {
    const at = (table: Numbers, distance: number, i: number) => table[(distance + side - 1) * headWidth + i] ?? NaN;
    return query.reduce((sum, x, i) => sum + x * (at(rowDistances, rows, i) + at(columnDistances, columns, i)), 0);
  };
}

/** A number for each head and pair of distances, which is added to the scaled product. */
export function learned(distances: Numbers): RelativePositions {
  const count = 2 * side - 1;
  return (_query, head, rows, columns) => {
    const at = (head * count + rows + side - 1) * count + columns + side - 1;
    // What is returned is divided by the root of the width.
    return (distances[at] ?? NaN) * Math.sqrt(headWidth);
  };
}

/** The attention of `batch` maps. */
export function attend(
  x: Numbers,
  batch: number,
  weights: Readonly<Record<"wq" | "wk" | "wv", Numbers>>,
  relative: RelativePositions,
): Float64Array {
  const result = new Float64Array(batch * positions * width);
  for (let entry = 0; entry < batch; entry++) {
    const [q, k, v] = [weights.wq, weights.wk, weights.wv].map((w) => projected(x, entry, w));
    for (let head = 0; head < heads; head++) {
      for (let query = 0; query < positions; query++) {
        const own = partOf(q, query, head);
        const powers = Array.from({ length: positions }, (_, key) => {
          const [rows, columns] = [rowOf(key) - rowOf(query), (key % side) - (query % side)];
          const score = dot(own, partOf(k, key, head)) + relative(own, head, rows, columns);
          return Math.exp(score / Math.sqrt(headWidth));
        });
        const total = powers.reduce((sum, power) => sum + power, 0);
        for (let i = 0; i < headWidth; i++) {
          const sum = powers.reduce(
            (sofar, power, key) => sofar + power * (v?.[key]?.[head * headWidth + i] ?? NaN),
            0,
          );
          result[(entry * positions + query) * width + head * headWidth + i] = sum / total;
        }
      }
    }
  }
  return result;
}

function projected(x: Numbers, entry: number, w: Numbers): number[][] {
  return Array.from({ length: positions }, (_, position) => {
    const start = (entry * positions + position) * width;
    return Array.from({ length: width }, (_unused, out) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += (x[start + i] ?? NaN) * (w[out * width + i] ?? NaN);
      return sum;
    });
  });
}

function partOf(rows: readonly number[][] | undefined, position: number, head: number): number[] {
  return rows?.[position]?.slice(head * headWidth, (head + 1) * headWidth) ?? [];
}

function rowOf(position: number): number {
  return Math.floor(position / side);
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, x, i) => sum + x * (right[i] ?? NaN), 0);
}

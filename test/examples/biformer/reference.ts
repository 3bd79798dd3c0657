/*
 * Bi-level routing attention by loops over numbers, from the formulas of section 3.2 of the paper: nothing of the library
 * is used. A feature map of `side` x `side` positions has `regions` x `regions` regions.
 */

type Numbers = ArrayLike<number>;

/** Weights by name, `[out, in]` and `[out]`, row-major. */
export type Weights = Readonly<Record<"wq" | "bq" | "wk" | "bk" | "wv" | "bv" | "wo" | "bo", Numbers>>;

const [side, across, width, heads, chosen] = [16, 4, 32, 4, 4];
const reach = side / across;
const headWidth = width / heads;

/** For each region the positions in it, as indices into the map. */
const positionsOf = Array.from({ length: across * across }, (_, region) => {
  const [top, left] = [Math.floor(region / across) * reach, (region % across) * reach];
  return Array.from({ length: reach * reach }, (_unused, i) => {
    return (top + Math.floor(i / reach)) * side + left + (i % reach);
  });
});

/** `x W^T + b` of one position. */
function project(x: Numbers, position: number, w: Numbers, b: Numbers): number[] {
  return Array.from({ length: width }, (_, out) => {
    let sum = b[out] ?? NaN;
    for (let i = 0; i < width; i++) sum += (x[position * width + i] ?? NaN) * (w[out * width + i] ?? NaN);
    return sum;
  });
}

function projectAll(x: Numbers, w: Numbers, b: Numbers): number[][] {
  return Array.from({ length: side * side }, (_, position) => project(x, position, w, b));
}

/** The mean over a region. */
function meanOf(rows: readonly number[][], region: readonly number[]): number[] {
  return Array.from({ length: width }, (_, i) => {
    return region.reduce((sum, position) => sum + (rows[position]?.[i] ?? NaN), 0) / region.length;
  });
}

/** For each region the `chosen` regions of the greatest affinity, the greatest first. */
export function routes(x: Numbers, { wq, bq, wk, bk }: Omit<Weights, "wv" | "bv" | "wo" | "bo">): number[][] {
  const [q, k] = [projectAll(x, wq, bq), projectAll(x, wk, bk)];
  const [queries, keys] = [
    positionsOf.map((region) => meanOf(q, region)),
    positionsOf.map((region) => meanOf(k, region)),
  ];
  return queries.map((query) => {
    const affinities = keys.map((key, region) => ({ region, affinity: dot(query, key, 0, width) }));
    affinities.sort((left, right) => right.affinity - left.affinity);
    return affinities.slice(0, chosen).map(({ region }) => region);
  });
}

/** Each position attends to those of the regions that its region is routed to. */
export function attend(x: Numbers, routed: readonly number[][], weights: Weights): Float64Array {
  const { wq, bq, wk, bk, wv, bv, wo, bo } = weights;
  const [q, k, v] = [projectAll(x, wq, bq), projectAll(x, wk, bk), projectAll(x, wv, bv)];
  const result = new Float64Array(side * side * width);
  for (const [region, positions] of positionsOf.entries()) {
    const keys = (routed[region] ?? []).flatMap((target) => positionsOf[target] ?? []);
    for (const position of positions) {
      const merged: number[] = [];
      for (let head = 0; head < heads; head++) {
        const from = head * headWidth;
        const powers = keys.map((key) => Math.exp(dot(q[position], k[key], from, headWidth) / Math.sqrt(headWidth)));
        const total = powers.reduce((sum, power) => sum + power, 0);
        for (let i = from; i < from + headWidth; i++) {
          merged.push(keys.reduce((sum, key, n) => sum + ((powers[n] ?? NaN) / total) * (v[key]?.[i] ?? NaN), 0));
        }
      }
      result.set(project(merged, 0, wo, bo), position * width);
    }
  }
  return result;
}

function dot(left: readonly number[] = [], right: readonly number[] = [], from: number, length: number): number {
  let sum = 0;
  for (let i = from; i < from + length; i++) sum += (left[i] ?? NaN) * (right[i] ?? NaN);
  return sum;
}

/*
 * Self-attentive knowledge tracing by loops over numbers, from section 3 of the paper: nothing of the library is used.
 * One student at a time, without padding.
 */

type Numbers = ArrayLike<number>;

/** The weights by name, `[out, in]`, row-major. */
export type Weights = Readonly<Record<string, Numbers>>;

const [width, heads] = [32, 4];
const headWidth = width / heads;
const epsilon = 1e-5;

/** The chance that each of the exercises `next` is answered rightly, given the interactions up to it. */
export function chances(answered: readonly number[], next: readonly number[], weights: Weights): number[] {
  const of = (name: string): Numbers => weights[name] ?? [];
  const row = (name: string, at: number) => slice(of(name), at * width, width);
  const asked = next.map((id) => row("exercises", id));
  const past = answered.map((id, step) => sum(row("interactions", id), row("positions", step)));
  const q = asked.map((x) => times(x, of("wq")));
  const k = past.map((x) => times(x, of("wk")));
  const v = past.map((x) => times(x, of("wv")));
  return asked.map((query, step) => {
    const merged: number[] = [];
    for (let head = 0; head < heads; head++) {
      const from = head * headWidth;
      const seen = Array.from({ length: step + 1 }, (_, key) => key);
      const powers = seen.map((key) => Math.exp(dot(q[step], k[key], from) / Math.sqrt(headWidth)));
      const total = powers.reduce((sofar, power) => sofar + power, 0);
      for (let i = from; i < from + headWidth; i++) {
        merged.push(seen.reduce((sofar, key) => sofar + ((powers[key] ?? NaN) / total) * (v[key]?.[i] ?? NaN), 0));
      }
    }
    const attended = normal(sum(query, times(merged, of("wo"))), of("attentionScale"), of("attentionShift"));
    const hidden = sum(times(attended, of("up")), of("upBias")).map((x) => Math.max(x, 0));
    const fed = sum(times(hidden, of("down")), of("downBias"));
    const layer = normal(sum(attended, fed), of("layerScale"), of("layerShift"));
    const [logit = NaN] = sum(times(layer, of("chance")), of("chanceBias"));
    return 1 / (1 + Math.exp(-logit));
  });
}

/** `W x`. */
function times(x: readonly number[], w: Numbers): number[] {
  return Array.from({ length: w.length / x.length }, (_, out) => {
    return x.reduce((sofar, each, i) => sofar + each * (w[out * x.length + i] ?? NaN), 0);
  });
}

function normal(x: readonly number[], scale: Numbers, shift: Numbers): number[] {
  const mean = x.reduce((sofar, each) => sofar + each, 0) / x.length;
  const variance = x.reduce((sofar, each) => sofar + (each - mean) ** 2, 0) / x.length;
  return x.map((each, i) => ((each - mean) / Math.sqrt(variance + epsilon)) * (scale[i] ?? NaN) + (shift[i] ?? NaN));
}

function sum(left: readonly number[], right: Numbers): number[] {
  return left.map((x, i) => x + (right[i] ?? NaN));
}

function dot(left: readonly number[] = [], right: readonly number[] = [], from: number): number {
  let total = 0;
  for (let i = from; i < from + headWidth; i++) total += (left[i] ?? NaN) * (right[i] ?? NaN);
  return total;
}

function slice(data: Numbers, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => data[from + i] ?? NaN);
}

import type { Repeated } from "../shape/rules/index.js";

/** The numbers of `N` layers, as they stand in names: `"0" | "1"` of 2. */
type LayerNumber<N extends number> = number extends N ? number : keyof Repeated<0, N> & `${number}`;

/** What {@link perLayer} gives: the names of `S` for each layer, `layer0_wq` of `wq`. */
export type PerLayer<N extends number, S> = {
  readonly [K in keyof S & string as `layer${LayerNumber<N>}_${K}`]: S[K];
};

/**
 * Declares the same params, or cache entries, for each of several layers: `perLayer(2, { wq: [64, 64] })` is
 * `{ layer0_wq: [64, 64], layer1_wq: [64, 64] }`. The body goes through them with `throughLayers`.
 *
 * ```ts
 * params: { embeddings: [512, 64], ...perLayer(5, { wq: [64, 64], wk: [32, 64] }) },
 * cache: perLayer(5, { keys: [4, "past", 8] }),
 * ```
 * @param count from 1 to 99
 * @throws RangeError for another count
 */
export function perLayer<const N extends number, const S extends Readonly<Record<string, unknown>>>(
  count: N,
  declared: S,
): PerLayer<N, S>;
export function perLayer(count: number, declared: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (!Number.isInteger(count) || count < 1 || count > 99) {
    throw new RangeError(`perLayer: the count is a whole number from 1 to 99: got ${count}`);
  }
  const names = Object.entries(declared);
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => names.map(([name, each]) => [layerName(number, name), each])).flat(),
  );
}

/** What a tensor of layer `number` is called. */
export function layerName(number: number, name: string): string {
  return `layer${number}_${name}`;
}

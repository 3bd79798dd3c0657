import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import { type Arg, type Fits, ShapeError } from "../shape/message.js";
import { sameDim, type Same } from "../shape/same.js";
import { show, type Show } from "../shape/show.js";
import { isTensor, nodeOf, type Tensor } from "../tensor/tensor.js";
import { layerName } from "./per-layer.js";

type AnyTensor = Tensor<Shape, DType>;
type TensorsByName = Readonly<Record<string, AnyTensor>>;

/** The tensors of one layer, of those of all: `wq` for `layer0_wq`, `layer1_wq`, .. */
export type LayerTensors<T> = {
  readonly [K in keyof T as K extends `layer${number}_${infer Name}` ? Name : never]: T[K];
};

/** What a layer gives: the next one's input, with a cache beside the next value of each of its own entries. */
export type LayerResult = Tensor | { readonly out: Tensor; readonly cache: TensorsByName };

/** The numbers of the layers that have tensors in `T`, as they stand in names. */
type NumbersIn<T> = keyof T extends infer K ? (K extends `layer${infer Number}_${string}` ? Number : never) : never;

/** What all layers give: the last one's result, and where there is a cache the entries of all. */
export type ThroughLayers<X, T, R> = R extends { readonly cache: infer C }
  ? {
      readonly out: X;
      readonly cache: { readonly [K in keyof C & string as `layer${NumbersIn<T> & string}_${K}`]: C[K] };
    }
  : X;

/** Fits if a layer gives what the next one takes, or the message. */
export type ThroughLayersRule<X extends Shape, R> = [R] extends [never]
  ? Fits<[]>
  : R extends { readonly out: { readonly shape: infer S extends readonly unknown[] } }
    ? SameShape<X, S>
    : R extends { readonly shape: infer S extends readonly unknown[] }
      ? SameShape<X, S>
      : Fits<[]>;

type SameShape<X extends readonly unknown[], S extends readonly unknown[]> =
  IsSame<X, S> extends true
    ? Fits<[]>
    : `throughLayers: a layer gives what the next one takes: it takes ${Show<X>} and gives ${Show<S>}`;

type IsSame<A extends readonly unknown[], B extends readonly unknown[]> = number extends A["length"] | B["length"]
  ? true
  : { a: A; b: B } extends { a: readonly [infer D, ...infer RestA]; b: readonly [infer E, ...infer RestB] }
    ? Same<D, E> extends true
      ? IsSame<RestA, RestB>
      : false
    : { a: A; b: B } extends { a: readonly []; b: readonly [] }
      ? true
      : false;

/**
 * Applies a layer again and again: first to `x`, then to its own result, each time with the next layer's tensors of those
 * that `perLayer` declared. `tensors` may hold others too.
 *
 * The layer gives a tensor of the shape of `x`. With a cache it gives `{ out, cache }`, as `encoderBlock` does; what comes
 * back then has the cache of all layers, as a program returns it.
 *
 * ```ts
 * body: ({ x, ...tensors }) =>
 *   throughLayers(x, tensors, (h, { wq, wk, wv, wo, keys, values }) =>
 *     multiHeadAttention(h, { wq, wk, wv, wo }, { heads: 8, kvHeads: 4, cache: { keys, values } })),
 * ```
 * @throws TypeError if no layer has tensors, a layer lacks what another has, or a layer gives no tensor
 * @throws ShapeError `throughLayers/shape` if a layer gives another shape than it takes
 */
export function throughLayers<
  S extends Shape,
  const T extends Readonly<Record<string, AnyTensor>>,
  R extends LayerResult = never,
>(
  x: Tensor<S>,
  tensors: T,
  layer: Arg<
    ThroughLayersRule<S, R>,
    (x: Tensor<S>, tensors: LayerTensors<T>, index: number) => R,
    "throughLayers: layer"
  >,
): ThroughLayers<Tensor<S>, T, R>;
export function throughLayers(
  x: Tensor,
  tensors: TensorsByName,
  layer: (x: Tensor, tensors: TensorsByName, index: number) => LayerResult,
): LayerResult {
  const cache: [name: string, next: AnyTensor][] = [];
  let out = x;
  for (const [index, own] of tensorsOfLayers(tensors).entries()) {
    const given = layer(out, own, index);
    const next = isTensor(given) ? given : given.out;
    checkNext(index, out, next);
    out = next;
    if (isTensor(given)) continue;
    for (const [name, entry] of Object.entries(given.cache)) cache.push([layerName(index, name), entry]);
  }
  return cache.length > 0 ? { out, cache: Object.fromEntries(cache) } : out;
}

/** The tensors of each layer, by the names that they have in all. */
function tensorsOfLayers(tensors: TensorsByName): readonly TensorsByName[] {
  const layers = new Map<number, Record<string, AnyTensor>>();
  const names = new Set<string>();
  for (const [full, tensor] of Object.entries(tensors)) {
    const [, number, name] = /^layer(0|[1-9]\d*)_(.+)$/.exec(full) ?? [];
    if (number === undefined || name === undefined) continue;
    names.add(name);
    layers.set(Number(number), { ...layers.get(Number(number)), [name]: tensor });
  }
  if (layers.size === 0) {
    throw new TypeError("throughLayers: no tensor is named as perLayer names them, such as layer0_wq");
  }
  return Array.from({ length: Math.max(...layers.keys()) + 1 }, (_, number) => {
    const own = layers.get(number) ?? {};
    for (const name of names) {
      if (!Object.hasOwn(own, name)) throw new TypeError(`throughLayers: ${layerName(number, name)} is missing`);
    }
    return own;
  });
}

function checkNext(index: number, input: Tensor, given: Tensor): void {
  if (!isTensor(given)) throw new TypeError(`throughLayers: layer ${index} gives no tensor`);
  const [before, after] = [nodeOf(input), nodeOf(given)];
  const dims = mergeDims("throughLayers", { input: before, output: after });
  const isSame = before.shape.every((dim, axis) => sameDim(dim, after.shape[axis] ?? 0, dims));
  if (isSame && before.shape.length === after.shape.length) return;
  const shapes = `it takes ${show(before.shape)} and gives ${show(after.shape)}`;
  throw new ShapeError("throughLayers/shape", `throughLayers: a layer gives what the next one takes: ${shapes}`);
}

import type { RopeOptions } from "../attention/rope.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Result } from "../shape/message.js";
import type { AddDim } from "../shape/polynomial.js";
import type { DTypeRule } from "../shape/rules/dtype.js";
import type { KeptRule } from "../shape/rules/layer-cache.js";
import type { PositionsRule, RopeRule, RopeWidthRule } from "../shape/rules/rope.js";
import type { DivDim } from "../shape/polynomial.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AnyTensor, DTypeOf, ShapeOf } from "./projection.js";

/**
 * Keys and values of earlier positions, `[.., kvHeads, past, d]` and `[.., kvHeads, past, d_v]`. No interface, which would
 * not be taken for a record of tensors, as the body of a program gives it.
 */
export type LayerCache<K = AnyTensor, V = AnyTensor> = {
  readonly keys: K;
  readonly values: V;
};

/** The options of a layer for attention of a sequence to itself, which knows of positions and of what came before. */
export interface CacheOptions {
  readonly rope?: RopeOptions<number, AnyTensor> | undefined;
  readonly cache?: LayerCache | undefined;
}

/** The weights that give queries and values. */
interface HeadWeights {
  readonly wq: AnyTensor;
  readonly wv: AnyTensor;
}

/** `Next` if the cache and the rotary positions fit the heads, or the message. */
export type CacheOptionRule<
  Op extends string,
  X extends Shape,
  W extends HeadWeights,
  Heads extends number,
  KvHeads extends number,
  O,
  Next,
> = O extends { readonly heads: number; readonly cache?: undefined; readonly rope?: undefined }
  ? Next
  : O extends { readonly key: AnyTensor }
    ? `${Op}: cache and rope are for attention of the query to itself: leave key out`
    : RopeOption<X, W, Heads, O, KeptOption<Op, X, W, Heads, KvHeads, O, Next>>;

type KeptOption<
  Op extends string,
  X extends Shape,
  W extends HeadWeights,
  Heads extends number,
  KvHeads extends number,
  O,
  Next,
> = O extends {
  readonly cache: { readonly keys: infer K extends AnyTensor; readonly values: infer V extends AnyTensor };
}
  ? KeptRule<
      Op,
      "cache.keys",
      X,
      ShapeOf<W["wq"]>,
      Heads,
      KvHeads,
      ShapeOf<K>,
      ShapeOf<K>,
      DTypeOf<K>,
      KeptRule<Op, "cache.values", X, ShapeOf<W["wv"]>, KvHeads, KvHeads, ShapeOf<K>, ShapeOf<V>, DTypeOf<V>, Next>
    >
  : Next;

type RopeOption<X extends Shape, W extends HeadWeights, Heads extends number, O, Next> = O extends {
  readonly rope: infer R extends object;
}
  ? TurnedRule<Result<QueryHeads<X, ShapeOf<W["wq"]>, Heads>>, WidthOf<R>, R, Next>
  : Next;

/** The shape of the projected query, split into heads. */
export type QueryHeads<X extends Shape, WQ extends Shape, Heads extends number> = { x: X; wq: WQ } extends {
  x: [...infer Leading, infer Length, unknown];
  wq: [infer Out, unknown];
}
  ? Fits<[...Leading, Heads, Length, DivDim<Out, Heads>]>
  : Fits<Shape>;

type WidthOf<R> = R extends { readonly width: infer Width extends number } ? Width : 0;

type TurnedRule<S extends Shape, Width extends number, R, Next> =
  RopeRule<S, Width> extends infer Turned
    ? Turned extends Fits<unknown>
      ? RopeWidthRule<
          S,
          Width,
          R extends { readonly positions: infer P extends AnyTensor }
            ? DTypeRule<"rope", "positions", DTypeOf<P>, "i32", PositionsRule<S, ShapeOf<P>, Next>>
            : Next
        >
      : Turned
    : never;

/** The keys that a query meets: those of the cache and its own, or those of `K`. Only the length counts. */
export type AttendedKeys<X extends Shape, K extends Shape, O> = O extends {
  readonly heads: number;
  readonly cache?: undefined;
}
  ? K
  : O extends { readonly cache: { readonly keys: infer Keys } }
    ? Result<Grown<X, ShapeOf<Keys>>>
    : K;

/** Kept keys or values `S` with those of `X [.., length, in]` after them. */
export type Grown<X extends Shape, S extends Shape> = { x: X; kept: S } extends {
  x: [...unknown[], infer Length, unknown];
  kept: [...infer Heads, infer Past, infer Width];
}
  ? Fits<[...Heads, AddDim<Past, Length>, Width]>
  : Fits<Shape>;

/** What a layer gives: `Out`, or with a cache `{ out, cache }` with what is to be kept. */
export type WithCache<Out, X extends Shape, O> = O extends {
  readonly cache: { readonly keys: infer K; readonly values: infer V };
}
  ? {
      readonly out: Out;
      readonly cache: LayerCache<Tensor<Result<Grown<X, ShapeOf<K>>>>, Tensor<Result<Grown<X, ShapeOf<V>>>>>;
    }
  : Out;

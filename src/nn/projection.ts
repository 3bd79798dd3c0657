import type { Dim, Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import type { AttentionRule, ScoresRule } from "../shape/rules/attention.js";
import type { MergeHeadsRule, SplitHeadsRule } from "../shape/rules/heads.js";
import type { LinearRule } from "../shape/rules/linear.js";

/*
 * Attention over projections `X W^T`. Each weight has a rule of its own, so that a mistake is reported at the weight
 * that makes it: first whether it takes its input, then whether what it gives fits what the weights before it give.
 *
 * `infer` stands between one rule and the next. A rule that were given another rule directly would be decided while
 * its shapes are still type parameters, and wrongly.
 */

/** The shape of `X W^T`, of unknown rank if they don't fit. */
export type Projection<X extends Shape, W extends Shape> = Result<LinearRule<X, W>>;

/** The shape of `X W^T` split into heads, of unknown rank if they don't fit. */
export type Heads<X extends Shape, W extends Shape, H extends Dim> =
  Projection<X, W> extends infer P extends Shape ? Result<SplitHeadsRule<P, H>> : never;

/** The number of heads `H` where it divides the width of the projected query, or the message. */
export type HeadsArgument<XQ extends Shape, WQ extends Shape, H extends Dim> =
  Projection<XQ, WQ> extends infer Q extends Shape ? Arg<SplitHeadsRule<Q, H>, H> : never;

/** The scores of the projected query and key, or the message. */
export type KeyRule<XQ extends Shape, WQ extends Shape, XK extends Shape, WK extends Shape> =
  LinearRule<XK, WK> extends infer Message extends string ? Message : ScoresOf<Projection<XQ, WQ>, Projection<XK, WK>>;

/** The attention of the projected query, key and value, or the message. A mistake in the key isn't reported again. */
export type ValueRule<
  XQ extends Shape,
  WQ extends Shape,
  XK extends Shape,
  WK extends Shape,
  XV extends Shape,
  WV extends Shape,
> =
  LinearRule<XV, WV> extends infer Message extends string
    ? Message
    : KeyRule<XQ, WQ, XK, WK> extends string
      ? Shape
      : AttentionOf<Projection<XQ, WQ>, Projection<XK, WK>, Projection<XV, WV>>;

/** As {@link ValueRule}, and the heads must divide its width, unless they don't divide that of the query either. */
export type ValueHeadsRule<
  XQ extends Shape,
  WQ extends Shape,
  XK extends Shape,
  WK extends Shape,
  XV extends Shape,
  WV extends Shape,
  H extends Dim,
> =
  ValueRule<XQ, WQ, XK, WK, XV, WV> extends infer Message extends string
    ? Message
    : HeadsArgument<XQ, WQ, H> extends string
      ? Shape
      : Projection<XV, WV> extends infer V extends Shape
        ? SplitHeadsRule<V, H>
        : never;

/** The scores of projections, or the message. */
export type ScoresOf<Q, K> = Q extends infer A extends Shape
  ? K extends infer B extends Shape
    ? ScoresRule<A, B>
    : never
  : never;

/** The attention of projections, or the message. */
export type AttentionOf<Q, K, V> = Q extends infer A extends Shape
  ? K extends infer B extends Shape
    ? V extends infer C extends Shape
      ? AttentionRule<A, B, C>
      : never
    : never
  : never;

/** The projection by `WO` of the attention of heads, merged again; or the message. */
export type OutputRule<Q, K, V, WO extends Shape> =
  Result<AttentionOf<Q, K, V>> extends infer Attended extends Shape
    ? Result<MergeHeadsRule<Attended>> extends infer Merged extends Shape
      ? LinearRule<Merged, WO>
      : never
    : never;

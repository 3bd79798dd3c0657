import type { DimBindings, Shape } from "../dim.js";
import type { Identical } from "../identity.js";
import { ShapeError } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/** The shape of the scores `[.., queries, keys]` of query `[.., queries, d]` and key `[.., keys, d]`. */
export type ScoresRule<Q extends Shape, K extends Shape> = { q: Q; k: K } extends {
  q: [...infer Leading, infer Queries, infer D];
  k: [...infer LeadingK, infer Keys, infer D2];
}
  ? Same<D, D2> extends true
    ? SameShape<Leading, LeadingK> extends true
      ? [...Leading, Queries, Keys]
      : `attention: leading axes differ: query ${Show<Q>}, key ${Show<K>}`
    : `attention: head sizes differ: query ${Show<Q>} has ${ShowDim<D>}, key ${Show<K>} has ${ShowDim<D2>}`
  : MinRankRule<"attention", "query", Q, 2, MinRankRule<"attention", "key", K, 2, Shape>>;

/**
 * The shape of the scores `[.., queries, keys]` of query `[.., queries, d]` and key `[.., keys, d]`.
 *
 * @throws ShapeError `attention/rank`, `attention/head` if the head sizes differ, `attention/leading`
 */
export function scoresRule(q: Readonly<Shape>, k: Readonly<Shape>, dims: DimBindings): Shape {
  minRankRule("attention", "query", q, 2);
  minRankRule("attention", "key", k, 2);
  const [queries = 1, d = 1] = q.slice(-2);
  const [keys = 1, d2 = 1] = k.slice(-2);
  if (!sameDim(d, d2, dims)) {
    throw new ShapeError(
      "attention/head",
      `attention: head sizes differ: query ${show(q)} has ${d}, key ${show(k)} has ${d2}`,
    );
  }
  if (!sameShape(q.slice(0, -2), k.slice(0, -2), dims)) {
    throw new ShapeError("attention/leading", `attention: leading axes differ: query ${show(q)}, key ${show(k)}`);
  }
  return [...q.slice(0, -2), queries, keys];
}

/** The shape of attention's result `[.., queries, d_v]`, given value `[.., keys, d_v]` too. */
export type AttentionRule<Q extends Shape, K extends Shape, V extends Shape> = { q: Q; k: K; v: V } extends {
  q: [...infer Leading, infer Queries, infer D];
  k: [...infer LeadingK, infer Keys, infer D2];
  v: [...infer LeadingV, infer Keys2, infer Width];
}
  ? [Same<D, D2>, SameShape<Leading, LeadingK>] extends [true, true]
    ? Same<Keys, Keys2> extends true
      ? SameShape<LeadingK, LeadingV> extends true
        ? [...Leading, Queries, Width]
        : `attention: leading axes differ: key ${Show<K>}, value ${Show<V>}`
      : `attention: key and value differ in length: key ${Show<K>} has ${ShowDim<Keys>}, value ${Show<V>} has ${ShowDim<Keys2>}`
    : ScoresRule<Q, K>
  : MinRankRule<"attention", "value", V, 2, ScoresRule<Q, K>>;

/**
 * The shape of attention's result `[.., queries, d_v]`.
 *
 * @throws ShapeError as {@link scoresRule}, and `attention/length` if there are not as many values as keys
 */
export function attentionRule(q: Readonly<Shape>, k: Readonly<Shape>, v: Readonly<Shape>, dims: DimBindings): Shape {
  scoresRule(q, k, dims);
  minRankRule("attention", "value", v, 2);
  const [keys = 1] = k.slice(-2);
  const [keys2 = 1, width = 1] = v.slice(-2);
  if (!sameDim(keys, keys2, dims)) {
    throw new ShapeError(
      "attention/length",
      `attention: key and value differ in length: key ${show(k)} has ${keys}, value ${show(v)} has ${keys2}`,
    );
  }
  if (!sameShape(k.slice(0, -2), v.slice(0, -2), dims)) {
    throw new ShapeError("attention/leading", `attention: leading axes differ: key ${show(k)}, value ${show(v)}`);
  }
  return [...q.slice(0, -1), width];
}

/** Whether two shapes may be the same, dim by dim. */
type SameShape<A extends unknown[], B extends unknown[]> =
  Identical<A, B> extends true
    ? true
    : { a: A; b: B } extends {
          a: [...infer RestA, infer LastA];
          b: [...infer RestB, infer LastB];
        }
      ? Same<LastA, LastB> extends true
        ? SameShape<RestA, RestB>
        : false
      : number extends A["length"] | B["length"]
        ? true
        : false;

function sameShape(a: Readonly<Shape>, b: Readonly<Shape>, dims: DimBindings): boolean {
  return a.length === b.length && a.every((dim, axis) => sameDim(dim, b[axis] ?? 1, dims));
}

import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { divDims } from "../polynomial.js";
import type { DivDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { leadingRule } from "./leading.js";
import type { Differs, LeadingRule } from "./leading.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/**
 * The shape of the scores `[.., heads, queries, keys]` of query `[.., heads, queries, d]` and key
 * `[.., kvHeads, keys, d]`, where `heads` is a multiple of `kvHeads`. One head may have no axis for it.
 */
export type ScoresRule<Q extends Shape, K extends Shape> = { q: Q; k: K } extends {
  q: [...infer Leading, infer Queries, infer D];
  k: [...infer LeadingK, infer Keys, infer D2];
}
  ? Same<D, D2> extends true
    ? Grouped<Q, K, Fits<[...Leading, Queries, Keys]>, Groups<Leading, LeadingK>>
    : `attention: head sizes differ: query ${Show<Q>} has ${ShowDim<D>}, key ${Show<K>} has ${ShowDim<D2>}`
  : MinRankRule<"attention", "query", Q, 2, MinRankRule<"attention", "key", K, 2, Fits<Shape>>>;

type Grouped<Q extends Shape, K extends Shape, Scores, Found> = { found: Found } extends { found: [] }
  ? Scores
  : Found extends NotMultiple<infer Heads, infer KvHeads>
    ? `attention: ${NoMultiple<Heads, KvHeads>}: query ${Show<Q>} has ${ShowDim<Heads>}, key ${Show<K>} has ${ShowDim<KvHeads>}; heads are the third axis from the end`
    : LeadingRule<"attention", "query", Q, "key", K, Found, Scores>;

/** `[]` if the heads of the query share those of the key out among them, and the axes before are the same. */
type Groups<A extends unknown[], B extends unknown[]> = UnlessSame<Differs<A, B>, A, B>;

type UnlessSame<Found, A extends unknown[], B extends unknown[]> = { found: Found } extends { found: [] }
  ? []
  : { a: A; b: B } extends { a: [...infer Batch, infer Heads]; b: [...infer BatchK, infer KvHeads] }
    ? WithHeads<FitsHeads<Heads, KvHeads>, Differs<Batch, BatchK>, Heads, KvHeads>
    : Found;

type WithHeads<Sharing, Found, Heads, KvHeads> = { sharing: Sharing } extends { sharing: [] }
  ? Found
  : NotMultiple<Heads, KvHeads>;

/** Two numbers of heads of which the first is no multiple of the second. */
interface NotMultiple<Heads, KvHeads> {
  readonly heads: Heads;
  readonly kvHeads: KvHeads;
}

type FitsHeads<Heads, KvHeads> = { one: KvHeads } extends { one: 1 }
  ? []
  : [DivDim<Heads, KvHeads>] extends [never]
    ? "not a multiple"
    : [];

type NoMultiple<Heads, KvHeads> = { heads: Heads; kvHeads: KvHeads } extends { heads: number; kvHeads: number }
  ? "query heads are not a multiple of key heads"
  : "cannot prove that query heads are a multiple of key heads";

/**
 * The shape of the scores `[.., heads, queries, keys]` of query `[.., heads, queries, d]` and key
 * `[.., kvHeads, keys, d]`, where `heads` is a multiple of `kvHeads`. One head may have no axis for it.
 *
 * @throws ShapeError `attention/rank`, `attention/width` if the head sizes differ, `attention/heads` if there aren't as
 * many query heads as a multiple of the key heads, `attention/leading`
 */
export function scoresRule(q: Readonly<Shape>, k: Readonly<Shape>, dims: DimBindings): Shape {
  minRankRule("attention", "query", q, 2);
  minRankRule("attention", "key", k, 2);
  const [queries = 1, d = 1] = q.slice(-2);
  const [keys = 1, d2 = 1] = k.slice(-2);
  if (!sameDim(d, d2, dims)) {
    throw new ShapeError(
      "attention/width",
      `attention: head sizes differ: query ${show(q)} has ${d}, key ${show(k)} has ${d2}`,
    );
  }
  const [heads, kvHeads] = [q.at(-3), k.at(-3)];
  if (heads === undefined || kvHeads === undefined || sameDim(heads, kvHeads, dims)) {
    leadingRule("attention", "query", q, "key", k, -3, dims);
  } else {
    if (divDims(heads, kvHeads) === undefined) {
      throw new ShapeError(
        "attention/heads",
        `attention: ${noMultiple(heads, kvHeads)}: query ${show(q)} has ${heads}, key ${show(k)} has ${kvHeads}; ` +
          "heads are the third axis from the end",
      );
    }
    leadingRule("attention", "query", q, "key", k, -4, dims);
  }
  return [...q.slice(0, -2), queries, keys];
}

function noMultiple(heads: Dim, kvHeads: Dim): string {
  return typeof heads === "number" && typeof kvHeads === "number"
    ? "query heads are not a multiple of key heads"
    : "cannot prove that query heads are a multiple of key heads";
}

/** The shape of attention's result `[.., heads, queries, d_v]`, given value `[.., kvHeads, keys, d_v]` too. */
export type AttentionRule<Q extends Shape, K extends Shape, V extends Shape> = WithValue<ScoresRule<Q, K>, Q, K, V>;

type WithValue<Scores, Q extends Shape, K extends Shape, V extends Shape> =
  Scores extends Fits<unknown> ? ValueRule<Q, K, V> : MinRankRule<"attention", "value", V, 2, Scores>;

type ValueRule<Q extends Shape, K extends Shape, V extends Shape> = { q: Q; k: K; v: V } extends {
  q: [...infer Leading, infer Queries, unknown];
  k: [...infer LeadingK, infer Keys, unknown];
  v: [...infer LeadingV, infer Keys2, infer Width];
}
  ? Same<Keys, Keys2> extends true
    ? LeadingRule<"attention", "key", K, "value", V, Differs<LeadingK, LeadingV>, Fits<[...Leading, Queries, Width]>>
    : `attention: key and value differ in length: key ${Show<K>} has ${ShowDim<Keys>}, value ${Show<V>} has ${ShowDim<Keys2>}`
  : MinRankRule<"attention", "value", V, 2, Fits<Shape>>;

/**
 * The shape of attention's result `[.., heads, queries, d_v]`.
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
  leadingRule("attention", "key", k, "value", v, -3, dims);
  return [...q.slice(0, -1), width];
}

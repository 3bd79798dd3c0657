import type { AttentionNode } from "../../src/graph/node.js";
import { scalarsBelow } from "../../src/graph/scalar.js";
import { add, coefficientOf, constant, equals, sub, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add as addInts, and, bool, compare, indexValue, int, mul, or } from "../ir/expressions.js";
import type { Affine, Expression, UpperBound } from "../ir/nodes.js";
import { type BlockTest, type Span, seesAll, seesSome } from "../plan/block-test.js";
import { extentOf } from "../plan/extents.js";
import type { KeyRange } from "../plan/key-range.js";
import { atPositions, axisName } from "../plan/scalar-affine.js";

/** The batch entry and head of a score. */
export interface ScorePlace {
  readonly b: Affine;
  readonly h: Affine;
}

/** The batch entry, counted over all axes before the heads, and the head at `outer`, indices of the axes around queries. */
export function placeOf(b: ProcedureBuilder, node: AttentionNode, outer: readonly Affine[]): ScorePlace {
  return { b: entryOf(b, node, outer.slice(0, -1)), h: outer.at(-1) ?? constant(0) };
}

function entryOf(b: ProcedureBuilder, node: AttentionNode, batch: readonly Affine[]): Affine {
  const { shape } = node;
  if (shape.slice(1, batch.length).every((size) => typeof size === "number")) {
    return batch.reduce((sum, index, axis) => add(times(sum, axis > 0 ? Number(shape[axis]) : 1), index), constant(0));
  }
  const roots = [node.score, node.allowed].filter((root) => root !== undefined);
  if (!scalarsBelow(roots).some((scalar) => scalar.kind === "index" && scalar.axis === "b")) return constant(0);
  // A product of sizes that come with a call is no sum: it is computed as a value. What is looked up by it is kept in place.
  const entry = batch.reduce(
    (sum, index, axis) => addInts(mul(sum, indexValue(extentOf(shape[axis] ?? 1))), indexValue(index)),
    int(0),
  );
  return b.bindValue("entry", entry, GREATEST_INDEX);
}
const GREATEST_INDEX = 0x7fffffff;

/** One position alone. */
export function spanOf(position: Affine): Span {
  return { first: position, last: position };
}

/** Where the keys begin and end that queries see, written as indices. Keys are counted from `firstKey` of their block. */
export class SeenKeys {
  readonly #range: KeyRange;
  readonly #queries: Affine;
  readonly #keys: Affine;

  constructor(range: KeyRange, node: AttentionNode) {
    this.#range = range;
    this.#queries = extentOf(node.query.shape.at(-2) ?? 1);
    this.#keys = extentOf(node.key.shape.at(-2) ?? 1);
  }

  /** Whether some query may see no key behind a certain one, and whether some may see none before. */
  get ends(): boolean {
    return this.#range.lasts.length > 0;
  }
  get starts(): boolean {
    return this.#range.firsts.length > 0;
  }

  /** The end of the keys that any query sees. */
  end(place: ScorePlace): UpperBound {
    const last = sub(this.#queries, 1);
    const ends = this.#range.lasts.flatMap((bound) => {
      const [only] = bound;
      if (!only || bound.length > 1 || coefficientOf(only, axisName("q")) < 0) return [];
      const end = atPositions(only, { ...place, q: last });
      return equals(this.#keys, end) ? [] : [end];
    });
    return [this.#keys, ...ends];
  }

  /** The first query that sees a key of the block from `firstKey` on. */
  firstQuery(b: ProcedureBuilder, firstKey: Affine, place: ScorePlace): Affine {
    const from = shifts(this.#range.lasts, place).map((shift) => add(sub(firstKey, shift), 1));
    const [only] = from;
    if (!only) return constant(0);
    return from.length === 1 && equals(only, firstKey) ? firstKey : b.bindMax("firstSeeing", [0, ...from]);
  }

  /** The end of the queries that see one of the `keys` keys from `firstKey` on. */
  endOfQueries(firstKey: Affine, keys: Affine, place: ScorePlace): UpperBound {
    const ends = shifts(this.#range.firsts, place).map((shift) => sub(add(firstKey, keys), shift));
    return [this.#queries, ...ends];
  }

  /** How many of the block's first `limit` keys stand before the last that one of the queries sees. */
  last(b: ProcedureBuilder, name: string, limit: Affine, queries: Span, firstKey: Affine, place: ScorePlace): Affine {
    const { lasts } = this.#range;
    if (lasts.length === 0) return limit;
    const ends = lasts.map((bound) => {
      const [end = limit, ...others] = bound.map((value) => sub(atEnd(value, queries, place, "greatest"), firstKey));
      return others.length === 0 ? end : b.bindMax("end", [end, ...others]);
    });
    // Where each bound moves with the query, the blocks of queries begin with one that sees a key.
    const isDiagonal = shifts(lasts, place).length === lasts.length;
    return isDiagonal ? b.bind(name, [limit, ...ends]) : b.bindMax(name, [0, b.bind("least", [limit, ...ends])]);
  }

  /** How many of the block's first `limit` keys stand before the first that one of the queries sees. */
  first(b: ProcedureBuilder, name: string, limit: Affine, queries: Span, firstKey: Affine, place: ScorePlace): Affine {
    const { firsts } = this.#range;
    if (firsts.length === 0) return constant(0);
    const starts = firsts.map((bound) => {
      const [start = constant(0), ...others] = bound.map((value) =>
        sub(atEnd(value, queries, place, "least"), firstKey),
      );
      return others.length === 0 ? start : b.bind("start", [start, ...others]);
    });
    return b.bind(name, [limit, b.bindMax("greatest", [0, ...starts])]);
  }

  /** Whether some query may see some key, or all see all, as far as the bounds don't say; undefined where it is known. */
  test(wanted: "some" | "all", q: Span, k: Span, place: ScorePlace): Expression | boolean {
    const { rest } = this.#range;
    if (!rest) return true;
    const test = (wanted === "some" ? seesSome : seesAll)(rest, { q, k });
    return test.kind === "known" ? test.holds : conditionOf(test, place);
  }
}

function conditionOf(test: BlockTest, place: ScorePlace): Expression {
  switch (test.kind) {
    case "known":
      return bool(test.holds);
    case "notNegative":
      return compare("le", int(0), indexValue(atPositions(test.value, { ...place })));
    case "all":
    case "any":
      return test.of.map((part) => conditionOf(part, place)).reduce(test.kind === "all" ? and : or);
  }
}

/** How far the bounds that move with the query, one by one, lie behind it. */
function shifts(bounds: readonly (readonly Affine[])[], place: ScorePlace): readonly Affine[] {
  return bounds.flatMap((bound) => {
    const [only] = bound;
    if (!only || bound.length > 1 || coefficientOf(only, axisName("q")) !== 1) return [];
    return [atPositions(only, { ...place, q: 0 })];
  });
}

function atEnd(value: Affine, queries: Span, place: ScorePlace, side: "greatest" | "least"): Affine {
  const rises = coefficientOf(value, axisName("q")) > 0;
  return atPositions(value, { ...place, q: rises === (side === "greatest") ? queries.last : queries.first });
}

import type { AttentionNode } from "../../src/graph/node.js";
import { type ScalarNode, scalarsBelow } from "../../src/graph/scalar.js";
import { add as addIndex, constant } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { and, compare, int, max, min } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { affineOf } from "../plan/scalar-affine.js";
import type { Context, StepAccess } from "./context.js";
import type { Scope } from "./procedures.js";
import { ScoreScalars } from "./score-scalars.js";
import type { ScorePlace } from "./seen-keys.js";

/** The least and greatest value of something in a block. */
interface Values {
  readonly least: Expression;
  readonly greatest: Expression;
}

type CompareScalar = Extract<ScalarNode, { kind: "compare" }>;

/**
 * Comparisons of something that is looked up for the query with something of the key, such as the documents that both
 * belong to. Only a call knows them: it takes the least and greatest of either side in each block, and passes over the
 * blocks in which no two of them compare so.
 */
export class ComparedBlocks {
  readonly #comparisons: readonly CompareScalar[];
  readonly #ofQueries: ScoreScalars;
  readonly #ofKeys: ScoreScalars;

  /** `rest` is what has to be asked for each key. */
  constructor(context: Context, access: StepAccess, node: AttentionNode, rest: ScalarNode | undefined) {
    this.#comparisons = rest ? comparisonsIn(rest) : [];
    const sides = this.#comparisons.flatMap(({ left, right }) => [left, right]);
    const scalars = (ofKeys: boolean): ScoreScalars =>
      new ScoreScalars(
        context,
        access,
        node,
        sides.filter((side) => names(side, "k") === ofKeys),
        false,
      );
    this.#ofQueries = scalars(false);
    this.#ofKeys = scalars(true);
  }

  /** The values of the keys' sides in a block of `keys` keys. */
  ofKeys(
    b: ProcedureBuilder,
    scope: Scope,
    place: ScorePlace,
    firstKey: Affine,
    keys: Affine,
  ): ReadonlyMap<ScalarNode, Values> {
    const row = { place, query: constant(0), firstKey, from: constant(0), seen: keys };
    const known = this.#sides(true).length > 0 ? this.#ofKeys.row(b, scope, row) : new Map();
    return this.#spans(b, true, (take) =>
      b.for("key", 0, keys, {}, (key) => take(this.#ofKeys.key(b, scope, row, known, key, int(0)))),
    );
  }

  /** Whether a block of queries may see a key of the block; undefined where there is nothing to compare. */
  mayMeet(
    b: ProcedureBuilder,
    scope: Scope,
    place: ScorePlace,
    { firstQuery, queries }: { readonly firstQuery: Affine; readonly queries: Affine },
    keys: ReadonlyMap<ScalarNode, Values>,
  ): Expression | undefined {
    const row = { place, firstKey: constant(0), from: constant(0), seen: constant(0) };
    const spans = this.#spans(b, false, (take) =>
      b.for("row", 0, queries, {}, (offset) => {
        const known = this.#ofQueries.row(b, scope, { ...row, query: addIndex(firstQuery, offset) });
        take((side) => known.get(side) ?? int(0));
      }),
    );
    const all = new Map([...spans, ...keys]);
    const tests = this.#comparisons.flatMap(({ fn, left, right }) => {
      const [low, high] = [all.get(left), all.get(right)];
      if (!low || !high) return [];
      const meets = compare(fn === "lt" ? "lt" : "le", low.least, high.greatest);
      return fn === "eq" ? [meets, compare("le", high.least, low.greatest)] : [meets];
    });
    return tests.length > 0 ? tests.reduce(and) : undefined;
  }

  #sides(ofKeys: boolean): readonly ScalarNode[] {
    const sides = this.#comparisons.flatMap(({ left, right }) => [left, right]);
    return [...new Set(sides)].filter((side) => names(side, "k") === ofKeys);
  }

  #spans(
    b: ProcedureBuilder,
    ofKeys: boolean,
    each: (take: (valueOf: (side: ScalarNode) => Expression) => void) => void,
  ): ReadonlyMap<ScalarNode, Values> {
    const sides = this.#sides(ofKeys).map((side) => ({
      side,
      least: b.var("leastOf", int(0x7fffffff)),
      greatest: b.var("greatestOf", int(-0x80000000)),
    }));
    if (sides.length === 0) return new Map();
    each((valueOf) => {
      for (const { side, least, greatest } of sides) {
        const value = b.let("value", valueOf(side));
        b.assign(least, min(least, value));
        b.assign(greatest, max(greatest, value));
      }
    });
    return new Map(sides.map(({ side, least, greatest }) => [side, { least, greatest }]));
  }
}

/** The comparisons that all have to hold, of whole numbers, in which one side has the key and the other the query. */
function comparisonsIn(mask: ScalarNode): readonly CompareScalar[] {
  if (mask.kind === "binary" && mask.fn === "and") return [...comparisonsIn(mask.left), ...comparisonsIn(mask.right)];
  if (mask.kind !== "compare" || mask.fn === "ne" || mask.left.dtype !== "i32") return [];
  const { left, right } = mask;
  // Of sums of positions it is known without looking.
  if (affineOf(left) && affineOf(right)) return [];
  const isApart = names(left, "k") !== names(right, "k");
  const [ofKey, other] = names(left, "k") ? [left, right] : [right, left];
  return isApart && !names(ofKey, "q") && !names(other, "k") ? [mask] : [];
}

function names(scalar: ScalarNode, axis: "q" | "k"): boolean {
  return scalarsBelow([scalar]).some((below) => below.kind === "index" && below.axis === axis);
}

import type { AttentionNode } from "../../src/graph/node.js";
import { type LookupScalar, type ScalarNode, scalarsBelow } from "../../src/graph/scalar.js";
import { add as addIndex, constant } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { and, bool, compare, int, max, min, or } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
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

/** A condition that a call can tell to fail for a whole block. */
type BlockCondition =
  | CompareScalar
  | LookupScalar
  | { readonly kind: "either"; readonly left: readonly BlockCondition[]; readonly right: readonly BlockCondition[] };

/**
 * What a mask asks of the query and of the key apart, such as the documents that both belong to, or whether the query's
 * region is routed to the key's. Only a call knows that: it takes the least and greatest of either side in each block, and
 * passes over the blocks in which no two of them fit.
 */
export class ComparedBlocks {
  readonly #access: StepAccess;
  readonly #conditions: readonly BlockCondition[];
  readonly #ofQueries: ScoreScalars;
  readonly #ofKeys: ScoreScalars;

  /** `rest` is what has to be asked for each key. */
  constructor(context: Context, access: StepAccess, node: AttentionNode, rest: ScalarNode | undefined) {
    this.#access = access;
    this.#conditions = rest ? conditionsIn(rest) : [];
    const sides = this.#conditions.flatMap(sidesOf);
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
    const tests = this.#conditions.flatMap((condition) => this.#tests(b, scope, condition, all));
    return tests.length > 0 ? tests.reduce(and) : undefined;
  }

  /** Expressions that all hold where a condition may. */
  #tests(
    b: ProcedureBuilder,
    scope: Scope,
    condition: BlockCondition,
    spans: ReadonlyMap<ScalarNode, Values>,
  ): readonly Expression[] {
    switch (condition.kind) {
      case "compare": {
        const { fn, left, right } = condition;
        const [low, high] = [spanIn(spans, left), spanIn(spans, right)];
        const meets = compare(fn === "lt" ? "lt" : "le", low.least, high.greatest);
        return fn === "eq" ? [meets, compare("le", high.least, low.greatest)] : [meets];
      }
      case "lookup":
        return [this.#holdsSomewhere(b, scope, condition, spans)];
      case "either": {
        const [left, right] = [condition.left, condition.right].map((conditions) =>
          conditions.flatMap((part) => this.#tests(b, scope, part, spans)).reduce(and, bool(true)),
        );
        return left && right ? [or(left, right)] : [];
      }
    }
  }

  /** Whether a table of bools holds a true one between the least and greatest of each of its indices. */
  #holdsSomewhere(
    b: ProcedureBuilder,
    scope: Scope,
    { table, indices }: LookupScalar,
    spans: ReadonlyMap<ScalarNode, Values>,
  ): Expression {
    const some = b.var("some", bool(false));
    const over = (axis: number, at: readonly Affine[]): void => {
      const index = indices[axis];
      if (!index) return b.assign(some, or(some, this.#access.read(b, scope, table, at)));
      const { least, greatest } = spanIn(spans, index);
      const extent = extentOf(table.shape[axis] ?? 1);
      const first = b.bindValue("first", least, extent);
      const last = b.bindValue("last", greatest, extent);
      b.for("index", first, addIndex(last, 1), {}, (position) => over(axis + 1, [...at, position]));
    };
    over(0, []);
    return some;
  }

  #sides(ofKeys: boolean): readonly ScalarNode[] {
    const sides = this.#conditions.flatMap(sidesOf);
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

function spanIn(spans: ReadonlyMap<ScalarNode, Values>, side: ScalarNode): Values {
  const span = spans.get(side);
  if (!span) throw new Error(`${side.kind} is no side of a condition`);
  return span;
}

/** What of a condition is the query's or the key's alone. */
function sidesOf(condition: BlockCondition): readonly ScalarNode[] {
  switch (condition.kind) {
    case "compare":
      return [condition.left, condition.right];
    case "lookup":
      return condition.indices;
    case "either":
      return [...condition.left, ...condition.right].flatMap(sidesOf);
  }
}

/**
 * Conditions that all hold where a mask does. Of sums of positions it is known without looking which blocks they hide,
 * but for those that are one of several alternatives.
 */
function conditionsIn(mask: ScalarNode, isAlternative = false): readonly BlockCondition[] {
  if (mask.kind === "compare") return isComparable(mask, isAlternative) ? [mask] : [];
  if (mask.kind === "lookup") return isOfStretches(mask) ? [mask] : [];
  if (mask.kind !== "binary") return [];
  if (mask.fn === "and") return [mask.left, mask.right].flatMap((part) => conditionsIn(part, isAlternative));
  const [left, right] = [conditionsIn(mask.left, true), conditionsIn(mask.right, true)];
  return left.length > 0 && right.length > 0 ? [{ kind: "either", left, right }] : [];
}

/** Whether a comparison is of whole numbers, one of them the key's and the other the query's. */
function isComparable({ fn, left, right }: CompareScalar, isAlternative: boolean): boolean {
  if (fn === "ne" || left.dtype !== "i32" || (!isAlternative && affineOf(left) && affineOf(right))) return false;
  const [ofKey, other] = names(left, "k") ? [left, right] : [right, left];
  return names(ofKey, "k") && isApart(ofKey) && !names(other, "k");
}

/** Whether a lookup is the same for many keys: by indices of the query, and by such of the key that divide. */
function isOfStretches({ indices }: LookupScalar): boolean {
  return indices.every((index) => !names(index, "k") || (isApart(index) && divides(index)));
}

function isApart(scalar: ScalarNode): boolean {
  return !(names(scalar, "q") && names(scalar, "k"));
}

function divides(scalar: ScalarNode): boolean {
  return scalarsBelow([scalar]).some((below) => below.kind === "binary" && below.fn === "floorDiv");
}

function names(scalar: ScalarNode, axis: "q" | "k"): boolean {
  return scalarsBelow([scalar]).some((below) => below.kind === "index" && below.axis === axis);
}

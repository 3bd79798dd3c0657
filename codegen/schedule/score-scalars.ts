import type { AttentionNode } from "../../src/graph/node.js";
import { type LookupScalar, type ScalarNode, scalarOperands, scalarsBelow } from "../../src/graph/scalar.js";
import {
  add as addIndex,
  type AffineLike,
  constant,
  constantValue,
  equals,
  sub as subIndex,
  times,
} from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, indexValue, load } from "../ir/expressions.js";
import type { Affine, Buffer, Element, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import { affineOf, atPositions, isIndex } from "../plan/scalar-affine.js";
import type { Context, StepAccess } from "./context.js";
import { computedIndices, KeyParts } from "./key-parts.js";
import type { Scope } from "./procedures.js";
import { computedValue, constantValueOf, type KnownScalars, valueIn } from "./scalar-values.js";
import type { ScorePlace } from "./seen-keys.js";

/** The scores of one query against the keys of a block. */
export interface ScoreRow {
  readonly place: ScorePlace;
  readonly query: Affine;
  readonly firstKey: Affine;
  /** The keys of the block that count: from `from` up to, but without, `seen`. */
  readonly from: Affine;
  readonly seen: Affine;
}

/** Where a scalar is computed: for a row, or for one key of it, whose score may be known. */
type ScalarPlace = ScoreRow & { readonly key?: Affine; readonly score?: Expression };

/**
 * Writes the scalars of score and mask functions. What depends on neither key nor score is computed once a row. What is
 * looked up at an index that has to be kept within the table comes into a row of its own first, so that the loop over keys
 * only names values and stores.
 */
export class ScoreScalars {
  readonly #context: Context;
  readonly #access: StepAccess;
  readonly #node: AttentionNode;
  /** All that is computed as a value, operands first: what is only part of an index that is a sum is not. */
  readonly #values: readonly ScalarNode[];
  readonly #varying: ReadonlySet<ScalarNode>;
  readonly #gathered = new Map<LookupScalar, Buffer>();
  readonly #keyParts: KeyParts;
  /** 0, 1, 2 and so on: vectors have no numbers of their own. */
  readonly #positions: Buffer | undefined;

  /** `startsOnce`: {@link start} is called once a call, so that something can be computed there. */
  constructor(
    context: Context,
    access: StepAccess,
    node: AttentionNode,
    roots: readonly ScalarNode[],
    startsOnce: boolean,
  ) {
    const { machine, scratch } = context;
    this.#context = context;
    this.#access = access;
    this.#node = node;
    this.#values = valuesBelow(roots);
    const order = scalarsBelow(roots);
    this.#varying = dependents(order, (scalar) => scalar.kind === "score" || isKey(scalar));
    const ofScore = dependents(order, ({ kind }) => kind === "score");
    const row = (name: string, element: Element): Buffer => scratch.block(name, element, [machine.attention.keys]);
    for (const scalar of this.#values) {
      if (scalar.kind !== "lookup" || !this.#varying.has(scalar) || this.#isDirect(scalar)) continue;
      if (ofScore.has(scalar)) continue;
      const element = { f32: machine.temporary, i32: "i32", bool: "bool" } as const;
      this.#gathered.set(scalar, row(`lookedUp${this.#gathered.size}`, element[scalar.dtype]));
    }
    const keys = extentOf(node.key.shape.at(-2) ?? 1);
    this.#keyParts = new KeyParts(context, keys, startsOnce ? [...this.#gathered.keys()] : []);
    this.#positions = this.#values.some(isKey) && machine.lanes > 1 ? row("positions", "i32") : undefined;
  }

  /** What is done once, before the first block. */
  start(b: ProcedureBuilder, scope: Scope): void {
    const positions = this.#positions;
    const { keys } = this.#context.machine.attention;
    if (positions) b.for("key", 0, keys, {}, (key) => b.store(positions, [key], indexValue(key)));
    this.#keyParts.start(b, scope);
  }

  /** What is the same for all keys of a row, and the rows that are looked up. */
  row(b: ProcedureBuilder, scope: Scope, row: ScoreRow): KnownScalars {
    const known = new Map<ScalarNode, Expression>();
    for (const scalar of this.#values) {
      if (!this.#varying.has(scalar)) known.set(scalar, this.#value(b, scope, scalar, row, known));
    }
    if (this.#gathered.size === 0) return known;
    b.for("key", row.from, row.seen, {}, (key) => {
      const values = new Map(known);
      for (const [scalar, block] of this.#gathered) {
        const at = { ...row, key };
        for (const index of computedIndices(scalar)) this.#valueOf(b, scope, index, at, values);
        b.store(block, [key], this.#lookup(b, scope, scalar, at, values));
      }
    });
    return known;
  }

  /** The scalars of one key, whose score is given. */
  key(
    b: ProcedureBuilder,
    scope: Scope,
    row: ScoreRow,
    known: KnownScalars,
    key: Affine,
    score: Expression,
  ): (root: ScalarNode) => Expression {
    const values = new Map(known);
    return (scalar) => this.#valueOf(b, scope, scalar, { ...row, key, score }, values);
  }

  /** A scalar, after what it is computed from; `values` are those that are known, and come to be. */
  #valueOf(
    b: ProcedureBuilder,
    scope: Scope,
    scalar: ScalarNode,
    at: ScalarPlace,
    values: Map<ScalarNode, Expression>,
  ): Expression {
    const found = values.get(scalar);
    if (found) return found;
    for (const operand of this.#neededBy(scalar)) this.#valueOf(b, scope, operand, at, values);
    const value = this.#value(b, scope, scalar, at, values);
    values.set(scalar, value);
    return value;
  }

  /** The values that a scalar of one key is computed from: none for what is only loaded. */
  #neededBy(scalar: ScalarNode): readonly ScalarNode[] {
    if (this.#keyParts.has(scalar)) return [];
    if (scalar.kind !== "lookup") return scalarOperands(scalar);
    return this.#gathered.has(scalar) ? [] : computedIndices(scalar);
  }

  #value(b: ProcedureBuilder, scope: Scope, scalar: ScalarNode, at: ScalarPlace, known: KnownScalars): Expression {
    if (at.key && this.#keyParts.has(scalar)) {
      return b.let("part", this.#keyParts.read(scope, scalar, at.firstKey, at.key));
    }
    switch (scalar.kind) {
      case "index":
        return this.#index(scalar.axis, at);
      case "score":
        if (at.score) return at.score;
        throw new Error("a score belongs to a key");
      case "constant":
        return constantValueOf(scalar);
      case "dim":
        return indexValue(extentOf(scalar.dim));
      case "lookup": {
        const block = this.#gathered.get(scalar);
        return b.let("found", block && at.key ? load(block, [at.key]) : this.#lookup(b, scope, scalar, at, known));
      }
      default:
        return computedValue(b, this.#context.machine, scalar, known);
    }
  }

  #index(axis: "b" | "h" | "q" | "k", at: ScalarPlace): Expression {
    if (axis !== "k") return indexValue(axis === "q" ? at.query : at.place[axis]);
    const key = at.key ?? constant(0);
    return this.#positions
      ? add(load(this.#positions, [key]), indexValue(at.firstKey))
      : indexValue(addIndex(at.firstKey, key));
  }

  #lookup(
    b: ProcedureBuilder,
    scope: Scope,
    { table, indices }: LookupScalar,
    at: ScalarPlace,
    known: KnownScalars,
  ): Expression {
    const within = indices.map((index, axis) => {
      const extent = extentOf(table.shape[axis] ?? 1);
      if (!isIndex(index)) return b.bindValue("index", valueIn(known, index), extent);
      const value = indexOf(b, index, at);
      if (this.#isWithin(index, extent)) return value;
      return b.bind("index", [b.bindMax("notBefore", [0, value]), subIndex(extent, 1)]);
    });
    return this.#access.read(b, scope, table, within);
  }

  /** Whether all of a lookup's indices are known to be within its table. */
  #isDirect({ table, indices }: LookupScalar): boolean {
    return indices.every((index, axis) => this.#isWithin(index, extentOf(table.shape[axis] ?? 1)));
  }

  #isWithin(index: ScalarNode, extent: Affine): boolean {
    const length = constantValue(extent);
    if (index.kind === "constant") return length !== undefined && index.value >= 0 && index.value < length;
    if (index.kind !== "index") return false;
    const { query, key } = this.#node;
    const batch = query.shape.slice(0, -3);
    const size = { b: batch.length > 1 ? undefined : (batch[0] ?? 1), h: query.shape.at(-3) ?? 1 };
    const dim = { ...size, q: query.shape.at(-2), k: key.shape.at(-2) }[index.axis];
    return dim !== undefined && equals(extentOf(dim), extent);
  }
}

/**
 * Whether a score function may make -infinity of another score, which hides the key. Sums, products and the like of the
 * score, positions and finite numbers don't.
 */
export function mayHide(score: ScalarNode): boolean {
  return valuesBelow([score]).some((scalar) => {
    if (scalar.dtype !== "f32") return false;
    if (scalar.kind === "lookup" || scalar.kind === "select") return true;
    if (scalar.kind === "constant") return !Number.isFinite(scalar.value);
    if (scalar.kind === "unary") return scalar.fn === "exp";
    return scalar.kind === "binary" && scalar.fn === "div" && scalar.right.kind !== "constant";
  });
}

function indexOf(b: ProcedureBuilder, scalar: ScalarNode, at: ScalarPlace): Affine {
  const sum = affineOf(scalar);
  if (sum) {
    const key: { readonly k?: AffineLike } = at.key ? { k: addIndex(at.firstKey, at.key) } : {};
    return atPositions(sum, { ...at.place, q: at.query, ...key });
  }
  if (scalar.kind === "unary") return times(indexOf(b, scalar.input, at), -1);
  if (scalar.kind !== "binary") throw new Error(`${scalar.kind} is no index`);
  const [left, right] = [indexOf(b, scalar.left, at), indexOf(b, scalar.right, at)];
  switch (scalar.fn) {
    case "add":
      return addIndex(left, right);
    case "sub":
      return subIndex(left, right);
    case "min":
      return b.bind("least", [left, right]);
    case "max":
      return b.bindMax("greatest", [left, right]);
    default:
      throw new Error(`${scalar.fn} makes no index`);
  }
}

/** What `roots` are computed from, operands first, without what is only part of an index that is a sum. */
function valuesBelow(roots: readonly ScalarNode[]): readonly ScalarNode[] {
  const used = new Set<ScalarNode>(roots);
  for (const scalar of scalarsBelow(roots).toReversed()) {
    if (!used.has(scalar)) continue;
    for (const operand of scalar.kind === "lookup" ? computedIndices(scalar) : scalarOperands(scalar))
      used.add(operand);
  }
  return scalarsBelow(roots).filter((scalar) => used.has(scalar));
}

/** Those that `varies` holds for, and what is computed from them. */
function dependents(order: readonly ScalarNode[], varies: (scalar: ScalarNode) => boolean): ReadonlySet<ScalarNode> {
  const found = new Set<ScalarNode>();
  for (const scalar of order) {
    if (varies(scalar) || scalarOperands(scalar).some((operand) => found.has(operand))) found.add(scalar);
  }
  return found;
}

function isKey(scalar: ScalarNode): boolean {
  return scalar.kind === "index" && scalar.axis === "k";
}

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
import {
  add,
  and,
  bool,
  compare,
  convert,
  div,
  floor,
  indexValue,
  int,
  load,
  max,
  min,
  mul,
  neg,
  not,
  num,
  or,
  select,
  sub,
} from "../ir/expressions.js";
import type { Affine, Buffer, Element, Expression } from "../ir/nodes.js";
import { typeOf } from "../ir/types.js";
import { extentOf } from "../plan/extents.js";
import { affineOf, atPositions } from "../plan/scalar-affine.js";
import type { Context, StepAccess } from "./context.js";
import { mathOf } from "./math-functions.js";
import type { Scope } from "./procedures.js";
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

/** Scalars whose values are known. */
export type KnownScalars = ReadonlyMap<ScalarNode, Expression>;

/**
 * Writes the scalars of score and mask functions. What depends on neither key nor score is computed once a row. What is
 * looked up at an index that has to be kept within the table comes into a row of its own first, so that the loop over keys
 * only names values and stores.
 */
export class ScoreScalars {
  readonly #context: Context;
  readonly #access: StepAccess;
  readonly #node: AttentionNode;
  /** All that is computed as a value, operands first: what only an index is made of is not. */
  readonly #values: readonly ScalarNode[];
  readonly #varying: ReadonlySet<ScalarNode>;
  readonly #gathered = new Map<ScalarNode, Buffer>();
  /** 0, 1, 2 and so on: vectors have no numbers of their own. */
  readonly #positions: Buffer | undefined;

  constructor(context: Context, access: StepAccess, node: AttentionNode, roots: readonly ScalarNode[]) {
    const { machine, scratch } = context;
    this.#context = context;
    this.#access = access;
    this.#node = node;
    this.#values = valuesBelow(roots);
    this.#varying = varyingIn(scalarsBelow(roots));
    const row = (name: string, element: Element): Buffer => scratch.block(name, element, [machine.attention.keys]);
    for (const scalar of this.#values) {
      if (scalar.kind !== "lookup" || !this.#varying.has(scalar) || this.#isDirect(scalar)) continue;
      const element = { f32: machine.temporary, i32: "i32", bool: "bool" } as const;
      this.#gathered.set(scalar, row(`lookedUp${this.#gathered.size}`, element[scalar.dtype]));
    }
    const usesKey = this.#values.some((scalar) => scalar.kind === "index" && scalar.axis === "k");
    this.#positions = usesKey && machine.lanes > 1 ? row("positions", "i32") : undefined;
  }

  /** What is done once, before the first block. */
  start(b: ProcedureBuilder): void {
    const positions = this.#positions;
    if (!positions) return;
    b.for("key", 0, this.#context.machine.attention.keys, {}, (key) => b.store(positions, [key], indexValue(key)));
  }

  /** What is the same for all keys of a row, and the rows that are looked up. */
  row(b: ProcedureBuilder, scope: Scope, row: ScoreRow): KnownScalars {
    const known = new Map<ScalarNode, Expression>();
    for (const scalar of this.#values) {
      if (!this.#varying.has(scalar)) known.set(scalar, this.#value(b, scope, scalar, row, known));
    }
    for (const [scalar, block] of this.#gathered) {
      if (scalar.kind !== "lookup") continue;
      b.for("key", row.from, row.seen, {}, (key) =>
        b.store(block, [key], this.#lookup(b, scope, scalar, { ...row, key })),
      );
    }
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
    const of = (scalar: ScalarNode): Expression => {
      const found = values.get(scalar);
      if (found) return found;
      if (scalar.kind !== "lookup") for (const operand of scalarOperands(scalar)) of(operand);
      const value = scalar.kind === "score" ? score : this.#value(b, scope, scalar, { ...row, key }, values);
      values.set(scalar, value);
      return value;
    };
    return of;
  }

  #value(
    b: ProcedureBuilder,
    scope: Scope,
    scalar: ScalarNode,
    at: ScoreRow & { readonly key?: Affine },
    known: KnownScalars,
  ): Expression {
    switch (scalar.kind) {
      case "index":
        return this.#index(scalar.axis, at);
      case "score":
        throw new Error("a score belongs to a key");
      case "constant":
        if (scalar.dtype === "f32") return num(scalar.value);
        return scalar.dtype === "i32" ? int(scalar.value) : bool(scalar.value !== 0);
      case "dim":
        return indexValue(extentOf(scalar.dim));
      case "lookup": {
        const block = this.#gathered.get(scalar);
        return b.let("found", block && at.key ? load(block, [at.key]) : this.#lookup(b, scope, scalar, at));
      }
      default:
        return b.let(nameOf(scalar), this.#computed(b, scalar, known));
    }
  }

  #index(axis: "b" | "h" | "q" | "k", at: ScoreRow & { readonly key?: Affine }): Expression {
    if (axis !== "k") return indexValue(axis === "q" ? at.query : at.place[axis]);
    const key = at.key ?? constant(0);
    return this.#positions
      ? add(load(this.#positions, [key]), indexValue(at.firstKey))
      : indexValue(addIndex(at.firstKey, key));
  }

  #computed(
    b: ProcedureBuilder,
    scalar: Exclude<ScalarNode, { kind: "index" | "score" | "constant" | "dim" | "lookup" }>,
    known: KnownScalars,
  ): Expression {
    const math = mathOf(this.#context.machine);
    const of = (operand: ScalarNode): Expression => {
      const value = known.get(operand);
      if (!value) throw new Error(`${operand.kind} comes before its operand`);
      return value;
    };
    switch (scalar.kind) {
      case "unary": {
        const x = of(scalar.input);
        const write = { neg, not, toFloat: toFloat, tanh: () => math.tanh(b, x), exp: () => math.exp(b, x) };
        return write[scalar.fn](x);
      }
      case "binary":
        return binary(scalar.fn, of(scalar.left), of(scalar.right));
      case "compare":
        return compare(scalar.fn, of(scalar.left), of(scalar.right));
      case "select":
        return select(of(scalar.condition), of(scalar.whenTrue), of(scalar.otherwise));
    }
  }

  #lookup(
    b: ProcedureBuilder,
    scope: Scope,
    { table, indices }: LookupScalar,
    at: ScoreRow & { readonly key?: Affine },
  ): Expression {
    const within = indices.map((index, axis) => {
      const value = indexOf(b, index, at);
      const extent = extentOf(table.shape[axis] ?? 1);
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

function indexOf(b: ProcedureBuilder, scalar: ScalarNode, at: ScoreRow & { readonly key?: Affine }): Affine {
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

function binary(fn: Extract<ScalarNode, { kind: "binary" }>["fn"], left: Expression, right: Expression): Expression {
  switch (fn) {
    case "add":
      return add(left, right);
    case "sub":
      return sub(left, right);
    case "mul":
      return mul(left, right);
    case "div":
      return div(left, right);
    case "min":
      return orNaN(right, min(left, right));
    case "max":
      return orNaN(right, max(left, right));
    case "and":
      return and(left, right);
    case "or":
      return or(left, right);
    case "floorDiv":
      return quotient(left, right);
    case "mod":
      return sub(left, mul(right, quotient(left, right)));
  }
}

/** The IR's minimum and maximum pass over a NaN on the right; a scalar's do not. */
function orNaN(right: Expression, chosen: Expression): Expression {
  return typeOf(right).scalar === "float" ? select(compare("ne", right, right), right, chosen) : chosen;
}

/** Rounded down: exact for dividends below 2^24 in size, as positions are. */
function quotient(left: Expression, right: Expression): Expression {
  return convert("int", floor(div(convert("float", left), convert("float", right))));
}

function toFloat(x: Expression): Expression {
  return convert("float", x);
}

function nameOf(scalar: ScalarNode): string {
  if (scalar.kind === "compare") return "holds";
  if (scalar.kind === "select") return "chosen";
  return scalar.kind === "unary" || scalar.kind === "binary" ? scalar.fn : scalar.kind;
}

/** What `roots` are computed from, operands first, without what only indices of lookups are made of. */
function valuesBelow(roots: readonly ScalarNode[]): readonly ScalarNode[] {
  const used = new Set<ScalarNode>(roots);
  for (const scalar of scalarsBelow(roots).toReversed()) {
    if (used.has(scalar) && scalar.kind !== "lookup") for (const operand of scalarOperands(scalar)) used.add(operand);
  }
  return scalarsBelow(roots).filter((scalar) => used.has(scalar));
}

/** Those that may differ from key to key. */
function varyingIn(order: readonly ScalarNode[]): ReadonlySet<ScalarNode> {
  const varying = new Set<ScalarNode>();
  for (const scalar of order) {
    const varies = scalar.kind === "score" || (scalar.kind === "index" && scalar.axis === "k");
    if (varies || scalarOperands(scalar).some((operand) => varying.has(operand))) varying.add(scalar);
  }
  return varying;
}

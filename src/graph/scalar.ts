import type { Dim, DimBindings } from "../shape/dim.js";
import type { DType } from "./dtype.js";
import type { Node } from "./node.js";

/*
 * What a score or mask function of attention computes for one query and one key: a small expression, which the evaluator
 * runs and the generator reads. From a mask of comparisons of sums of `q`, `k` and numbers it can be told which blocks
 * of keys are seen in full, in part, or not at all.
 */

/** Which score is computed: the entry of the batch, counted over all axes before the heads, the head, query and key. */
export type ScoreAxis = "b" | "h" | "q" | "k";

/** Functions of one scalar: of numbers but for `not`. `toFloat` makes f32 of i32. */
export type ScalarUnaryFunction = "neg" | "tanh" | "exp" | "toFloat" | "not";
/**
 * Functions of two scalars of one dtype. `div` takes f32; `floorDiv`, which rounds down, and `mod`, which is not
 * negative, take i32 and a positive constant; `and` and `or` take bool.
 */
export type ScalarBinaryFunction = "add" | "sub" | "mul" | "div" | "min" | "max" | "floorDiv" | "mod" | "and" | "or";
/** Comparisons of two numbers of one dtype. */
export type Comparison = "lt" | "le" | "eq" | "ne";

/** The position on an axis of the scores, from 0. */
export interface IndexScalar {
  readonly kind: "index";
  readonly dtype: "i32";
  readonly axis: ScoreAxis;
}
/** The score that a score function is given. */
export interface ScoreScalar {
  readonly kind: "score";
  readonly dtype: "f32";
}
/** A number, or 1 for true and 0 for false. */
export interface ConstantScalar {
  readonly kind: "constant";
  readonly dtype: DType;
  readonly value: number;
}
/** A size that comes with a call. */
export interface DimScalar {
  readonly kind: "dim";
  readonly dtype: "i32";
  readonly dim: Dim;
  /** The sizes known for the names in it. */
  readonly dims: DimBindings;
}
/** An element of a tensor. An index before the first or past the last position takes that one. */
export interface LookupScalar {
  readonly kind: "lookup";
  readonly dtype: DType;
  readonly table: Node;
  /** An i32 for each axis of the table. */
  readonly indices: readonly ScalarNode[];
}
/** A function of one scalar. */
export interface UnaryScalar {
  readonly kind: "unary";
  readonly dtype: DType;
  readonly fn: ScalarUnaryFunction;
  readonly input: ScalarNode;
}
/** A function of two scalars. */
export interface BinaryScalar {
  readonly kind: "binary";
  readonly dtype: DType;
  readonly fn: ScalarBinaryFunction;
  readonly left: ScalarNode;
  readonly right: ScalarNode;
}
/** Whether two numbers compare so. */
export interface CompareScalar {
  readonly kind: "compare";
  readonly dtype: "bool";
  readonly fn: Comparison;
  readonly left: ScalarNode;
  readonly right: ScalarNode;
}
/** `whenTrue` or `otherwise`. */
export interface SelectScalar {
  readonly kind: "select";
  readonly dtype: DType;
  readonly condition: ScalarNode;
  readonly whenTrue: ScalarNode;
  readonly otherwise: ScalarNode;
}

/** A scalar of a score or mask function. Scalars are shared where a function uses one twice. */
export type ScalarNode =
  | IndexScalar
  | ScoreScalar
  | ConstantScalar
  | DimScalar
  | LookupScalar
  | UnaryScalar
  | BinaryScalar
  | CompareScalar
  | SelectScalar;

/** The scalars that `scalar` is computed from. */
export function scalarOperands(scalar: ScalarNode): readonly ScalarNode[] {
  switch (scalar.kind) {
    case "index":
    case "score":
    case "constant":
    case "dim":
      return [];
    case "lookup":
      return scalar.indices;
    case "unary":
      return [scalar.input];
    case "binary":
    case "compare":
      return [scalar.left, scalar.right];
    case "select":
      return [scalar.condition, scalar.whenTrue, scalar.otherwise];
  }
}

/** All scalars that `roots` are computed from, each once, operands first. */
export function scalarsBelow(roots: readonly ScalarNode[]): readonly ScalarNode[] {
  const ordered = new Set<ScalarNode>();
  const pending = roots.toReversed();
  for (let next = pending.at(-1); next !== undefined; next = pending.at(-1)) {
    const missing = ordered.has(next) ? [] : scalarOperands(next).filter((operand) => !ordered.has(operand));
    if (missing.length > 0) {
      pending.push(...missing.toReversed());
      continue;
    }
    ordered.add(next);
    pending.pop();
  }
  return [...ordered];
}

/** The tensors that scalars look up, each once. */
export function tablesOf(...roots: readonly (ScalarNode | undefined)[]): readonly Node[] {
  const below = scalarsBelow(roots.filter((root) => root !== undefined));
  return [...new Set(below.flatMap((scalar) => (scalar.kind === "lookup" ? [scalar.table] : [])))];
}

/** The dims whose sizes scalars need. */
export function dimsIn(...roots: readonly (ScalarNode | undefined)[]): readonly DimScalar[] {
  const below = scalarsBelow(roots.filter((root) => root !== undefined));
  return below.filter((scalar) => scalar.kind === "dim");
}

/** `root` with what `replace` gives for each tensor that it looks up; `root` itself where all of them stay. */
export function withTables(root: ScalarNode, replace: (table: Node) => Node): ScalarNode {
  const made = new Map<ScalarNode, ScalarNode>();
  const of = (scalar: ScalarNode): ScalarNode => made.get(scalar) ?? scalar;
  for (const scalar of scalarsBelow([root])) {
    const stays = scalarOperands(scalar).every((operand) => of(operand) === operand);
    const table = scalar.kind === "lookup" ? replace(scalar.table) : undefined;
    if (stays && (scalar.kind !== "lookup" || table === scalar.table)) continue;
    made.set(scalar, rebuilt(scalar, of, replace));
  }
  return of(root);
}

/** `root` with `position` in place of the position on an axis; `root` itself where that doesn't occur. */
export function withPosition(root: ScalarNode, axis: ScoreAxis, position: ScalarNode): ScalarNode {
  const made = new Map<ScalarNode, ScalarNode>();
  const of = (scalar: ScalarNode): ScalarNode => made.get(scalar) ?? scalar;
  for (const scalar of scalarsBelow([root])) {
    const stays = scalarOperands(scalar).every((operand) => of(operand) === operand);
    if (scalar.kind === "index" && scalar.axis === axis) made.set(scalar, position);
    else if (!stays)
      made.set(
        scalar,
        rebuilt(scalar, of, (table) => table),
      );
  }
  return of(root);
}

function rebuilt(
  scalar: ScalarNode,
  of: (operand: ScalarNode) => ScalarNode,
  replace: (table: Node) => Node,
): ScalarNode {
  switch (scalar.kind) {
    case "index":
    case "score":
    case "constant":
    case "dim":
      return scalar;
    case "lookup":
      return { ...scalar, table: replace(scalar.table), indices: scalar.indices.map(of) };
    case "unary":
      return { ...scalar, input: of(scalar.input) };
    case "binary":
    case "compare":
      return { ...scalar, left: of(scalar.left), right: of(scalar.right) };
    case "select":
      return {
        ...scalar,
        condition: of(scalar.condition),
        whenTrue: of(scalar.whenTrue),
        otherwise: of(scalar.otherwise),
      };
  }
}

import type { AttentionNode } from "../../src/graph/node.js";
import type { ScalarNode } from "../../src/graph/scalar.js";
import { add as addIndex, sub as subIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, and, bool, compare, load, mul, not, num, or } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { Blocks } from "./attention-blocks.js";
import type { AttentionShape } from "./attention-shape.js";
import type { Context, StepAccess } from "./context.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";
import type { Scope } from "./procedures.js";
import { roundingOf, roundTo } from "./rounding.js";
import type { KnownScalars } from "./scalar-values.js";
import type { ScoreRow, ScoreScalars } from "./score-scalars.js";
import { spanOf } from "./seen-keys.js";
import { broadcastIndices } from "./values.js";

/** What the scores of a block are made with. */
export interface ScoreParts {
  readonly context: Context;
  readonly access: StepAccess;
  readonly shape: AttentionShape;
  readonly blocks: Blocks;
  readonly scalars: ScoreScalars;
}

/** A row of a block of scores; `at` gives the indices into the scores of all queries and keys. */
export interface BlockRow extends ScoreRow {
  readonly row: Affine;
  at(key: Affine): readonly Affine[];
}

/** A score after score functions and masks. */
export interface MaskedScore {
  readonly score: Expression;
  /** Whether the key is masked; undefined where none is that the row's stretch of keys has. */
  readonly hidden: Expression | undefined;
}

/**
 * Whether blocks hold the scores as they are: a score function takes them so, they are rounded so, or they are the
 * result. Otherwise they are in the unit in which their powers are the least work.
 */
export function arePlain(machine: Machine, node: AttentionNode): boolean {
  return node.score !== undefined || isScores(node) || roundingOf(machine, node) !== undefined;
}

/** Whether the result of an attention are scores before the softmax. */
export function isScores({ result }: AttentionNode): boolean {
  return result === "rawScores" || result === "modifiedScores" || result === "maskedScores";
}

/**
 * A loop over the keys of a row that count. `body` gets what is left of the mask to be asked for each key: nothing in a
 * stretch that a test tells to be seen in full.
 */
export function overKeys(
  b: ProcedureBuilder,
  shape: AttentionShape,
  row: BlockRow,
  body: (rest: ScalarNode | undefined) => (key: Affine) => void,
): void {
  const { from, seen } = row;
  const all = (rest: ScalarNode | undefined) => (): void => b.for("key", from, seen, {}, body(rest));
  const keys = { first: addIndex(row.firstKey, from), last: subIndex(addIndex(row.firstKey, seen), 1) };
  const seesAll = shape.seen.test("all", spanOf(row.query), keys, row.place);
  if (typeof seesAll === "boolean") all(seesAll ? undefined : shape.range.rest)();
  else b.if(seesAll, all(undefined), all(shape.range.rest));
}

/** The score of a key in the unit of powers, or as it is where scores are the result. `rest` is what is left of the mask. */
export function maskedScore(
  b: ProcedureBuilder,
  scope: Scope,
  { context: { machine }, access, shape, blocks, scalars }: ScoreParts,
  row: BlockRow,
  known: KnownScalars,
  rest: ScalarNode | undefined,
  key: Affine,
): MaskedScore {
  const { node, picks } = shape;
  const rounding = roundingOf(machine, node);
  const unit = isScores(node) ? 1 : mathOf(machine).powers.unit;
  const inUnit = (score: Expression): Expression => (unit === 1 ? score : mul(score, num(unit)));
  const product = b.let("score", load(blocks.scores, [row.row, key]));
  const valueOf = scalars.key(b, scope, row, known, key, product);
  const score = node.score ? valueOf(node.score) : product;
  const indices = row.at(key);
  const tensor = rounding
    ? masked(b, scope, 1, access, shape, score, indices)
    : masked(b, scope, unit, access, shape, node.score ? inUnit(score) : score, indices);
  const final = rounding ? inUnit(roundTo(b, machine, rounding, tensor.score)) : tensor.score;
  if (!picks) return { score: final, hidden: undefined };
  const isMade = compare("eq", score, num(-Infinity));
  const hiding = [
    ...(rest ? [not(valueOf(rest))] : []),
    ...(node.score ? [and(isMade, compare("ne", product, num(-Infinity)))] : []),
    ...(node.mask ? [tensor.hidden] : []),
  ];
  return { score: final, hidden: hiding.length > 0 ? b.let("isHidden", hiding.reduce(or)) : bool(false) };
}

/**
 * Whether a mask that is a tensor hides the key at `indices`, and its score if not. -infinity in a float mask hides. Scores
 * are in `unit`, a mask is not.
 */
export function masked(
  b: ProcedureBuilder,
  scope: Scope,
  unit: number,
  access: StepAccess,
  { node: { mask } }: AttentionShape,
  score: Expression,
  indices: readonly Affine[],
): { readonly hidden: Expression; readonly score: Expression } {
  if (!mask) return { hidden: bool(false), score };
  const aligned = broadcastIndices(mask, indices.slice(indices.length - mask.shape.length));
  const given = b.let("mask", access.read(b, scope, mask, aligned));
  if (mask.dtype === "bool") return { hidden: not(given), score };
  return {
    hidden: b.let("hidden", compare("eq", given, num(-Infinity))),
    score: add(score, unit === 1 ? given : mul(given, num(unit))),
  };
}

import { add as addIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, convert, div, indexValue, load, min, num, select, sub } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import { isScores, maskedScore, overKeys, type ScoreParts } from "./attention-scores.js";
import type { AttentionShape } from "./attention-shape.js";
import { type HeadRows, type RowState, sharedRows } from "./attention-state.js";
import type { Context } from "./context.js";
import { outerNames } from "./loops.js";
import { mathOf } from "./math-functions.js";
import type { Defined, Scope } from "./procedures.js";
import { roundingOf, roundTo } from "./rounding.js";
import { placeOf, spanOf } from "./seen-keys.js";

/**
 * The rows of a block of scores as they are given: the scores before the softmax, or the weights, of which the state of a
 * pass before knows the greatest score and the total. Weights that the values still wait for take the place of the scores;
 * those whose mean is wanted are added to `sums`.
 */
export function defineResultRows(parts: ScoreParts, state: RowState, sums: Buffer | undefined): Defined {
  const { context, access, shape, blocks, scalars } = parts;
  const { node, outer, seen: keysSeen } = shape;
  const outline = {
    name: node.result === "output" ? "weightRows" : "resultRows",
    summary: isScores(node) ? "The scores of a block to the result." : "Scores to weights, by what all keys add up to.",
    indices: [...outerNames(outer), "firstQuery", "firstKey", "queries", "first", "visible"],
    rename: access.rename([
      [node.mask, "mask"],
      [node.sinks, "sinks"],
    ]),
  };
  return context.procedures.define(outline, (b, scope, ...given) => {
    const around = given.slice(0, outer.length);
    const [firstQuery, firstKey, queries, first, visible] = given.slice(outer.length);
    if (!firstQuery || !firstKey || !queries || !first || !visible)
      throw new Error(`${outline.name} takes five indices`);
    const place = placeOf(b, node, around);
    b.for("row", 0, queries, {}, (row) => {
      const query = addIndex(firstQuery, row);
      const seen = keysSeen.last(b, "seen", visible, spanOf(query), firstKey, place);
      const from = keysSeen.first(b, "from", seen, spanOf(query), firstKey, place);
      const at = (key: Affine): readonly Affine[] => [...around, query, addIndex(firstKey, key)];
      const blockRow = { row, query, firstKey, from, seen, place, at };
      const known = scalars.row(b, scope, blockRow);
      const weightOf = isScores(node) ? undefined : weightsOf(b, scope, parts, state, query);
      const store = (key: Affine, value: Expression): void => {
        if (shape.readsValues) return b.store(blocks.scores, [row, key], value);
        if (!sums) return access.store(b, scope, at(key), value);
        const sum = [query, addIndex(firstKey, key)];
        b.store(scope.use(sums), sum, add(load(scope.use(sums), sum), value));
      };
      overKeys(b, shape, blockRow, (rest) => (key) => {
        const { score, hidden } = maskedScore(b, scope, parts, blockRow, known, rest, key);
        const open = hidden ? b.let("open", select(hidden, num(-Infinity), score)) : score;
        const value = weightOf ? weightOf(open) : open;
        store(key, weightOf && hidden ? b.let("weight", select(hidden, num(0), value)) : value);
      });
      if (!shape.readsValues) return;
      b.store(blocks.rescale, [row], num(1));
      const clear = (key: Affine): void => b.store(blocks.scores, [row, key], num(0));
      if (keysSeen.starts) b.for("key", first, from, {}, clear);
      if (keysSeen.ends) b.for("key", seen, visible, {}, clear);
    });
  });
}

/** What makes weights of the scores of a row. Of a masked key's weight nothing is known: the row may have no total. */
function weightsOf(
  b: ProcedureBuilder,
  scope: Scope,
  { context: { machine }, shape }: ScoreParts,
  state: RowState,
  query: Affine,
): (score: Expression) => Expression {
  const { powers } = mathOf(machine);
  const rounding = roundingOf(machine, shape.node);
  const greatest = b.let("greatest", load(scope.use(state.greatest), [query]));
  // While every key is hidden the greatest score is -infinity, and -infinity minus itself would be NaN.
  const base = b.let("base", select(compare("eq", greatest, num(-Infinity)), num(0), greatest));
  const total = b.let("total", load(scope.use(state.total), [query]));
  return (score) => {
    // No score is above the greatest, but a processor that joins products and sums may round it otherwise here.
    const power = powers.ofNegative(b, b.let("x", min(sub(score, base), num(0))));
    const weight = b.let("weight", div(power, total));
    return rounding ? roundTo(b, machine, rounding, weight) : weight;
  };
}

/**
 * Fills the result of a head with what masked keys have, if keys are passed over in blocks or stretches. (Where each key is
 * asked for they are all stored.)
 */
export function fillMasked(b: ProcedureBuilder, scope: Scope, { context, access, shape, outer }: HeadRows): void {
  const { node, range, queries, keys } = shape;
  if (range.firsts.length + range.lasts.length === 0 && range.rest === undefined) return;
  const value = num(isScores(node) ? -Infinity : 0);
  b.for("row", 0, queries, sharedRows(context.machine, shape, keys), (row) =>
    b.for("key", 0, keys, {}, (key) => access.store(b, scope, [...outer, row, key], value)),
  );
}

/** The sums of the weights before the first head. */
export function clearSums(
  b: ProcedureBuilder,
  scope: Scope,
  { machine }: Context,
  shape: AttentionShape,
  sums: Buffer,
): void {
  b.for("row", 0, shape.queries, sharedRows(machine, shape, shape.keys), (row) =>
    b.for("key", 0, shape.keys, {}, (key) => b.store(scope.use(sums), [row, key], num(0))),
  );
}

/** The mean of the weights over the heads; `entry` are the indices of the axes before the heads. */
export function finishMeans(
  b: ProcedureBuilder,
  scope: Scope,
  { context, access, shape, outer: entry }: Omit<HeadRows, "state">,
  sums: Buffer,
): void {
  const heads = b.let("heads", convert("float", indexValue(extentOf(shape.outer.at(-1) ?? 1))));
  b.for("row", 0, shape.queries, sharedRows(context.machine, shape, shape.keys), (row) =>
    b.for("key", 0, shape.keys, {}, (key) =>
      access.store(b, scope, [...entry, row, key], div(load(scope.use(sums), [row, key]), heads)),
    ),
  );
}

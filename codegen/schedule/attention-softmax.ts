import { add as addIndex, sub as subIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, convert, indexValue, load, max, mul, num, select, sub } from "../ir/expressions.js";
import type { Affine } from "../ir/nodes.js";
import type { Blocks } from "./attention-blocks.js";
import { type BlockRow, masked, maskedScore, overKeys, type ScoreParts } from "./attention-scores.js";
import type { AttentionShape } from "./attention-shape.js";
import type { RowState } from "./attention-state.js";
import type { Context, StepAccess } from "./context.js";
import { foldInto, sumFold } from "./fold.js";
import { outerNames } from "./loops.js";
import { mathOf } from "./math-functions.js";
import type { Machine } from "./machine.js";
import { type ScoreStretch, updateRowInVectors } from "./panel-softmax.js";
import type { Defined, Scope } from "./procedures.js";
import type { ScoreScalars } from "./score-scalars.js";
import { placeOf, spanOf } from "./seen-keys.js";

/**
 * Turns a block of scores into `e^(score - greatest so far)`, row by row, and updates each row's running state. Masks
 * are applied here; a key that a row must not see gets the weight 0.
 */
export function defineSoftmaxRows(
  context: Context,
  access: StepAccess,
  shape: AttentionShape,
  blocks: Blocks,
  state: RowState,
  scalars: ScoreScalars | undefined,
): Defined {
  const { node, outer, seen: keysSeen } = shape;
  const isScalar = context.machine.lanes === 1;
  const indices = [...outerNames(outer), "firstQuery", "firstKey", "queries", "first", "visible"];
  const outline = {
    name: "softmaxRows",
    summary: "Scores to weights, with the softmax's running maximum and total.",
    indices,
    rename: access.rename([[node.mask, "mask"]]),
  };
  return context.procedures.define(outline, (b, scope, ...given) => {
    const around = given.slice(0, outer.length);
    const [firstQuery, firstKey, queries, first, visible] = given.slice(outer.length);
    if (!firstQuery || !firstKey || !queries || !first || !visible) throw new Error("softmaxRows takes five indices");
    const place = placeOf(b, node, around);
    b.for("row", 0, queries, {}, (row) => {
      const query = addIndex(firstQuery, row);
      const seen = keysSeen.last(b, "seen", visible, spanOf(query), firstKey, place);
      const from = keysSeen.first(b, "from", seen, spanOf(query), firstKey, place);
      if (scalars) {
        const at = (key: Affine): readonly Affine[] => [...around, query, addIndex(firstKey, key)];
        const parts = { context, access, shape, blocks, scalars };
        applyFunctions(b, scope, parts, state, { row, query, firstKey, from, seen, place, at });
      } else if (state.open && !shape.picks) {
        const counted = scope.use(state.open);
        const stretch = convert("float", indexValue(subIndex(seen, from)));
        b.store(counted, [query], add(load(counted, [query]), stretch));
      } else if (state.open) {
        const at = (key: Affine): readonly Affine[] => [...around, query, addIndex(firstKey, key)];
        const counted = scope.use(state.open);
        const open = b.var("open", load(counted, [query]));
        const { unit } = mathOf(context.machine).powers;
        const hide = (key: Affine): void => {
          const { hidden, score } = masked(b, scope, unit, access, shape, load(blocks.scores, [row, key]), at(key));
          if (isScalar) b.assign(open, add(open, select(hidden, num(0), num(1))));
          b.store(blocks.scores, [row, key], select(hidden, num(-Infinity), score));
        };
        b.for("key", from, seen, {}, hide);
        // With vectors a loop that counts can't store too.
        if (!isScalar) {
          foldInto(b, context, sumFold, open, subIndex(seen, from), (key) => {
            const { hidden } = masked(b, scope, unit, access, shape, num(0), at(addIndex(from, key)));
            return select(hidden, num(0), num(1));
          });
        }
        b.store(counted, [query], open);
      }
      const update = isScalar ? updateRow : updateRowInVectors;
      update(b, scope, context.machine, blocks, state, { row, query, from, seen });
      const clear = (key: Affine): void => b.store(blocks.scores, [row, key], num(0));
      if (keysSeen.starts) b.for("key", first, from, {}, clear);
      if (keysSeen.ends) b.for("key", seen, visible, {}, clear);
    });
  });
}

/** Applies score and mask functions, and masks that are tensors, to the scores of a row, and counts the keys left. */
function applyFunctions(b: ProcedureBuilder, scope: Scope, parts: ScoreParts, state: RowState, at: BlockRow): void {
  const { context, shape, blocks, scalars } = parts;
  const { machine, scratch } = context;
  const { row, from, seen } = at;
  const open = state.open && shape.picks && scratch.block("open", machine.temporary, [machine.attention.keys]);
  const known = scalars.row(b, scope, at);
  overKeys(b, shape, at, (rest) => (key) => {
    const { score, hidden } = maskedScore(b, scope, parts, at, known, rest, key);
    if (open && hidden) b.store(open, [key], select(hidden, num(0), num(1)));
    b.store(blocks.scores, [row, key], hidden ? select(hidden, num(-Infinity), score) : score);
  });
  if (!state.open) return;
  const counted = scope.use(state.open);
  const sum = b.var("open", load(counted, [at.query]));
  if (open) foldInto(b, context, sumFold, sum, subIndex(seen, from), (key) => load(open, [addIndex(from, key)]));
  else b.assign(sum, add(sum, convert("float", indexValue(subIndex(seen, from)))));
  b.store(counted, [at.query], sum);
}

function updateRow(
  b: ProcedureBuilder,
  scope: Scope,
  machine: Machine,
  blocks: Blocks,
  state: RowState,
  { row, query, from, seen }: ScoreStretch,
): void {
  const { expOfNegative } = mathOf(machine);
  const before = b.let("before", load(scope.use(state.greatest), [query]));
  const greatest = b.var("greatest", before);
  b.for("key", from, seen, {}, (key) => b.assign(greatest, max(greatest, load(blocks.scores, [row, key]))));
  // While every key is hidden the greatest score is -infinity, and -infinity minus itself would be NaN.
  const base = b.let("base", select(compare("eq", greatest, num(-Infinity)), num(0), greatest));
  const sum = b.var("sum", num(0));
  b.for("key", from, seen, {}, (key) => {
    const weight = expOfNegative(b, b.let("x", sub(load(blocks.scores, [row, key]), base)));
    b.store(blocks.scores, [row, key], weight);
    b.assign(sum, add(sum, weight));
  });
  const rescale = expOfNegative(b, b.let("x", sub(before, base)));
  b.store(blocks.rescale, [row], rescale);
  b.store(scope.use(state.greatest), [query], greatest);
  b.store(scope.use(state.total), [query], add(mul(load(scope.use(state.total), [query]), rescale), sum));
}

import { add as addIndex, sub as subIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, load, max, mul, num, select, sub } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { AttentionShape, RunningState } from "./attention.js";
import type { AttentionBlocks } from "./attention-blocks.js";
import type { Context, StepAccess } from "./context.js";
import { outerNames } from "./loops.js";
import { expOfNegative } from "./math.js";
import type { Defined, Scope } from "./procedures.js";
import { broadcast } from "./values.js";

/**
 * Turns a block of scores into `e^(score - greatest so far)`, row by row, and updates each row's running state. Masks
 * are applied here; a key that a row must not see gets the weight 0.
 */
export function defineSoftmaxRows(
  context: Context,
  access: StepAccess,
  shape: AttentionShape,
  blocks: AttentionBlocks,
  state: RunningState,
): Defined {
  const { node, outer } = shape;
  const indices = [...outerNames(outer), "firstQuery", "firstKey", "queries", "visible"];
  const outline = {
    name: "softmaxRows",
    summary: "Scores to weights, with the softmax's running maximum and total.",
    indices,
    rename: access.rename([[node.mask, "mask"]]),
  };
  return context.procedures.define(outline, (b, scope, ...given) => {
    const around = given.slice(0, outer.length);
    const [firstQuery, firstKey, queries, visible] = given.slice(outer.length);
    if (!firstQuery || !firstKey || !queries || !visible) throw new Error("softmaxRows takes four indices");
    b.for("row", 0, queries, {}, (row) => {
      const query = addIndex(firstQuery, row);
      // Key j is seen by query i when j <= i.
      const seen = node.causal ? b.bind("seen", [visible, subIndex(addIndex(query, 1), firstKey)]) : visible;
      if (node.mask) {
        b.for("key", 0, seen, {}, (key) => {
          const score = b.let("score", load(blocks.scores, [row, key]));
          const masked = applyMask(b, scope, access, shape, score, [...around, query, addIndex(firstKey, key)]);
          b.store(blocks.scores, [row, key], masked);
        });
      }
      updateRow(b, scope, blocks, state, { row, query, seen });
      if (node.causal) b.for("key", seen, visible, {}, (key) => b.store(blocks.scores, [row, key], num(0)));
    });
  });
}

function applyMask(
  b: ProcedureBuilder,
  scope: Scope,
  access: StepAccess,
  { node }: AttentionShape,
  score: Expression,
  indices: readonly Affine[],
): Expression {
  if (!node.mask) return score;
  const mask = b.let("mask", access.read(b, scope, node.mask, broadcast(node.mask, node, indices)));
  if (node.mask.dtype === "bool") return select(mask, score, num(-Infinity));
  // A score of NaN plus -infinity would be NaN: -infinity hides the key whatever its score.
  return select(compare("eq", mask, num(-Infinity)), num(-Infinity), add(score, mask));
}

function updateRow(
  b: ProcedureBuilder,
  scope: Scope,
  blocks: AttentionBlocks,
  state: RunningState,
  { row, query, seen }: { readonly row: Affine; readonly query: Affine; readonly seen: Affine },
): void {
  const before = b.let("before", load(scope.use(state.greatest), [query]));
  const greatest = b.var("greatest", before);
  b.for("key", 0, seen, {}, (key) => b.assign(greatest, max(greatest, load(blocks.scores, [row, key]))));
  // While every key is hidden the greatest score is -infinity, and -infinity minus itself would be NaN.
  const base = b.let("base", select(compare("eq", greatest, num(-Infinity)), num(0), greatest));
  const sum = b.var("sum", num(0));
  b.for("key", 0, seen, {}, (key) => {
    const weight = expOfNegative(b, b.let("x", sub(load(blocks.scores, [row, key]), base)));
    b.store(blocks.scores, [row, key], weight);
    b.assign(sum, add(sum, weight));
  });
  const rescale = expOfNegative(b, b.let("x", sub(before, base)));
  b.store(blocks.rescale, [row], rescale);
  b.store(scope.use(state.greatest), [query], greatest);
  b.store(scope.use(state.total), [query], add(mul(load(scope.use(state.total), [query]), rescale), sum));
}

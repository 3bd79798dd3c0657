import { add as addIndex, sub as subIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, bool, compare, load, max, mul, not, num, select, sub } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { AttentionShape, RunningState } from "./attention.js";
import { updateRowInVectors } from "./panel-softmax.js";
import type { Blocks } from "./attention-blocks.js";
import type { Context, StepAccess } from "./context.js";
import { foldInto, sumFold } from "./fold.js";
import { outerNames } from "./loops.js";
import { mathOf } from "./math-functions.js";
import type { Machine } from "./machine.js";
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
  blocks: Blocks,
  state: RunningState,
): Defined {
  const { node, outer, offset } = shape;
  const isScalar = context.machine.lanes === 1;
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
      // Key j is seen by query i when j <= i + offset.
      const seen = offset ? b.bind("seen", [visible, subIndex(addIndex(query, offset, 1), firstKey)]) : visible;
      if (state.open) {
        const at = (key: Affine): readonly Affine[] => [...around, query, addIndex(firstKey, key)];
        const counted = scope.use(state.open);
        const open = b.var("open", load(counted, [query]));
        const { powers } = mathOf(context.machine);
        const hide = (key: Affine): void => {
          const { hidden, score } = masked(b, scope, powers, access, shape, load(blocks.scores, [row, key]), at(key));
          if (isScalar) b.assign(open, add(open, select(hidden, num(0), num(1))));
          b.store(blocks.scores, [row, key], select(hidden, num(-Infinity), score));
        };
        b.for("key", 0, seen, {}, hide);
        // With vectors a loop that counts can't store too.
        if (!isScalar) {
          foldInto(b, context, sumFold, open, seen, (key) => {
            const { hidden } = masked(b, scope, powers, access, shape, num(0), at(key));
            return select(hidden, num(0), num(1));
          });
        }
        b.store(counted, [query], open);
      }
      const update = isScalar ? updateRow : updateRowInVectors;
      update(b, scope, context.machine, blocks, state, { row, query, seen });
      if (offset) b.for("key", seen, visible, {}, (key) => b.store(blocks.scores, [row, key], num(0)));
    });
  });
}

/**
 * Whether the mask hides the key at `indices`, and its score if not. -infinity in a float mask hides. Scores are in
 * `unit`, a mask is not.
 */
function masked(
  b: ProcedureBuilder,
  scope: Scope,
  { unit }: { readonly unit: number },
  access: StepAccess,
  { node }: AttentionShape,
  score: Expression,
  indices: readonly Affine[],
): { readonly hidden: Expression; readonly score: Expression } {
  if (!node.mask) return { hidden: bool(false), score };
  const mask = b.let("mask", access.read(b, scope, node.mask, broadcast(node.mask, node, indices)));
  if (node.mask.dtype === "bool") return { hidden: not(mask), score };
  return {
    hidden: b.let("hidden", compare("eq", mask, num(-Infinity))),
    score: add(score, unit === 1 ? mask : mul(mask, num(unit))),
  };
}

function updateRow(
  b: ProcedureBuilder,
  scope: Scope,
  machine: Machine,
  blocks: Blocks,
  state: RunningState,
  { row, query, seen }: { readonly row: Affine; readonly query: Affine; readonly seen: Affine },
): void {
  const { expOfNegative } = mathOf(machine);
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

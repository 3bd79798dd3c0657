import type { AttentionNode } from "../../src/graph/node.js";
import { add as addIndex, constant, constantValue, equals, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { compare, indexValue } from "../ir/expressions.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf, literalSize } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { AttentionBlocks, type Blocks } from "./attention-blocks.js";
import { headLoops, nestEntries, nestHeads } from "./attention-heads.js";
import { goThrough, type Pass, type Way } from "./attention-passes.js";
import { clearSums, defineResultRows, fillMasked, finishMeans } from "./attention-results.js";
import { isScores } from "./attention-scores.js";
import { type AttentionShape, hidingOf } from "./attention-shape.js";
import { defineSoftmaxRows } from "./attention-softmax.js";
import { finishLogarithms, finishRows, runningState, startRows } from "./attention-state.js";
import { ComparedBlocks } from "./compared-blocks.js";
import { type Context, StepAccess } from "./context.js";
import type { Machine } from "./machine.js";
import { PanelAttentionBlocks } from "./panel-attention-blocks.js";
import { sharedHeads } from "./parallel.js";
import type { Defined } from "./procedures.js";
import { roundingOf } from "./rounding.js";
import { ScoreScalars } from "./score-scalars.js";
import { liesInVectors, StoredAttentionBlocks } from "./stored-attention-blocks.js";

/**
 * `softmax(scale query key^T + mask) value` without ever holding all scores: a block of keys after the other, with the
 * softmax rescaled as larger scores turn up (Milakov and Gimelshein, Online normalizer calculation for softmax, 2018;
 * Dao et al., FlashAttention, 2022). A causal mask skips the blocks that it hides. A row without a key gives zeros.
 *
 * What else an attention gives takes the same blocks. Weights need the totals of their rows: a first pass makes these, a
 * second one computes the scores again. So do the weights of the output where they are rounded.
 */
export function scheduleAttention(given: Context, step: Step, node: AttentionNode): Defined {
  const hiding = hidingOf(node);
  const context = hiding.range.rest ? { ...given, machine: withSmallBlocks(given.machine) } : given;
  const shape = shapeOf(context, node, hiding);
  const access = new StepAccess(context, step);
  const { machine, procedures } = context;
  const isFlash = node.result === "output" && roundingOf(machine, node) === undefined;
  const state = runningState(context, shape, isFlash || node.result === "logSumExp");
  const functions = [node.score, shape.range.rest].filter((root) => root !== undefined);
  const scalars =
    functions.length > 0 || !isFlash ? new ScoreScalars(context, access, node, functions, true) : undefined;
  const sums =
    node.result === "meanProbabilities"
      ? context.temporaries.make("headSums", machine, [shape.queries, shape.keys])
      : undefined;
  const waysThrough = blocksFor(context, access, shape).map((blocks): Way => {
    const softmax = (weighs: boolean): Pass => ({
      rows: defineSoftmaxRows(context, access, shape, blocks, state, scalars),
      weighs,
    });
    const compared = new ComparedBlocks(context, access, node, shape.range.rest);
    if (!scalars || isFlash) return { blocks, compared, passes: [softmax(true)] };
    if (node.result === "logSumExp") return { blocks, compared, passes: [softmax(false)] };
    const rows = defineResultRows({ context, access, shape, blocks, scalars }, state, sums);
    const result = { rows, weighs: shape.readsValues };
    return { blocks, compared, passes: isScores(node) ? [result] : [softmax(false), result] };
  });
  const rename = access.rename([
    [node.query, "query"],
    [node.key, "key"],
    [shape.readsValues ? node.value : undefined, "value"],
    [node.mask, "mask"],
    [node.sinks, "sinks"],
  ]);
  const outline = { ...outlineOf(shape), rename };
  return procedures.define(outline, (b, scope) => {
    oneWay(b, shape, waysThrough, (way) => {
      way.blocks.start(b, scope);
      scalars?.start(b, scope);
      const attend = (outer: readonly Affine[], outerKeys: readonly Affine[]): void => {
        const head = { context, access, shape, state, outer, outerKeys };
        if (!isScores(node)) startRows(b, scope, head);
        if (isStoredByKey(node)) fillMasked(b, scope, head);
        for (const pass of way.passes) goThrough(b, scope, way, pass, head);
        if (node.result === "output") finishRows(b, scope, head, !isFlash);
        if (node.result === "logSumExp") finishLogarithms(b, scope, head);
      };
      if (!sums) return nestHeads(b, shape, attend);
      const mean = (entry: readonly Affine[], eachHead: () => void): void => {
        clearSums(b, scope, context, shape, sums);
        eachHead();
        finishMeans(b, scope, { context, access, shape, outer: entry }, sums);
      };
      nestEntries(b, shape, mean, attend);
    });
  });
}

/** Whether the result has something for each key, stored as it is made. */
function isStoredByKey(node: AttentionNode): boolean {
  return isScores(node) || node.result === "probabilities";
}

function shapeOf({ machine }: Context, node: AttentionNode, hiding: ReturnType<typeof hidingOf>): AttentionShape {
  const queries = extentOf(node.query.shape.at(-2) ?? 1);
  const keys = extentOf(node.key.shape.at(-2) ?? 1);
  const width = literalSize("attention: the width of query and key", node.query.shape.at(-1));
  const readsValues = node.result === "output";
  return {
    node,
    outer: node.query.shape.slice(0, -2),
    queries,
    keys,
    width,
    // With packing and softmax about this for few queries; for many it is more. A mean is added up head by head.
    heads:
      node.result === "meanProbabilities"
        ? undefined
        : sharedHeads(machine, headLoops(node).dims, times(addIndex(queries, keys), 16 * width)),
    valueWidth: readsValues ? literalSize("attention: the width of value", node.value.shape.at(-1)) : 0,
    readsValues,
    ...hiding,
  };
}

function outlineOf({ node, width }: AttentionShape): { readonly name: string; readonly summary: string } {
  const scores = "scale query key^T + mask";
  switch (node.result) {
    case "output":
      return {
        name: `attention${width}`,
        summary: `result = softmax(${scores}) value, a block of keys after the other.`,
      };
    case "probabilities":
      return { name: `weights${width}`, summary: `result = softmax(${scores}), in two passes through blocks of keys.` };
    case "meanProbabilities":
      return { name: `meanWeights${width}`, summary: `result = the mean over heads of softmax(${scores}).` };
    case "logSumExp":
      return {
        name: `logSumExp${width}`,
        summary: `result = log sum exp(${scores}), a block of keys after the other.`,
      };
    default:
      return {
        name: `${node.result}${width}`,
        summary: "result = scores of query and key, a block of keys after the other.",
      };
  }
}

/** Up to as many queries, packing keys and values takes longer than reading them for each query. */
const FEW_QUERIES = 8;

/** The blocks for many queries, and those for few: one of the two where it is known how many there are. */
function blocksFor(context: Context, access: StepAccess, shape: AttentionShape): readonly Blocks[] {
  const { queries, keys } = shape;
  if (context.machine.lanes === 1) return [new AttentionBlocks(context, shape)];
  const known = constantValue(queries);
  // As few keys as queries are soon packed.
  const mayBeFew = known === undefined ? !equals(queries, keys) : known <= FEW_QUERIES;
  const few = mayBeFew && liesInVectors(context, shape) ? [new StoredAttentionBlocks(context, access, shape)] : [];
  return known !== undefined && few.length > 0 ? few : [new PanelAttentionBlocks(context, shape), ...few];
}

/** Goes the way for as many queries as there are at a call. */
function oneWay(
  b: ProcedureBuilder,
  { queries }: AttentionShape,
  ways: readonly Way[],
  through: (way: Way) => void,
): void {
  const [first, few] = ways;
  if (first && few) {
    b.if(
      compare("le", indexValue(queries), indexValue(constant(FEW_QUERIES))),
      () => through(few),
      () => through(first),
    );
  } else if (first) through(first);
}

/** With blocks of fewer keys, of which more are empty or full where a mask has to be asked for each key of the others. */
function withSmallBlocks(machine: Machine): Machine {
  const { queries, keys } = machine.attention;
  return { ...machine, attention: { queries, keys: Math.min(keys, FEW_KEYS) } };
}
const FEW_KEYS = 128;

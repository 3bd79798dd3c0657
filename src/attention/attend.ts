import type { DType } from "../graph/dtype.js";
import type { AttentionNode, Node } from "../graph/node.js";
import { dimsIn, type ScalarNode, tablesOf } from "../graph/scalar.js";
import { mergeBindings, mergeDims, sizeOf } from "../shape/bindings.js";
import { type Dim, type DimBindings, noBindings, type Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { attentionRule, scoresRule } from "../shape/rules/attention.js";
import { dtypeRule } from "../shape/rules/dtype.js";
import { elementwiseRule } from "../shape/rules/elementwise.js";
import { minRankRule } from "../shape/rules/rank.js";
import { show } from "../shape/show.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";
import { checkLookups } from "./check-lookups.js";
import { checkOptions, type OptionNodes, optionNodes } from "./check-options.js";
import { checkSettings } from "./check-settings.js";
import { causal } from "./masks/causal.js";
import { and } from "./masks/combine.js";
import { lengths } from "./masks/prefix.js";
import { window } from "./masks/window.js";
import type { AttentionOptions } from "./options.js";
import { type Returned, returnedNames, shapeOfResult } from "./returned.js";
import { pastOf } from "./past.js";
import { type MaskFunction, type ScoreFunction, traceMask, traceScores } from "./score-function.js";
import { softcap } from "./scores/softcap.js";

/** What attention gives, by name: always its output. */
export interface AttentionTensors {
  readonly output: Tensor;
  readonly [name: string]: Tensor;
}

/**
 * Attention of tensors that only the run time knows: `attention` without its types.
 *
 * @throws ShapeError, RangeError, TypeError as attention does
 */
export function attend(
  queryTensor: Tensor<Shape, DType>,
  keyTensor: Tensor<Shape, DType>,
  valueTensor: Tensor<Shape, DType>,
  options: AttentionOptions,
): AttentionTensors {
  checkSettings(options);
  const [query, key, value] = [nodeOf(queryTensor), nodeOf(keyTensor), nodeOf(valueTensor)];
  const given = optionNodes(options);
  const tensorDims = mergeDims("attention", { query, key, value, ...given });
  // Argument by argument, as the compiler reports them.
  dtypeRule("attention", "query", query.dtype, "f32");
  minRankRule("attention", "query", query.shape, 2);
  dtypeRule("attention", "key", key.dtype, "f32");
  const scores = scoresRule(query.shape, key.shape, tensorDims);
  dtypeRule("attention", "value", value.dtype, "f32");
  const shape = attentionRule(query.shape, key.shape, value.shape, tensorDims);
  checkOptions("attention", scores, given, tensorDims);

  const [score, allowed] = [scoreOf(options), allowedOf(options, pastOf(query, key))];
  checkLookups(scores, [score, allowed], tensorDims);
  const dims = mergeBindings(
    "attention",
    tensorDims,
    ...tablesOf(score, allowed).map((table) => table.dims),
    ...dimsIn(score, allowed).map((dim) => dim.dims),
  );
  const common = {
    op: "attention",
    dtype: "f32",
    dims,
    query,
    key,
    value,
    scale: scaleOf(options, query, dims),
    score,
    allowed,
    mask: maskOf(given, dims),
    sinks: given.sinks,
    precision: options.precision,
  } as const;
  const others = (options.returns ?? []).map((name) => [name, resultTensor(name, common, scores)] as const);
  return { output: fromNode<Shape, "f32">({ ...common, result: "output", shape }), ...Object.fromEntries(others) };
}

function resultTensor(
  name: Returned,
  common: Omit<AttentionNode, "result" | "shape">,
  scores: Readonly<Shape>,
): Tensor {
  if (!returnedNames.has(name)) {
    throw new TypeError(`attention: it can't return ${String(name)}: use ${[...returnedNames].join(", ")}`);
  }
  // Of one head without an axis the weights are their own mean.
  const result = name === "meanProbabilities" && scores.length < 3 ? "probabilities" : name;
  return fromNode({ ...common, result, shape: shapeOfResult(result, scores) });
}

/** The softcap, then the user's functions. */
function scoreOf({ softcap: cap, score = [] }: AttentionOptions): ScalarNode | undefined {
  const own: readonly ScoreFunction[] = typeof score === "function" ? [score] : score;
  return traceScores("attention", cap === undefined ? own : [softcap(cap), ...own]);
}

/** Everything that masks and is no tensor mask. */
function allowedOf(options: AttentionOptions, offset: Dim): ScalarNode | undefined {
  const { mask, causal: wantsCausal = false, window: sides, lengths: valid } = options;
  const masks: readonly (MaskFunction | undefined)[] = [
    wantsCausal === false ? undefined : causal({ offset, ...(typeof wantsCausal === "object" && wantsCausal) }),
    sides && window({ offset, ...(typeof wantsCausal === "object" && wantsCausal), ...sides }),
    valid && lengths(valid),
    typeof mask === "function" ? mask : undefined,
  ];
  const [first, ...others] = masks.filter((each) => each !== undefined);
  if (first === undefined) return undefined;
  const allowed = traceMask("attention", and(first, ...others));
  return allowed.kind === "constant" && allowed.value !== 0 ? undefined : allowed;
}

/** Mask and bias as one mask: both are added to the scores, and a bool mask hides what it is false for. */
function maskOf({ mask, bias }: OptionNodes, dims: DimBindings): Node | undefined {
  if (mask === undefined || bias === undefined) return mask ?? bias;
  const shape = elementwiseRule("attention", mask.shape, bias.shape, dims, "mask", "bias");
  if (mask.dtype === "f32") return { op: "binary", fn: "add", shape, dtype: "f32", dims, left: mask, right: bias };
  const masked: Node = { op: "fill", shape: [], dtype: "f32", dims: noBindings, value: -Infinity };
  return { op: "where", shape, dtype: "f32", dims, condition: mask, left: bias, right: masked };
}

function scaleOf({ scale: given }: AttentionOptions, query: Node, dims: DimBindings): number {
  const scale = given ?? defaultScale(query, dims);
  if (Number.isFinite(scale)) return scale;
  throw new RangeError(`attention: scale must be a finite number: got ${scale}`);
}

function defaultScale(query: Node, dims: DimBindings): number {
  const width = sizeOf(query.shape.at(-1) ?? 1, dims);
  if (width !== undefined) return 1 / Math.sqrt(width);
  throw new ShapeError(
    "attention/scale",
    `attention: the scale is 1 / sqrt(d), and d in query ${show(query.shape)} has no size here: give { scale }`,
  );
}

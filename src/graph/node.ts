import type { Dim, DimBindings, Shape } from "../shape/dim.js";
import type { Data, DType } from "./dtype.js";
import { type ScalarNode, tablesOf } from "./scalar.js";

/** What every node has: its symbolic shape (names as in the types), dtype, and the sizes known for the names in it. */
interface NodeBase {
  readonly shape: Readonly<Shape>;
  readonly dtype: DType;
  /** Sizes of the dim names in `shape` where they are known: from `dim("seq", 10)`. Empty while a program is traced. */
  readonly dims: DimBindings;
}

/** Elementwise functions of one argument on f32. `gelu` is the erf form, `geluTanh` the tanh approximation. */
export type UnaryFunction = "exp" | "tanh" | "relu" | "gelu" | "geluTanh" | "silu" | "sigmoid" | "sqrt" | "neg";
/** Elementwise functions of two arguments that broadcast as numpy does. */
export type BinaryFunction = "add" | "sub" | "mul" | "div";
/** Reductions of numbers: f32 to f32. The greatest and the least are NaN if an element is. */
export type NumberReduction = "sum" | "mean" | "max" | "min" | "prod";
/** Reductions of truth values: bool to bool. */
export type BoolReduction = "any" | "all";
/** What {@link ReduceNode} makes of many elements. Without elements: 0, 1, false and true for sum, prod, any and all. */
export type Reduction = NumberReduction | BoolReduction;

/** A program's parameter, input or cache entry while its body is traced: a value that comes later. */
export interface PlaceholderNode extends NodeBase {
  readonly op: "placeholder";
  readonly role: "param" | "input" | "cache";
  readonly name: string;
}
/** Data known now, row-major. */
export interface ConstantNode extends NodeBase {
  readonly op: "constant";
  readonly data: Data;
}
/** One value in every element. */
export interface FillNode extends NodeBase {
  readonly op: "fill";
  readonly value: number;
}
/** The same elements in another dtype: f32 to i32 towards zero, to bool whether it is not 0. */
export interface CastNode extends NodeBase {
  readonly op: "cast";
  readonly input: Node;
}
/** A function of each element. */
export interface UnaryNode extends NodeBase {
  readonly op: "unary";
  readonly fn: UnaryFunction;
  readonly input: Node;
}
/** `input * factor` with a factor known when the graph is built. */
export interface ScaleNode extends NodeBase {
  readonly op: "scale";
  readonly factor: number;
  readonly input: Node;
}
/** A function of two elements at a time; the operands broadcast. */
export interface BinaryNode extends NodeBase {
  readonly op: "binary";
  readonly fn: BinaryFunction;
  readonly left: Node;
  readonly right: Node;
}
/** `condition ? left : right`, all three broadcast. */
export interface WhereNode extends NodeBase {
  readonly op: "where";
  readonly condition: Node;
  readonly left: Node;
  readonly right: Node;
}
/** `[.., m, k] x [.., k, n]`, leading axes broadcast. */
export interface MatmulNode extends NodeBase {
  readonly op: "matmul";
  readonly left: Node;
  readonly right: Node;
}
/** `input [.., in]` times `weight [out, in]` transposed, plus `bias [out]`. */
export interface LinearNode extends NodeBase {
  readonly op: "linear";
  readonly input: Node;
  readonly weight: Node;
  readonly bias: Node | undefined;
}
/** Axis `i` of the result is axis `axes[i]` of the input (all non-negative). */
export interface PermuteNode extends NodeBase {
  readonly op: "permute";
  readonly axes: readonly number[];
  readonly input: Node;
}
/** Same elements in row-major order under another shape. */
export interface ReshapeNode extends NodeBase {
  readonly op: "reshape";
  readonly input: Node;
}
/** The inputs one after the other along `axis`. */
export interface ConcatNode extends NodeBase {
  readonly op: "concat";
  readonly axis: number;
  /** Where `append` made it: how long the past is, behind which the rest comes. */
  readonly past?: Dim;
  readonly inputs: readonly Node[];
}
/** The elements of `input`, repeated along new and size-1 axes as numpy broadcasts it to `shape`. */
export interface BroadcastNode extends NodeBase {
  readonly op: "broadcast";
  readonly input: Node;
}
/** `length` positions of `axis` from `start`, which may have a name; the length is `shape[axis]`. */
export interface NarrowNode extends NodeBase {
  readonly op: "narrow";
  readonly axis: number;
  readonly start: Dim;
  readonly input: Node;
}
/** `e^x / sum of e^x` along `axis`. */
export interface SoftmaxNode extends NodeBase {
  readonly op: "softmax";
  readonly axis: number;
  readonly input: Node;
}
/**
 * One element of all those along `axes`, which stay with size 1 if `keepDim`. The axes ascend; without any, each element
 * is reduced alone.
 */
export interface ReduceNode extends NodeBase {
  readonly op: "reduce";
  readonly fn: Reduction;
  readonly axes: readonly number[];
  readonly keepDim: boolean;
  readonly input: Node;
}
/** Over the last axis: `(x - mean) / sqrt(variance + epsilon) * weight + bias`. */
export interface LayerNormNode extends NodeBase {
  readonly op: "layerNorm";
  readonly epsilon: number;
  readonly input: Node;
  readonly weight: Node | undefined;
  readonly bias: Node | undefined;
}
/**
 * Over the last axis: `x / sqrt(squares + epsilon) * weight`, where `squares` is the mean of the squares (root mean square
 * normalisation), or their sum (rows of length 1).
 */
export interface RmsNormNode extends NodeBase {
  readonly op: "rmsNorm";
  readonly squares: "mean" | "sum";
  readonly epsilon: number;
  readonly input: Node;
  readonly weight: Node | undefined;
}
/** The greatest elements along the last axis, the greatest first, or their positions; as many as the result's last axis has. */
export interface TopKNode extends NodeBase {
  readonly op: "topK";
  readonly result: "values" | "indices";
  readonly input: Node;
}
/** The positions `indices[..]` of `axis`, which the axes of the indices replace: ONNX Gather without negative indices. */
export interface GatherNode extends NodeBase {
  readonly op: "gather";
  /** What asked for it, for messages. */
  readonly name: "gather" | "embedding";
  readonly axis: number;
  readonly input: Node;
  /** i32, each from 0 to the last position. */
  readonly indices: Node;
}
/**
 * The sum, over all labels that the output doesn't have, of the product of one element of each input. Axes of one label
 * run together, also within an input; one of size 1 stays at its only position.
 */
export interface EinsumNode extends NodeBase {
  readonly op: "einsum";
  readonly inputs: readonly Node[];
  /** For each input the label of each axis. */
  readonly labels: readonly (readonly string[])[];
  /** The label of each axis of the result, no two the same. */
  readonly output: readonly string[];
}
/** bool `[queries, keys]`, true where key `j <= i + offset`. */
export interface CausalMaskNode extends NodeBase {
  readonly op: "causalMask";
  readonly offset: number;
}
/**
 * What an attention gives: its output, or on the way to it the scores for each query and key (as products times the
 * scale; after the score function; after the mask, where -Infinity is masked), the weights of the keys, in each head or as
 * their mean over the heads, or for each query the logarithm of the softmax's denominator.
 */
export type AttentionResult =
  | "output"
  | "rawScores"
  | "modifiedScores"
  | "maskedScores"
  | "probabilities"
  | "meanProbabilities"
  | "logSumExp";

/** The arithmetic of a softmax, to whose numbers scores and weights are rounded. */
export type SoftmaxPrecision = "f16" | "bf16" | "f32" | "f64";

/**
 * `softmax(score(scale * query key^T) + mask) value` over `[.., heads, queries, d]`, `[.., kvHeads, keys, d]`,
 * `[.., kvHeads, keys, d_v]`, where head `h` reads key head `floor(h / (heads / kvHeads))`; one head needs no axis.
 * A row in which every key is masked gives zeros.
 */
export interface AttentionNode extends NodeBase {
  readonly op: "attention";
  readonly result: AttentionResult;
  readonly query: Node;
  readonly key: Node;
  readonly value: Node;
  readonly scale: number;
  /** f32: what becomes of a score. A key whose score becomes -Infinity is masked. */
  readonly score: ScalarNode | undefined;
  /** bool: whether a query may attend to a key. */
  readonly allowed: ScalarNode | undefined;
  /** bool (true = may attend) or f32 (added to the scores); broadcasts to `[.., queries, keys]`. */
  readonly mask: Node | undefined;
  /** `[heads]`, or one for all: added to the denominator of each softmax as a score without a value. */
  readonly sinks: Node | undefined;
  /** That of the evaluator or the kernel if it is undefined. */
  readonly precision: SoftmaxPrecision | undefined;
}

/**
 * `cos` or `sin` of `position / factor * base^(-2 i / width)`, `[.., width / 2]`, for i32 positions `[..]`; without them
 * for `offset`, `offset + 1` and so on.
 */
export interface RotaryTableNode extends NodeBase {
  readonly op: "rotaryTable";
  readonly fn: "cos" | "sin";
  readonly width: number;
  readonly base: number;
  readonly factor: number;
  readonly positions: Node | undefined;
  readonly offset: Dim;
}

/**
 * `input [.., length, d]` with pairs `(a, b)` of its first features turned to `(a cos - b sin, a sin + b cos)`, where
 * `cos` and `sin` `[.., pairs]` broadcast to the pairs. They are features `i` and `i + pairs`, or neighbours if
 * interleaved. Features from `2 * pairs` on stay.
 */
export interface RotateNode extends NodeBase {
  readonly op: "rotate";
  readonly interleaved: boolean;
  readonly input: Node;
  readonly cos: Node;
  readonly sin: Node;
}

/** A node of the graph that ops build: what Tensor is the typed face of. */
export type Node =
  | PlaceholderNode
  | ConstantNode
  | FillNode
  | CastNode
  | UnaryNode
  | ScaleNode
  | BinaryNode
  | WhereNode
  | MatmulNode
  | LinearNode
  | PermuteNode
  | ReshapeNode
  | BroadcastNode
  | ConcatNode
  | NarrowNode
  | SoftmaxNode
  | ReduceNode
  | LayerNormNode
  | RmsNormNode
  | TopKNode
  | GatherNode
  | EinsumNode
  | CausalMaskNode
  | AttentionNode
  | RotaryTableNode
  | RotateNode;

/** The nodes that `node` reads, in the order of its fields. */
export function operands(node: Node): readonly Node[] {
  switch (node.op) {
    case "placeholder":
    case "constant":
    case "fill":
    case "causalMask":
      return [];
    case "cast":
    case "unary":
    case "scale":
    case "permute":
    case "reshape":
    case "broadcast":
    case "narrow":
    case "softmax":
    case "reduce":
    case "topK":
      return [node.input];
    case "binary":
    case "matmul":
      return [node.left, node.right];
    case "where":
      return [node.condition, node.left, node.right];
    case "linear":
      return present([node.input, node.weight, node.bias]);
    case "layerNorm":
      return present([node.input, node.weight, node.bias]);
    case "rmsNorm":
      return present([node.input, node.weight]);
    case "concat":
    case "einsum":
      return node.inputs;
    case "gather":
      return [node.input, node.indices];
    case "rotaryTable":
      return present([node.positions]);
    case "rotate":
      return [node.input, node.cos, node.sin];
    case "attention":
      return [
        ...present([node.query, node.key, readsValue(node) ? node.value : undefined, node.mask, node.sinks]),
        ...tablesOf(node.score, node.allowed),
      ];
  }
}

/** Whether an attention needs its values: what it gives on the way to its output does not. */
function readsValue({ result }: AttentionNode): boolean {
  return result === "output";
}

function present(nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((node) => node !== undefined);
}

import type { DimBindings, Shape } from "../shape/dim.js";
import type { Data, DType } from "./dtype.js";

/** What every node has: its symbolic shape (names as in the types), dtype, and the sizes known for the names in it. */
interface NodeBase {
  readonly shape: Readonly<Shape>;
  readonly dtype: DType;
  /** Sizes of the dim names in `shape` where they are known: from `dim("seq", 10)`. Empty while a program is traced. */
  readonly dims: DimBindings;
}

/** Elementwise functions of one argument on f32. `gelu` is the erf form, `geluTanh` the tanh approximation. */
export type UnaryFunction = "exp" | "tanh" | "relu" | "gelu" | "geluTanh" | "silu" | "sqrt" | "neg";
/** Elementwise functions of two arguments that broadcast as numpy does. */
export type BinaryFunction = "add" | "sub" | "mul" | "div";
/** Reductions over one axis. */
export type Reduction = "sum" | "mean" | "max";

/** A program's parameter or input while its body is traced: a value that comes later. */
export interface PlaceholderNode extends NodeBase {
  readonly op: "placeholder";
  readonly role: "param" | "input";
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
  readonly inputs: readonly Node[];
}
/** `length` positions of `axis` from `start`; the length is `shape[axis]`. */
export interface NarrowNode extends NodeBase {
  readonly op: "narrow";
  readonly axis: number;
  readonly start: number;
  readonly input: Node;
}
/** `e^x / sum of e^x` along `axis`. */
export interface SoftmaxNode extends NodeBase {
  readonly op: "softmax";
  readonly axis: number;
  readonly input: Node;
}
/** One element for each row along `axis`, which stays with size 1 if `keepDim`. */
export interface ReduceNode extends NodeBase {
  readonly op: "reduce";
  readonly fn: Reduction;
  readonly axis: number;
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
/** Row `ids[..]` of `table [vocab, width]`. */
export interface EmbeddingNode extends NodeBase {
  readonly op: "embedding";
  readonly table: Node;
  readonly ids: Node;
}
/** bool `[queries, keys]`, true where key `j <= i + offset`. */
export interface CausalMaskNode extends NodeBase {
  readonly op: "causalMask";
  readonly offset: number;
}
/**
 * `softmax(scale * query key^T + mask) value` over `[.., queries, d]`, `[.., keys, d]`, `[.., keys, d_v]`.
 * A row in which every key is masked gives zeros.
 */
export interface AttentionNode extends NodeBase {
  readonly op: "attention";
  readonly query: Node;
  readonly key: Node;
  readonly value: Node;
  /** bool (true = may attend) or f32 (added to the scores); broadcasts to `[.., queries, keys]`. */
  readonly mask: Node | undefined;
  readonly causal: boolean;
  readonly scale: number;
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
  | ConcatNode
  | NarrowNode
  | SoftmaxNode
  | ReduceNode
  | LayerNormNode
  | EmbeddingNode
  | CausalMaskNode
  | AttentionNode;

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
    case "narrow":
    case "softmax":
    case "reduce":
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
    case "concat":
      return node.inputs;
    case "embedding":
      return [node.table, node.ids];
    case "attention":
      return present([node.query, node.key, node.value, node.mask]);
  }
}

function present(nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((node) => node !== undefined);
}

import type { DType, Storage } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import type { Shape } from "../shape/dim.js";
import { evaluate } from "../evaluate/index.js";
import { sizesOf } from "../shape/bindings.js";
import { isPlainTensor, wrapPlain } from "./plain.js";

declare const meta: unique symbol;

/**
 * A tensor of shape `S` and dtype `D`: the typed face of a node of the graph.
 *
 * `Tensor<["seq", 512]>` is float32 with a named axis and one of 512. Operations build nodes and check shapes at once;
 * elements are computed when {@link Tensor.data} is asked for.
 */
export interface Tensor<out S extends Shape = Shape, out D extends DType = "f32"> {
  /** Never there at run time: it makes shape and dtype all that the compiler compares. */
  readonly [meta]?: { readonly shape: S; readonly dtype: D } | undefined;
  /** The dims as in the type: `["seq", 512]`. */
  readonly shape: Readonly<S>;
  readonly dtype: D;
  /**
   * The size of each axis: `[10, 512]`.
   * @throws ShapeError where the size of a name isn't known: while a program's body is traced.
   */
  readonly sizes: readonly number[];
  /**
   * The elements in row-major order, from the reference evaluator. They are computed once and then kept: don't
   * write to them.
   * @throws ShapeError or Error where the value isn't known: while a program's body is traced.
   */
  readonly data: Storage[D];
}

class GraphTensor implements Tensor<Shape, DType> {
  readonly #node: Node;

  constructor(node: Node) {
    // Rules look at the list whenever the tensor is used: it must stay what it was when the node was made.
    Object.freeze(node.shape);
    this.#node = node;
  }

  /** The node of a tensor of this class, undefined for any other object. */
  static nodeOf(tensor: Tensor<Shape, DType>): Node | undefined {
    return typeof tensor === "object" && tensor !== null && #node in tensor ? tensor.#node : undefined;
  }

  get shape(): Readonly<Shape> {
    return this.#node.shape;
  }

  get dtype(): DType {
    return this.#node.dtype;
  }

  get sizes(): readonly number[] {
    return sizesOf(this.#node.shape, this.#node.dims);
  }

  get data(): Storage[DType] {
    return evaluate(this.#node).data;
  }
}

/**
 * The tensor of a node.
 *
 * This is the one place where the types of shapes meet the shapes at run time: the caller vouches, by the shape rule
 * that it applied, that the node's shape and dtype are `S` and `D`.
 */
export function fromNode<S extends Shape, D extends DType>(node: Node): Tensor<S, D> {
  const tensor: Tensor<Shape, DType> = new GraphTensor(node);
  return tensor as Tensor<S, D>;
}

/**
 * The node behind a tensor. A plain object `{ shape, sizes, dtype, data }`, as generated kernels return, becomes a
 * constant; its names take the sizes that it has.
 * @throws TypeError if `tensor` is neither
 * @throws ShapeError if the parts of a plain object don't fit each other
 */
export function nodeOf(tensor: Tensor<Shape, DType>): Node {
  const node = GraphTensor.nodeOf(tensor);
  if (node !== undefined) return node;
  // A proxy of a tensor, or an object that inherits from one, has its properties but not its node: reading them fails.
  if (tensor instanceof GraphTensor) throw new TypeError("not a tensor: an object made of one, or a proxy, isn't one");
  return wrapPlain(tensor);
}

/** Whether `value` is a tensor: of this package, or a plain object as {@link nodeOf} takes. */
export function isTensor(value: object): value is Tensor<Shape, DType> {
  if (value instanceof GraphTensor) return GraphTensor.nodeOf(value) !== undefined;
  return isPlainTensor(value);
}

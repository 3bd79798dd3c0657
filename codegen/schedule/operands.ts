import type { Node } from "../../src/graph/node.js";
import type { Dim } from "../../src/shape/dim.js";
import type { Affine } from "../ir/nodes.js";
import { broadcastIndices } from "./values.js";

/** An element of a node. */
export interface ElementOf {
  readonly node: Node;
  readonly at: readonly Affine[];
}

/** A matrix product as its schedule sees it: which elements are multiplied, and where their sum goes. */
export interface Operands {
  /** The axes around the product, outermost first. */
  readonly outer: readonly Dim[];
  readonly rows: Dim;
  readonly columns: Dim;
  readonly depth: Dim;
  /** What the procedure calls the tensors that it reads. */
  readonly names: readonly (readonly [Node | undefined, string])[];
  left(outer: readonly Affine[], row: Affine, k: Affine): ElementOf;
  right(outer: readonly Affine[], column: Affine, k: Affine): ElementOf;
  bias(column: Affine): ElementOf | undefined;
  /** Indices into the result. */
  result(outer: readonly Affine[], row: Affine, column: Affine): readonly Affine[];
}

/** `input [.., k]` times `weight [columns, k]` transposed; a single vector is one row. */
export function linearOperands(node: Extract<Node, { op: "linear" }>): Operands {
  const { input, weight, bias } = node;
  const leading = input.shape.slice(0, -1);
  const isVector = leading.length === 0;
  const indices = (outer: readonly Affine[], row: Affine, last: Affine): readonly Affine[] =>
    isVector ? [last] : [...outer, row, last];
  return {
    outer: leading.slice(0, -1),
    rows: leading.at(-1) ?? 1,
    columns: weight.shape[0] ?? 1,
    depth: weight.shape[1] ?? 1,
    names: [
      [input, "input"],
      [weight, "weight"],
      [bias, "bias"],
    ],
    left: (outer, row, k) => ({ node: input, at: indices(outer, row, k) }),
    right: (_outer, column, k) => ({ node: weight, at: [column, k] }),
    bias: (column) => bias && { node: bias, at: [column] },
    result: indices,
  };
}

/** `left [.., rows, k]` times `right [.., k, columns]`; leading axes broadcast. */
export function matmulOperands(node: Extract<Node, { op: "matmul" }>): Operands {
  const { left, right } = node;
  return {
    outer: node.shape.slice(0, -2),
    rows: node.shape.at(-2) ?? 1,
    columns: node.shape.at(-1) ?? 1,
    depth: left.shape.at(-1) ?? 1,
    names: [
      [left, "left"],
      [right, "right"],
    ],
    left: (outer, row, k) => ({ node: left, at: [...outerOf(left, outer), row, k] }),
    right: (outer, column, k) => ({ node: right, at: [...outerOf(right, outer), k, column] }),
    bias: () => undefined,
    result: (outer, row, column) => [...outer, row, column],
  };
}

/** The indices of the axes around `operand`'s matrix, aligned with those around the product. */
function outerOf(operand: Node, outer: readonly Affine[]): readonly Affine[] {
  return broadcastIndices(operand, outer.slice(outer.length - (operand.shape.length - 2)));
}

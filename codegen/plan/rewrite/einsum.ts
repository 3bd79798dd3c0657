import type { EinsumNode, Node } from "../../../src/graph/node.js";
import type { Dim, Shape } from "../../../src/shape/dim.js";
import { elementsOf } from "../../../src/shape/polynomial.js";

/** A node whose axes have labels. */
interface Labelled {
  readonly node: Node;
  readonly labels: readonly string[];
}

/** The labels of a product of two operands, by what becomes of them. */
interface Roles {
  /** In both operands and in the result. */
  readonly batch: readonly string[];
  /** In both operands, and summed over. */
  readonly summed: readonly string[];
  /** Only in the left operand, or only in the right one, in the order of the result; the last are rows and columns. */
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/**
 * An einsum that is a matrix product, as one: two operands without diagonals that share labels that are summed over,
 * and each has labels of its own in the result. All else has a schedule of its own, which is one loop for each label.
 */
export function einsumAsProduct(node: Node): Node | undefined {
  if (node.op !== "einsum" || node.inputs.length !== 2 || node.labels.some(hasDiagonal)) return undefined;
  const [left, right] = operandsOf(node);
  const roles = left && right && rolesOf(left.labels, right.labels, node.output);
  return roles && productOf(node, left, right, roles);
}

function hasDiagonal(labels: readonly string[]): boolean {
  return new Set(labels).size < labels.length;
}

/** The operands without the axes of size 1 that stretch to the other's. */
function operandsOf({ inputs, labels }: EinsumNode): readonly Labelled[] {
  return inputs.map((input, position) => {
    const own = labels[position] ?? [];
    const stretches = (axis: number): boolean => {
      if (input.shape[axis] !== 1) return false;
      return inputs.some((other, i) => (other.shape[(labels[i] ?? []).indexOf(own[axis] ?? "")] ?? 1) !== 1);
    };
    const kept = [...own.keys()].filter((axis) => !stretches(axis));
    return {
      node: reshaped(
        input,
        kept.map((axis) => input.shape[axis] ?? 1),
      ),
      labels: kept.map((axis) => own[axis] ?? ""),
    };
  });
}

/** Undefined where there is no matrix product in it, or one operand has labels that it alone sums over. */
function rolesOf(left: readonly string[], right: readonly string[], output: readonly string[]): Roles | undefined {
  const roles: Roles = {
    batch: output.filter((label) => left.includes(label) && right.includes(label)),
    summed: left.filter((label) => right.includes(label) && !output.includes(label)),
    left: output.filter((label) => left.includes(label) && !right.includes(label)),
    right: output.filter((label) => right.includes(label) && !left.includes(label)),
  };
  const isComplete =
    roles.batch.length + roles.summed.length + roles.left.length === left.length &&
    roles.batch.length + roles.summed.length + roles.right.length === right.length &&
    roles.batch.length + roles.left.length + roles.right.length === output.length;
  const isProduct = roles.summed.length > 0 && roles.left.length > 0 && roles.right.length > 0;
  return isComplete && isProduct ? roles : undefined;
}

/**
 * `[.., rows, k]` times `[.., k, columns]`, where `..` are all other labels of the result in their order; an operand has
 * a 1 for those that it has not. Labels that are summed over become one axis, which needs numbers for all but the first.
 */
function productOf(node: EinsumNode, left: Labelled, right: Labelled, roles: Roles): Node | undefined {
  const { summed } = roles;
  const [rows, columns] = [roles.left.slice(-1), roles.right.slice(-1)];
  const outer = node.output.filter((label) => !rows.includes(label) && !columns.includes(label));
  const sum = dimsOf(left, summed);
  if (sum.slice(1).some((dim) => typeof dim !== "number")) return undefined;
  const depth = elementsOf(sum);
  const outerOf = ({ labels }: Labelled): readonly string[] => outer.filter((label) => labels.includes(label));
  const a = reshaped(permuted(left, [...outerOf(left), ...rows, ...summed]), [
    ...dimsOf(left, outer),
    ...dimsOf(left, rows),
    depth,
  ]);
  const b = reshaped(permuted(right, [...outerOf(right), ...summed, ...columns]), [
    ...dimsOf(right, outer),
    depth,
    ...dimsOf(right, columns),
  ]);
  const labels = [...outer, ...rows, ...columns];
  const shape = labels.map((label) => node.shape[node.output.indexOf(label)] ?? 1);
  const product: Node = { op: "matmul", left: a, right: b, shape, dtype: node.dtype, dims: node.dims };
  return permuted({ node: product, labels }, node.output);
}

/** The dim of each label, 1 for one that the operand has not. */
function dimsOf({ node, labels }: Labelled, wanted: readonly string[]): readonly Dim[] {
  return wanted.map((label) => node.shape[labels.indexOf(label)] ?? 1);
}

/** The node with its axes in the order of `wanted`. */
function permuted({ node, labels }: Labelled, wanted: readonly string[]): Node {
  if (wanted.every((label, axis) => labels[axis] === label)) return node;
  const axes = wanted.map((label) => labels.indexOf(label));
  const shape = axes.map((axis) => node.shape[axis] ?? 1);
  return { op: "permute", axes, input: node, shape, dtype: node.dtype, dims: node.dims };
}

function reshaped(node: Node, shape: Shape): Node {
  const isSame = shape.length === node.shape.length && shape.every((dim, axis) => node.shape[axis] === dim);
  return isSame ? node : { op: "reshape", input: node, shape, dtype: node.dtype, dims: node.dims };
}

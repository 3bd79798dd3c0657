import type { BroadcastNode, Node, PermuteNode, ReduceNode, Reduction, ReshapeNode } from "../graph/node.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import type { Transformation } from "../shape/einops/index.js";

/**
 * The nodes for what a pattern does: split axes, reduce those that go, bring the others in order, repeat along new ones,
 * join axes. A step that does nothing has no node.
 *
 * @param reduction what becomes of the axes that go
 */
export function transformed(input: Node, steps: Transformation, reduction?: Reduction): Node {
  const { split, gone, order, elementary, shape, dims } = steps;
  const kept = [...split.keys()].filter((axis) => !gone.includes(axis));
  const old = order.filter((axis) => axis !== undefined).map((axis) => kept.indexOf(axis));
  const reduced = reduce(reshape(input, split, dims), gone, dims, reduction);
  return reshape(repeat(permute(reduced, old, dims), order, elementary, dims), shape, dims);
}

function reduce(input: Node, axes: readonly number[], dims: DimBindings, fn: Reduction | undefined): Node {
  if (fn === undefined || axes.length === 0) return input;
  const shape = input.shape.filter((_, axis) => !axes.includes(axis));
  return { op: "reduce", fn, axes, keepDim: false, input, shape, dtype: input.dtype, dims } satisfies ReduceNode;
}

function permute(input: Node, axes: readonly number[], dims: DimBindings): Node {
  if (axes.every((from, axis) => from === axis)) return input;
  const shape = axes.map((axis) => input.shape[axis] ?? 1);
  return { op: "permute", axes, input, shape, dtype: input.dtype, dims } satisfies PermuteNode;
}

/** Repeats along each axis of `shape` for which `order` has none. */
function repeat(input: Node, order: readonly (number | undefined)[], shape: Shape, dims: DimBindings): Node {
  if (!order.includes(undefined)) return input;
  // Broadcasting supplies axes in front; the others must be there with size 1.
  const inFront = order.findIndex((axis) => axis !== undefined);
  const aligned = shape.map((dim, axis) => (order[axis] === undefined ? 1 : dim));
  const source = reshape(input, inFront < 0 ? [] : aligned.slice(inFront), dims);
  return { op: "broadcast", input: source, shape, dtype: input.dtype, dims } satisfies BroadcastNode;
}

function reshape(input: Node, shape: Shape, dims: DimBindings): Node {
  if (shape.length === input.shape.length && shape.every((dim, axis) => dim === input.shape[axis])) return input;
  return { op: "reshape", input, shape, dtype: input.dtype, dims } satisfies ReshapeNode;
}

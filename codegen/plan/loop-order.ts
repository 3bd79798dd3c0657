import type { Node } from "../../src/graph/node.js";
import { variable } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import type { Core } from "./kinds.js";

/**
 * Whether the schedule of `root` fills axes that are merged as it goes, without gaps that a later iteration of an outer
 * loop would fill: only such writes can be proven complete. `at` gives the merged indices for indices into `root`.
 */
export function fillsInOrder(
  root: Node,
  core: Core | undefined,
  at: (indices: readonly Affine[]) => readonly Affine[],
): boolean {
  const names = root.shape.map((_, axis) => `axis${axis}`);
  const orders = loopOrders(root, core);
  return at(names.map((name) => variable(name))).every(({ terms }) => {
    const outermostFirst = terms.toSorted(([, left], [, right]) => right - left);
    const axes = outermostFirst.map(([name]) => names.indexOf(name)).filter((axis) => root.shape[axis] !== 1);
    return !mixesTiles(root, core, axes) && orders.every((order) => areInOrder(axes, order));
  });
}

function areInOrder(axes: readonly number[], order: readonly number[]): boolean {
  const places = axes.map((axis) => order.indexOf(axis));
  return places.every((place, i) => i === 0 || (places[i - 1] ?? place) < place);
}

/**
 * The axes of `root` as the loops over them nest, the outermost first. A concatenation has two orders: its inputs follow
 * each other along its axis, but within each of them the axes nest as they stand.
 */
function loopOrders(root: Node, core: Core | undefined): readonly (readonly number[])[] {
  const axes = root.shape.map((_, axis) => axis);
  const without = (axis: number): readonly number[] => axes.filter((other) => other !== axis);
  // What is done one axis after all others.
  if (core?.op === "softmax") return [[...without(core.axis), core.axis]];
  return root.op === "concat" ? [[root.axis, ...without(root.axis)], axes] : [axes];
}

/** Products, and the scores of an attention, are filled in tiles of rows and columns: along both of these axes at once. */
function mixesTiles(root: Node, core: Core | undefined, axes: readonly number[]): boolean {
  const isScores =
    core?.op === "attention" && core.shape.length === core.query.shape.length && core.result !== "output";
  const isProduct = core?.op === "linear" || core?.op === "matmul" || isScores;
  const [row, column] = [root.shape.length - 2, root.shape.length - 1];
  return isProduct && axes.includes(row) && axes.includes(column);
}

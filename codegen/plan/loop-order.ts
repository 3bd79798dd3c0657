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
  const order = loopOrder(root, core);
  return at(names.map((name) => variable(name))).every(({ terms }) => {
    const outermostFirst = terms.toSorted(([, left], [, right]) => right - left);
    const axes = outermostFirst.map(([name]) => names.indexOf(name)).filter((axis) => root.shape[axis] !== 1);
    const places = axes.map((axis) => order.indexOf(axis));
    return !mixesTiles(root, core, axes) && places.every((place, i) => i === 0 || (places[i - 1] ?? place) < place);
  });
}

/** The axes of `root` as the loops over them nest, the outermost first. */
function loopOrder(root: Node, core: Core | undefined): readonly number[] {
  const axes = root.shape.map((_, axis) => axis);
  // What is done one axis after all others, or one input after the other.
  if (core?.op === "softmax") return [...axes.filter((axis) => axis !== core.axis), core.axis];
  if (root.op === "concat") return [root.axis, ...axes.filter((axis) => axis !== root.axis)];
  return axes;
}

/** Products are filled in tiles of rows and columns: along both of these axes at once. */
function mixesTiles(root: Node, core: Core | undefined, axes: readonly number[]): boolean {
  const isProduct = core?.op === "linear" || core?.op === "matmul";
  const [row, column] = [root.shape.length - 2, root.shape.length - 1];
  return isProduct && axes.includes(row) && axes.includes(column);
}

import type { Node } from "../../src/graph/node.js";
import type { Dim } from "../../src/shape/dim.js";
import { divDims } from "../../src/shape/polynomial.js";
import { add as addIndex, constant, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import type { Affine } from "../ir/nodes.js";
import { literalSize } from "../plan/extents.js";
import type { AttentionShape } from "./attention.js";
import { nest, outerNames } from "./loops.js";

/**
 * A loop over each of the axes around the attention. `body` gets the indices into the query and those into key and value:
 * the same, or where several query heads read one key head (Ainslie et al., GQA, 2023), made of the key head and the
 * place within its group.
 */
export function nestHeads(
  b: ProcedureBuilder,
  { node, heads }: AttentionShape,
  body: (outer: readonly Affine[], outerKeys: readonly Affine[]) => void,
): void {
  const { dims, names, isOne, size } = headLoops(node);
  const one = (indices: readonly Affine[]): void => {
    const around = indices.slice(0, -1);
    body(indices, isOne ? [...around, constant(0)] : indices);
  };
  const inGroup = (group: number, indices: readonly Affine[]): void => {
    const [keyHead = constant(0), member = constant(0)] = indices.slice(-2);
    const around = indices.slice(0, -2);
    body([...around, addIndex(times(keyHead, group), member)], [...around, keyHead]);
  };
  nest(b, dims, names, (indices) => (size === undefined ? one(indices) : inGroup(size, indices)), heads);
}

/** The axes around an attention, for loops. */
interface HeadLoops {
  readonly dims: readonly Dim[];
  readonly names: readonly string[];
  /** Whether all query heads read one key head. */
  readonly isOne: boolean;
  /** How many query heads read one of several key heads: the innermost loop. Undefined where each reads its own. */
  readonly size: number | undefined;
}

/** The loops around an attention. Throws GenerateError where the size of a group of heads has a name. */
export function headLoops({ query, key, shape }: Extract<Node, { op: "attention" }>): HeadLoops {
  const outer = shape.slice(0, -2);
  const [heads, keyHeads] = [query.shape.at(-3), key.shape.at(-3)];
  const names = outerNames(outer);
  if (heads === undefined || keyHeads === undefined || heads === keyHeads || keyHeads === 1) {
    return { dims: outer, names, isOne: heads !== keyHeads && keyHeads === 1, size: undefined };
  }
  const size = literalSize("attention: the number of query heads of a key head", divDims(heads, keyHeads));
  const around = names.slice(0, -1);
  return { dims: [...outer.slice(0, -1), keyHeads, size], names: [...around, "keyHead", "member"], isOne: false, size };
}

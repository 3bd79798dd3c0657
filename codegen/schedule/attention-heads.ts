import type { Node } from "../../src/graph/node.js";
import type { Dim } from "../../src/shape/dim.js";
import { divDims } from "../../src/shape/polynomial.js";
import { add as addIndex, constant, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import type { Affine } from "../ir/nodes.js";
import { literalSize } from "../plan/extents.js";
import type { AttentionShape } from "./attention-shape.js";
import { nest, outerNames } from "./loops.js";

/**
 * A loop over each of the axes around the attention. `body` gets the indices into the query and those into key and value:
 * the same, or where several query heads read one key head (Ainslie et al., GQA, 2023), made of the key head and the
 * place within its group.
 */
export function nestHeads(
  b: ProcedureBuilder,
  shape: AttentionShape,
  body: (outer: readonly Affine[], outerKeys: readonly Affine[]) => void,
): void {
  const { dims, names } = headLoops(shape.node);
  nest(b, dims, names, bodyOfHead(shape, body), shape.heads);
}

/** {@link nestHeads} with something before and after all heads of an entry of the batch. */
export function nestEntries(
  b: ProcedureBuilder,
  shape: AttentionShape,
  around: (entry: readonly Affine[], eachHead: () => void) => void,
  body: (outer: readonly Affine[], outerKeys: readonly Affine[]) => void,
): void {
  const { dims, names, size } = headLoops(shape.node);
  const batch = dims.length - (size === undefined ? 1 : 2);
  nest(b, dims.slice(0, batch), names, (entry) =>
    around(entry, () => nest(b, dims.slice(batch), names, bodyOfHead(shape, body), undefined, entry)),
  );
}

/** What is done for the indices of the loops around an attention. */
function bodyOfHead(
  { node }: AttentionShape,
  body: (outer: readonly Affine[], outerKeys: readonly Affine[]) => void,
): (indices: readonly Affine[]) => void {
  const { isOne, size } = headLoops(node);
  return (indices) => {
    if (size === undefined) {
      const around = indices.slice(0, -1);
      return body(indices, isOne ? [...around, constant(0)] : indices);
    }
    const [keyHead = constant(0), member = constant(0)] = indices.slice(-2);
    const around = indices.slice(0, -2);
    body([...around, addIndex(times(keyHead, size), member)], [...around, keyHead]);
  };
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
export function headLoops({ query, key }: Extract<Node, { op: "attention" }>): HeadLoops {
  const outer = query.shape.slice(0, -2);
  const [heads, keyHeads] = [query.shape.at(-3), key.shape.at(-3)];
  const names = outerNames(outer);
  if (heads === undefined || keyHeads === undefined || heads === keyHeads || keyHeads === 1) {
    return { dims: outer, names, isOne: heads !== keyHeads && keyHeads === 1, size: undefined };
  }
  const size = literalSize("attention: the number of query heads of a key head", divDims(heads, keyHeads));
  const around = names.slice(0, -1);
  return { dims: [...outer.slice(0, -1), keyHeads, size], names: [...around, "keyHead", "member"], isOne: false, size };
}

import type { Dim } from "../../src/shape/dim.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";

/** A loop over each of `dims`, the first outermost; `body` gets an index for each. */
export function nest(
  b: ProcedureBuilder,
  dims: readonly Dim[],
  names: readonly string[],
  body: (indices: readonly Affine[]) => void,
  outer: readonly Affine[] = [],
): void {
  const [dim, ...inner] = dims;
  if (dim === undefined) {
    body(outer);
    return;
  }
  const name = names[outer.length] ?? `axis${outer.length}`;
  b.for(name, 0, extentOf(dim), {}, (index) => nest(b, inner, names, body, [...outer, index]));
}

/** Names for the axes around a product or an attention: the innermost is the heads'. */
export function outerNames(dims: readonly Dim[]): readonly string[] {
  const known = ["head", "batch"];
  return dims.map((_, axis) => known[dims.length - 1 - axis] ?? `axis${axis}`);
}

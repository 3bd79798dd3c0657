import type { Dim } from "../../src/shape/dim.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { SharedLoop } from "./parallel.js";

/** A loop over each of `dims`, the first outermost; `body` gets an index for each. Threads may share one of them. */
export function nest(
  b: ProcedureBuilder,
  dims: readonly Dim[],
  names: readonly string[],
  body: (indices: readonly Affine[]) => void,
  shared?: SharedLoop,
  outer: readonly Affine[] = [],
): void {
  const [dim, ...inner] = dims;
  if (dim === undefined) {
    body(outer);
    return;
  }
  const name = names[outer.length] ?? `axis${outer.length}`;
  const options = outer.length === shared?.axis ? shared.options : {};
  b.for(name, 0, extentOf(dim), options, (index) => nest(b, inner, names, body, shared, [...outer, index]));
}

/** Names for the axes around a product or an attention: the innermost is the heads'. */
export function outerNames(dims: readonly Dim[]): readonly string[] {
  const known = ["head", "batch"];
  return dims.map((_, axis) => known[dims.length - 1 - axis] ?? `axis${axis}`);
}

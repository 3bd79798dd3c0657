import { add, constant, showAffine } from "../affine.js";
import type { Affine, Buffer } from "../nodes.js";
import { showAccess } from "../print-expression.js";
import { accessBox, showBox } from "./box.js";
import type { Facts } from "./facts.js";
import type { Written } from "./written.js";

/** A load or store of a module's buffer, with indices in the variables in scope. */
export interface Access {
  readonly operation: "load" | "store";
  readonly buffer: Buffer;
  readonly indices: readonly Affine[];
  readonly lanes: number;
}

/** Why `access` is not proven in bounds, or undefined where it is. */
export function boundsProblem(facts: Facts, access: Access): string | undefined {
  const { buffer, indices, lanes } = access;
  for (const [axis, extent] of buffer.extents.entries()) {
    const index = indices[axis] ?? constant(0);
    const end = add(index, axis === buffer.extents.length - 1 ? lanes : 1);
    const unproven = !facts.notNegative(index)
      ? `0 <= ${showAffine(index)}`
      : !facts.atMost(end, extent)
        ? `${showAffine(end)} <= ${showAffine(extent)}`
        : undefined;
    if (unproven !== undefined) {
      return `the ${describe(access)} may be out of bounds along axis ${axis}: cannot prove ${unproven}`;
    }
  }
  return undefined;
}

/** Why the elements that `access` reads are not proven written, or undefined where they are. */
export function definednessProblem(written: Written, access: Access): string | undefined {
  const { buffer, indices, lanes } = access;
  if (written.has(buffer.name, accessBox(indices, lanes))) return undefined;
  const known = written.boxesOf(buffer.name).map(showBox);
  const found = known.length === 0 ? "none of it is" : `only ${known.join(" and ")} is`;
  return `the ${describe(access)} may read what was not written: ${found} written before`;
}

function describe({ operation, buffer, indices, lanes }: Access): string {
  return `${operation} of ${buffer.role} ${showAccess(buffer.name, indices, lanes)}`;
}

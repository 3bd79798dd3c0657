import type { ScalarNode, ScoreAxis } from "../../src/graph/scalar.js";
import { add, type AffineLike, constant, constantValue, substitute, sub, times, variable } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "./extents.js";

/** The variable that stands for a position on an axis of the scores: no dim has such a name. */
export function axisName(axis: ScoreAxis): string {
  return `#${axis}`;
}

/**
 * A whole number of a score or mask function as a sum of positions, dims and numbers; undefined where it is none.
 * Throws GenerateError for a dim that multiplies names.
 */
export function affineOf(scalar: ScalarNode): Affine | undefined {
  if (scalar.dtype !== "i32") return undefined;
  switch (scalar.kind) {
    case "index":
      return variable(axisName(scalar.axis));
    case "constant":
      return constant(scalar.value);
    case "dim":
      return extentOf(scalar.dim);
    case "unary": {
      const input = scalar.fn === "neg" ? affineOf(scalar.input) : undefined;
      return input && times(input, -1);
    }
    case "binary":
      return sumOf(scalar.fn, affineOf(scalar.left), affineOf(scalar.right));
    default:
      return undefined;
  }
}

function sumOf(fn: string, left: Affine | undefined, right: Affine | undefined): Affine | undefined {
  if (!left || !right) return undefined;
  if (fn === "add") return add(left, right);
  if (fn === "sub") return sub(left, right);
  if (fn !== "mul") return undefined;
  const [byRight, byLeft] = [constantValue(right), constantValue(left)];
  if (byRight !== undefined) return times(left, byRight);
  return byLeft === undefined ? undefined : times(right, byLeft);
}

/** `value` with what stands for the positions on some axes of the scores. */
export function atPositions(value: Affine, positions: Readonly<Partial<Record<ScoreAxis, AffineLike>>>): Affine {
  const { b, h, q, k } = positions;
  const given = Object.entries({ b, h, q, k }).flatMap(([axis, position]) =>
    position === undefined ? [] : [[`#${axis}`, position] as const],
  );
  return substitute(value, new Map(given));
}

/** Whether a scalar can be an index in a kernel: a sum of positions, dims and numbers, or the least or greatest of such. */
export function isIndex(scalar: ScalarNode): boolean {
  if (affineOf(scalar)) return true;
  if (scalar.kind === "unary") return scalar.fn === "neg" && isIndex(scalar.input);
  if (scalar.kind !== "binary" || !["add", "sub", "min", "max"].includes(scalar.fn)) return false;
  return isIndex(scalar.left) && isIndex(scalar.right);
}

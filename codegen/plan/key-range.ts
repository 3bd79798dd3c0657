import type { ScalarNode } from "../../src/graph/scalar.js";
import { add, coefficientOf, sub, substitute, times } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import { affineOf, axisName } from "./scalar-affine.js";

/**
 * The keys that a mask function lets a query see: those from each of the `firsts` on and before each of the `lasts`, as
 * far as `rest` holds. A first is the least of its list, a last the greatest. They are sums of the positions `#b`, `#h`,
 * `#q` and dims; one may be negative or past the last key.
 */
export interface KeyRange {
  readonly firsts: readonly Bound[];
  readonly lasts: readonly Bound[];
  /** What has to be asked for each key; undefined where the bounds say all. */
  readonly rest: ScalarNode | undefined;
}
type Bound = readonly Affine[];

/** No bounds: every key is seen. */
export const everyKey: KeyRange = { firsts: [], lasts: [], rest: undefined };

/** The bounds of a mask, and what is left of it beside them. */
export function keyRange(mask: ScalarNode | undefined): KeyRange {
  return mask === undefined ? everyKey : rangeOf(withoutNot(mask));
}

function rangeOf(mask: ScalarNode): KeyRange {
  if (mask.kind === "constant" && mask.value !== 0) return everyKey;
  if (mask.kind === "compare") return comparison(mask) ?? { ...everyKey, rest: mask };
  if (mask.kind !== "binary") return { ...everyKey, rest: mask };
  const [left, right] = [rangeOf(mask.left), rangeOf(mask.right)];
  if (mask.fn === "and") {
    const rest = left.rest && right.rest ? { ...mask, left: left.rest, right: right.rest } : (left.rest ?? right.rest);
    return { firsts: [...left.firsts, ...right.firsts], lasts: [...left.lasts, ...right.lasts], rest };
  }
  return eitherOf(left, right) ?? { ...everyKey, rest: mask };
}

/** What either of two ranges has, where both begin before the first key, or both go on past the last. */
function eitherOf(left: KeyRange, right: KeyRange): KeyRange | undefined {
  if (left.rest || right.rest) return undefined;
  if (left.firsts.length + right.firsts.length === 0) return { ...everyKey, lasts: pairs(left.lasts, right.lasts) };
  if (left.lasts.length + right.lasts.length === 0) return { ...everyKey, firsts: pairs(left.firsts, right.firsts) };
  return undefined;
}

/** Each of `left` with each of `right`. */
function pairs(left: readonly Bound[], right: readonly Bound[]): readonly Bound[] {
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

/** A comparison of sums in which the key stands once. */
function comparison({ fn, left, right }: Extract<ScalarNode, { kind: "compare" }>): KeyRange | undefined {
  const [below, above] = [affineOf(left), affineOf(right)];
  if (!below || !above) return undefined;
  const difference = sub(above, below);
  const rise = coefficientOf(difference, axisName("k"));
  const rest = substitute(difference, new Map([[axisName("k"), 0]]));
  if (Math.abs(rise) !== 1 || fn === "ne") return undefined;
  // The key where both sides are equal.
  const equal = rise === 1 ? times(rest, -1) : rest;
  if (fn === "eq") return { firsts: [[equal]], lasts: [[add(equal, 1)]], rest: undefined };
  const beside = fn === "lt" ? 1 : 0;
  return rise === 1
    ? { ...everyKey, firsts: [[add(equal, beside)]] }
    : { ...everyKey, lasts: [[add(equal, 1 - beside)]] };
}

/** A mask with its negations done where they can be: at comparisons of whole numbers. */
export function withoutNot(mask: ScalarNode, isNegated = false): ScalarNode {
  switch (mask.kind) {
    case "unary":
      return mask.fn === "not" ? withoutNot(mask.input, !isNegated) : mask;
    case "binary": {
      const fn = isNegated ? (mask.fn === "and" ? "or" : "and") : mask.fn;
      return { ...mask, fn, left: withoutNot(mask.left, isNegated), right: withoutNot(mask.right, isNegated) };
    }
    case "constant":
      return isNegated ? { ...mask, value: 1 - mask.value } : mask;
    case "compare": {
      const { fn, left, right } = mask;
      if (!isNegated) return mask;
      if (fn === "eq" || fn === "ne") return { ...mask, fn: fn === "eq" ? "ne" : "eq" };
      // Of a NaN neither holds.
      if (left.dtype !== "i32") return { kind: "unary", dtype: "bool", fn: "not", input: mask };
      return { ...mask, fn: fn === "lt" ? "le" : "lt", left: right, right: left };
    }
    default:
      return isNegated ? { kind: "unary", dtype: "bool", fn: "not", input: mask } : mask;
  }
}

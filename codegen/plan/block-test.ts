import type { ScalarNode } from "../../src/graph/scalar.js";
import { coefficientOf, sub, substitute, times } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import { withoutNot } from "./key-range.js";
import { affineOf, axisName } from "./scalar-affine.js";

/** A condition on whole blocks of scores: that sums of positions and dims are at least 0. */
export type BlockTest =
  | { readonly kind: "known"; readonly holds: boolean }
  | { readonly kind: "notNegative"; readonly value: Affine }
  | { readonly kind: "all" | "any"; readonly of: readonly BlockTest[] };

/** Positions along an axis: the first and the last of them. */
export interface Span {
  readonly first: Affine;
  readonly last: Affine;
}
/** The queries and keys of a block. */
export interface BlockSpan {
  readonly q: Span;
  readonly k: Span;
}

/** A test that holds wherever a mask lets some query of the block see some key of it, and seldom elsewhere. */
export function seesSome(mask: ScalarNode, block: BlockSpan): BlockTest {
  return testOf(withoutNot(mask), block, "some");
}

/** A test that holds only where a mask lets all queries of the block see all keys of it. */
export function seesAll(mask: ScalarNode, block: BlockSpan): BlockTest {
  return testOf(withoutNot(mask), block, "all");
}

function testOf(mask: ScalarNode, block: BlockSpan, wanted: "some" | "all"): BlockTest {
  if (mask.kind === "constant") return { kind: "known", holds: mask.value !== 0 };
  if (mask.kind === "binary" && (mask.fn === "and" || mask.fn === "or")) {
    const of = [mask.left, mask.right].map((part) => testOf(part, block, wanted));
    return joined(mask.fn === "and" ? "all" : "any", of);
  }
  const unknown: BlockTest = { kind: "known", holds: wanted === "some" };
  if (mask.kind !== "compare") return unknown;
  const [left, right] = [affineOf(mask.left), affineOf(mask.right)];
  if (!left || !right) return unknown;
  const difference = sub(right, left);
  const greatest = extreme(difference, block, "greatest");
  const least = extreme(difference, block, "least");
  switch (mask.fn) {
    case "le":
    case "lt":
      return atLeast0(sub(wanted === "some" ? greatest : least, mask.fn === "lt" ? 1 : 0));
    case "eq":
      return wanted === "some"
        ? joined("all", [atLeast0(greatest), atLeast0(times(least, -1))])
        : joined("all", [atLeast0(least), atLeast0(times(greatest, -1))]);
    case "ne":
      return joined("any", [
        atLeast0(sub(wanted === "some" ? greatest : least, 1)),
        atLeast0(sub(times(wanted === "some" ? least : greatest, -1), 1)),
      ]);
  }
}

function atLeast0(value: Affine): BlockTest {
  return { kind: "notNegative", value };
}

/** The tests as one, without those whose outcome is known. */
function joined(kind: "all" | "any", of: readonly BlockTest[]): BlockTest {
  const neutral = kind === "all";
  const decided = of.find((test) => test.kind === "known" && test.holds !== neutral);
  if (decided) return decided;
  const open = of.filter((test) => test.kind !== "known");
  const [only] = open;
  if (!only) return { kind: "known", holds: neutral };
  return open.length === 1 ? only : { kind, of: open };
}

/** The greatest or least value of a sum within a block; each position moves by itself. */
function extreme(value: Affine, { q, k }: BlockSpan, side: "greatest" | "least"): Affine {
  const at = (axis: "q" | "k", { first, last }: Span): readonly [string, Affine] => {
    const rises = coefficientOf(value, axisName(axis)) > 0;
    return [axisName(axis), rises === (side === "greatest") ? last : first];
  };
  return substitute(value, new Map([at("q", q), at("k", k)]));
}

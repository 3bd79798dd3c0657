import type { ScalarNode, ScoreAxis } from "../graph/scalar.js";
import type { BoolScalar, IntegerScalar, Scalar } from "./scalar.js";
import { describe, scalarNodeOf, scalarOf } from "./traced-scalar.js";

/** Which score a function is about. */
export interface ScorePosition {
  /** The entry of the batch, from 0: counted over all axes before the heads, the last of them fastest. */
  readonly b: IntegerScalar;
  /** The query head, from 0. */
  readonly h: IntegerScalar;
  /** The query, from 0. */
  readonly q: IntegerScalar;
  /** The key, from 0. */
  readonly k: IntegerScalar;
}

/** Whether query `q` may attend to key `k`. It is traced once; what it gives is computed for each score. */
export type MaskFunction = (at: ScorePosition) => BoolScalar;

/**
 * What becomes of a score. It is traced once; what it gives is computed for each score. A key whose score it makes
 * -Infinity is masked.
 */
export type ScoreFunction = (score: Scalar<"f32">, at: ScorePosition) => Scalar<"f32">;

const position: ScorePosition = { b: index("b"), h: index("h"), q: index("q"), k: index("k") };

function index(axis: ScoreAxis): IntegerScalar {
  return scalarOf({ kind: "index", dtype: "i32", axis });
}

/**
 * What a mask function computes.
 * @param op the operation that was given it, for messages
 * @throws TypeError if it gives something else than a bool scalar
 */
export function traceMask(op: string, mask: MaskFunction): ScalarNode {
  const result: unknown = mask(position);
  const node = scalarNodeOf(result);
  if (node?.dtype === "bool") return node;
  throw new TypeError(
    `${op}: a mask function gives a bool scalar, such as k.le(q): got ${describe(result)}` +
      (typeof result === "boolean" ? " (JavaScript's operators don't work on scalars)" : ""),
  );
}

/**
 * What score functions compute, one after the other; undefined if there are none.
 * @param op the operation that was given them, for messages
 * @throws TypeError if one gives something else than a scalar of a number
 */
export function traceScores(op: string, scores: readonly ScoreFunction[]): ScalarNode | undefined {
  if (scores.length === 0) return undefined;
  let current: Scalar<"f32"> = scalarOf({ kind: "score", dtype: "f32" });
  for (const score of scores) {
    const result: unknown = score(current, position);
    const node = scalarNodeOf(result);
    if (node === undefined || !isFloat(node)) {
      throw new TypeError(`${op}: a score function gives an f32 scalar, such as s.mul(2): got ${describe(result)}`);
    }
    current = scalarOf(node);
  }
  return scalarNodeOf(current);
}

function isFloat(node: ScalarNode): node is ScalarNode & { readonly dtype: "f32" } {
  return node.dtype === "f32";
}

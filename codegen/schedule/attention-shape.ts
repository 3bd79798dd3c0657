import type { AttentionNode } from "../../src/graph/node.js";
import { causalOffset } from "../../src/graph/plain-causal.js";
import type { Dim } from "../../src/shape/dim.js";
import { constant, constantValue, sub as subIndex } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import { everyKey, type KeyRange, keyRange } from "../plan/key-range.js";
import type { SharedLoop } from "./parallel.js";
import { mayHide } from "./score-scalars.js";
import { SeenKeys } from "./seen-keys.js";

/** One attention as its schedule sees it. */
export interface AttentionShape {
  readonly node: AttentionNode;
  readonly outer: readonly Dim[];
  readonly queries: Affine;
  readonly keys: Affine;
  /** d_qk and d_v, which is 0 where no values are read. */
  readonly width: number;
  readonly valueWidth: number;
  /** Whether the values are read: only for the output. */
  readonly readsValues: boolean;
  /** Whether some keys may not be attended to: then their values must not reach the result, not even a NaN. */
  readonly hides: boolean;
  /** Whether keys may be hidden one by one, and not only before a first and behind a last. */
  readonly picks: boolean;
  /** Whether a query may be left without a key. */
  readonly mayBeBlind: boolean;
  /** The keys that a query sees, as far as the mask function says it of whole stretches of them. */
  readonly range: KeyRange;
  readonly seen: SeenKeys;
  /** The loop over heads that threads share; undefined where they share the queries of each head. */
  readonly heads: SharedLoop | undefined;
}

/** What a query may not attend to. A causal mask that hides no key from the first query hides none from any. */
export function hidingOf(
  node: AttentionNode,
): Pick<AttentionShape, "hides" | "picks" | "mayBeBlind" | "range" | "seen"> {
  const before = causalOffset(node);
  const after = before === undefined ? constant(2) : subIndex(extentOf(node.key.shape.at(-2) ?? 1), extentOf(before));
  const range = (constantValue(after) ?? 2) <= 1 ? everyKey : keyRange(node.allowed);
  const picks =
    node.mask !== undefined || range.rest !== undefined || (node.score !== undefined && mayHide(node.score));
  const isBounded = range.firsts.length + range.lasts.length > 0;
  return {
    range,
    picks,
    seen: new SeenKeys(range, node),
    hides: picks || isBounded,
    // Where all that is said is that later keys are hidden, each query sees the first key.
    mayBeBlind: picks || (isBounded && before === undefined),
  };
}

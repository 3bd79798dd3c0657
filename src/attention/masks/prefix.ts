import { perEntry, type PerEntry } from "../per-entry.js";
import type { MaskFunction } from "../score-function.js";

/**
 * A mask under which every query sees the first `length` keys. With `or(prefix(n), causal())` a prefix is read in both
 * directions and what follows it in one (Raffel et al., T5, 2020).
 * @param length a whole number, a dim, or an i32 tensor with one for each entry of the batch
 * @throws TypeError if the length is none of these
 */
export function prefix(length: PerEntry): MaskFunction {
  const end = perEntry("prefix: length", length);
  return ({ b, k }) => k.lt(end(b));
}

/**
 * A mask of padded sequences: queries see the first `lengths[b]` keys, those that aren't padding. Length 0 leaves no key.
 * @param lengths an i32 tensor with the number of keys of each entry of the batch, or one number for all
 * @throws TypeError if the lengths are neither
 */
export function lengths(valid: PerEntry): MaskFunction {
  const end = perEntry("lengths", valid);
  return ({ b, k }) => k.lt(end(b));
}

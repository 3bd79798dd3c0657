import type { MaskFunction } from "../score-function.js";

/** A mask under which a query sees the keys that all masks let it see. */
export function and(first: MaskFunction, ...others: readonly MaskFunction[]): MaskFunction {
  return (at) => others.reduce((all, mask) => all.and(mask(at)), first(at));
}

/** A mask under which a query sees the keys that one of the masks lets it see. */
export function or(first: MaskFunction, ...others: readonly MaskFunction[]): MaskFunction {
  return (at) => others.reduce((any, mask) => any.or(mask(at)), first(at));
}

/** A mask under which a query sees the keys that `mask` hides. */
export function not(mask: MaskFunction): MaskFunction {
  return (at) => mask(at).not();
}

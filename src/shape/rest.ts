import type { Raised } from "./flag.js";
import type { Identical } from "./identity.js";

/**
 * Whether two lists of axes, from which known axes were taken off the end, are the same rest: both empty, or both the
 * `L` that generic code began its shapes with.
 *
 * This is asked before "have both another axis?", which `L` would leave open. It must therefore be a plain no wherever
 * a list does end in an axis, and must stay open where a rule is declared, since there its own shapes are type
 * parameters too. `Ended` of a type parameter is open, but can only come to `never`, as the other branch is a flag
 * (flag.ts); `Identical` compares tuples with an end, which an empty list never is the same as, and is open for two
 * type parameters.
 */
export type SameRest<A extends unknown[], B extends unknown[]> = {
  a: Ended<A>;
  b: Ended<B>;
  same: Identical<[...A, 0], [...B, 0]>;
} extends { a: never; b: never; same: true }
  ? true
  : false;

type Ended<A> = { axes: A } extends { axes: [] } ? never : HasAxis<A>;
type HasAxis<A> = { axes: A } extends { axes: [...unknown[], unknown] } ? Raised : never;

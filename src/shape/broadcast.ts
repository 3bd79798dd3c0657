import type { Dim, DimBindings, Shape } from "./dim.js";
import type { Identical } from "./identity.js";
import type { Result } from "./message.js";
import { knownDim, sameDim } from "./same.js";
import type { Known, Same } from "./same.js";

/** Two dims of the same axis that don't fit together. Rules turn it into a message. */
export interface Mismatch<Left, Right> {
  readonly left: Left;
  readonly right: Right;
}

/**
 * The common shape of `A` and `B` as numpy broadcasts, or a {@link Mismatch}: aligned at the last axis, where a 1 or
 * a missing axis stretches.
 */
export type Broadcast<A extends unknown[], B extends unknown[]> =
  Identical<A, B> extends true ? [...A] : Align<A, B, []>;

/*
 * Two tests below ask two things at once, whether the right side is the same or neutral (a 1, or no more axes),
 * because that is answered inside generic code too: `[S, 512]` broadcasts with `[S, 1]`, `[...L, 512]` with `[512]`.
 * A test for 1 alone would leave a type parameter open. The price: in generic code the smaller shape goes on the
 * right, and an unknown dim on the left stays unknown.
 *
 * No shape takes the last branch of Align. Without it the compiler would see, while A and B are open, that each
 * branch may be a shape, and take every pair of shapes for one that broadcasts.
 */

type Align<A extends unknown[], B extends unknown[], Tail extends unknown[]> = { a: A; b: B } extends {
  a: [...infer RestA, infer LastA];
  b: [...infer RestB, infer LastB];
}
  ? AlignRest<RestA, RestB, BroadcastDim<LastA, LastB>, Tail>
  : { b: B } extends { b: A | [] }
    ? [...A, ...Tail]
    : { a: A } extends { a: [] }
      ? [...B, ...Tail]
      : number extends A["length"] | B["length"]
        ? Shape
        : Mismatch<unknown, unknown>;

type AlignRest<A extends unknown[], B extends unknown[], Last, Tail extends unknown[]> = { last: Last } extends {
  last: unknown[];
}
  ? Align<A, B, [...Result<Last>, ...Tail]>
  : Last;

/** The common dim, as a shape of rank 1. */
type BroadcastDim<A, B> = { b: B } extends { b: A | 1 }
  ? [A]
  : { a: A } extends { a: B | 1 }
    ? [B]
    : Same<A, B> extends true
      ? [Known<A, B>]
      : Mismatch<A, B>;

/** The common shape of two shapes as numpy broadcasts, or the pair of dims that don't fit. */
export function broadcast(a: Readonly<Shape>, b: Readonly<Shape>, dims: DimBindings): Shape | Mismatch<Dim, Dim> {
  const rank = Math.max(a.length, b.length);
  const result: Shape = [];
  for (let fromEnd = 1; fromEnd <= rank; fromEnd++) {
    const left = a[a.length - fromEnd] ?? 1;
    const right = b[b.length - fromEnd] ?? 1;
    if (right === 1) result.unshift(left);
    else if (left === 1) result.unshift(right);
    else if (sameDim(left, right, dims)) result.unshift(knownDim(left, right));
    else return { left, right };
  }
  return result;
}

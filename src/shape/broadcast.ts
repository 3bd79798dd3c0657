import type { Fits } from "./message.js";
import type { Dim, DimBindings, Shape } from "./dim.js";
import type { Identical } from "./identity.js";
import type { SameRest } from "./rest.js";
import { knownDim, sameDim } from "./same.js";
import type { Known, Same } from "./same.js";

/** Two dims of the same axis that don't fit together. Rules turn it into a message. */
export interface Mismatch<Left, Right> {
  readonly left: Left;
  readonly right: Right;
}

/**
 * {@link Fits} with the common shape of `A` and `B` as numpy broadcasts, or a {@link Mismatch}: aligned at the last axis, where a 1 or
 * a missing axis stretches.
 */
export type Broadcast<A extends unknown[], B extends unknown[]> = Align<A, B, []>;

/*
 * Inside generic code, `[S, 512]` broadcasts with `[S, 1]` and `[...L, 512]` with `[512]`, on whichever side. What
 * would ask a type parameter whether it is 1, or has another axis, is therefore asked only once it can't matter:
 *
 * - First, whether both sides are the same. Different dims that are no type parameters are never identical, so that
 *   this is a plain no for `S` and 1, and stays open for `S` and `T`.
 * - Then, of both sides at once, whether one of them is neutral, as a union: that is a yes if either part is, though
 *   the other part be open. Which of the two it was is not asked again, but read off by what gives the same for both.
 *
 * No shape takes the last branch of Align. Without it the compiler would see, while A and B are open, that each
 * branch may be a shape, and take every pair of shapes for one that broadcasts.
 */

type Align<A extends unknown[], B extends unknown[], Tail extends unknown[]> =
  SameRest<A, B> extends true
    ? Fits<[...A, ...Tail]>
    : { a: A; b: B } extends { a: [...infer RestA, infer LastA]; b: [...infer RestB, infer LastB] }
      ? AlignRest<RestA, RestB, BroadcastDim<LastA, LastB>, Tail>
      : { a: A; b: B } extends { a: unknown; b: [] } | { a: []; b: unknown }
        ? Fits<[...A, ...B, ...Tail]>
        : number extends A["length"] | B["length"]
          ? Fits<Shape>
          : Mismatch<unknown, unknown>;

type AlignRest<A extends unknown[], B extends unknown[], Last, Tail extends unknown[]> =
  Last extends Fits<infer D> ? Align<A, B, [D, ...Tail]> : Last;

/** {@link Fits} with the common dim, or a {@link Mismatch}. A 1 that both sides are is the first branch's, so `D` is the other dim. */
type BroadcastDim<A, B> =
  Identical<[A], [B]> extends true
    ? Fits<A>
    : { a: A; b: B; dims: [A, B] } extends ({ a: unknown; b: 1 } | { a: 1; b: unknown }) & {
          dims: [1 | (infer D), 1 | (infer D)];
        }
      ? Fits<D>
      : Same<A, B> extends true
        ? Fits<Known<A, B>>
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

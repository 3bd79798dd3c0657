import type { MulDim } from "../polynomial.js";
import type { Composition } from "./composition.js";
import type { Pair } from "./lengths.js";

/** The dims of elementary axes by their names; `"..."` has a shape. */
export type Env = Record<string, unknown>;

/** An {@link Env} of a union of pairs. */
export type EnvOf<P extends Pair> = { [Each in P as Each[0]]: Each[1] };

/** The shape that a right side gives. */
export type Join<Right extends Composition, E extends Env> = "..." extends Right["names"]
  ? JoinAround<Right["groups"], E, []>
  : JoinGroups<Right["groups"], E>;

type JoinGroups<G, E extends Env> = {
  [I in keyof G]: G[I] extends [infer Axis extends string] ? E[Axis] : JoinSeveral<G[I], E>;
};

type JoinGroup<G, E extends Env> = G extends [infer Axis extends string] ? E[Axis] : JoinSeveral<G, E>;

type JoinSeveral<G, E extends Env, Total = 1> = G extends [infer Axis extends string, ...infer Rest]
  ? JoinSeveral<Rest, E, Axis extends "..." ? Product<AxesOf<E[Axis]>, Total> : Times<Total, E[Axis]>>
  : Total;

type Product<S, Total> = S extends [infer D, ...infer Rest] ? Product<Rest, Times<Total, D>> : Total;

/** A first factor of 1 costs nothing. */
type Times<A, B> = A extends 1 ? B : MulDim<A, B>;

/** The groups of a right side with an ellipsis somewhere. */
type JoinAround<G, E extends Env, Before extends unknown[]> = G extends [infer First, ...infer Rest]
  ? First extends "..."
    ? [...Before, ...AxesOf<E["..."]>, ...JoinGroups<Rest, E>]
    : JoinAround<Rest, E, [...Before, First extends ["..."] ? Product<AxesOf<E["..."]>, 1> : JoinGroup<First, E>]>
  : Before;

type AxesOf<S> = { axes: S } extends { axes: infer Axes extends unknown[] } ? Axes : unknown[];

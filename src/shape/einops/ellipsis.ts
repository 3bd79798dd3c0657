import type { Dim } from "../dim.js";

/** The groups around an ellipsis, a dim for each of them, and the dims that the ellipsis stands for. */
export interface Around<out G, out Dims, out Axes> {
  readonly groups: G;
  readonly dims: Dims;
  readonly axes: Axes;
}

/**
 * Takes dims of `S` from both ends until only the ellipsis is left: an {@link Around}, or `"rank"` if there are too
 * few. Of an unknown rank each dim is unknown.
 */
export type AroundEllipsis<
  G,
  S extends unknown[],
  FrontGroups extends unknown[] = [],
  FrontDims extends unknown[] = [],
  BackGroups extends unknown[] = [],
  BackDims extends unknown[] = [],
> = G extends ["..."]
  ? Around<[...FrontGroups, ...BackGroups], [...FrontDims, ...BackDims], S>
  : G extends ["...", ...infer Rest, infer Last]
    ? { shape: S } extends { shape: [...infer Others, infer D] }
      ? AroundEllipsis<["...", ...Rest], Others, FrontGroups, FrontDims, [Last, ...BackGroups], [D, ...BackDims]>
      : number extends S["length"]
        ? AroundEllipsis<["...", ...Rest], S, FrontGroups, FrontDims, [Last, ...BackGroups], [Dim, ...BackDims]>
        : "rank"
    : G extends [infer First, ...infer Rest]
      ? { shape: S } extends { shape: [infer D, ...infer Others] }
        ? AroundEllipsis<Rest, Others, [...FrontGroups, First], [...FrontDims, D], BackGroups, BackDims>
        : number extends S["length"]
          ? AroundEllipsis<Rest, S, [...FrontGroups, First], [...FrontDims, Dim], BackGroups, BackDims>
          : "rank"
      : never;

import { sizeOf } from "../bindings.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Raised } from "../flag.js";
import { ShapeError } from "../message.js";
import { show } from "../show.js";
import type { Show } from "../show.js";

/**
 * `T`, or the message where a tensor of shape `S` can't have the shape `Wanted`: ranks, and the numbers where both are
 * numbers, have to agree. A name may stand for any size, which is looked at when the tensor is there.
 */
export type AssertShapeRule<S extends Shape, Wanted extends Shape, T> = `${Misfit<S, Wanted>}` extends never
  ? T
  : Explain<S, Wanted>;

/** The flag (flag.ts) of shapes that can't be the same. */
type Misfit<S extends Shape, Wanted extends Shape> = number extends S["length"] | Wanted["length"]
  ? never
  : S["length"] extends Wanted["length"]
    ? { [I in keyof S]: I extends keyof Wanted ? Differ<S[I], Wanted[I]> : never }[number]
    : Raised;

/** The flag of two numbers that have nothing in common. */
type Differ<D, E> = D extends number ? (E extends number ? ([D & E] extends [never] ? Raised : never) : never) : never;

type Explain<S extends Shape, Wanted extends Shape> = S["length"] extends Wanted["length"]
  ? FirstDiffering<S, Wanted, S, Wanted>
  : `assertShape: ranks differ: tensor ${Show<S>} has rank ${S["length"]}, wanted ${Show<Wanted>} has rank ${Wanted["length"]}`;

type FirstDiffering<S extends Shape, Wanted extends Shape, A, B, Axis extends 0[] = []> = [A, B] extends [
  [infer D extends Dim, ...infer RestA],
  [infer E extends Dim, ...infer RestB],
]
  ? [Differ<D, E>] extends [never]
    ? FirstDiffering<S, Wanted, RestA, RestB, [...Axis, 0]>
    : `assertShape: axis ${Axis["length"]} differs: tensor ${Show<S>} has ${D}, wanted ${Show<Wanted>} has ${E}`
  : never;

/**
 * Checks that a tensor has the shape `wanted`. A dim whose size isn't known here, as in a program's body, has to be the
 * very dim that is wanted.
 *
 * @param dims the sizes of names in `shape`
 * @param bound the sizes of names in `wanted`: those that come with it, and those that the tensor's own axes tell
 * @throws ShapeError `assertShape/rank`, `assertShape/size`, `assertShape/unknown`
 */
export function assertShapeRule(
  shape: Readonly<Shape>,
  wanted: Readonly<Shape>,
  dims: DimBindings,
  bound: DimBindings,
): void {
  if (shape.length !== wanted.length) {
    throw new ShapeError(
      "assertShape/rank",
      `assertShape: ranks differ: tensor ${show(shape)} has rank ${shape.length}, ` +
        `wanted ${show(wanted)} has rank ${wanted.length}`,
    );
  }
  for (const [axis, dim] of shape.entries()) {
    const [size, expected] = [sizeOf(dim, dims), sizeOf(wanted[axis] ?? 1, bound)];
    if (dim === wanted[axis] && (size === undefined || expected === undefined)) continue;
    if (size === undefined) {
      throw new ShapeError(
        "assertShape/unknown",
        `assertShape: the size of ${dim} in ${show(shape)} is not known here, so it can't be told from ` +
          `${wanted[axis]} in ${show(wanted)}`,
      );
    }
    if (expected !== undefined && expected !== size) {
      throw new ShapeError(
        "assertShape/size",
        `assertShape: axis ${axis} differs: tensor ${show(shape)} has ${size}, wanted ${show(wanted)} has ${expected}`,
      );
    }
  }
}

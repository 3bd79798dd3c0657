import { divDims, elementsOf } from "../polynomial.js";
import type { DivDim, Elements } from "../polynomial.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Identical, IsUnknown } from "../identity.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/** `Wanted` with its one -1 replaced by what is left of `S`'s elements, if the numbers of elements agree. */
export type ReshapeRule<S extends Shape, Wanted extends Shape> = number extends S["length"]
  ? Fits<KnownDims<Wanted>>
  : number extends Wanted["length"]
    ? Fits<Shape>
    : Without<Wanted, -1> extends infer Others extends unknown[]
      ? Unshared<S, Others> extends [infer A extends unknown[], infer B extends unknown[]]
        ? Wanted["length"] extends Others["length"]
          ? // With an infer between, the compiler doesn't work out both products where the rule is declared.
            [Elements<A>, Elements<B>] extends [infer N, infer M]
            ? Same<N, M> extends true
              ? Fits<Wanted>
              : Differ<S, Wanted>
            : never
          : [...Others, 0]["length"] extends Wanted["length"]
            ? [Elements<A>, Elements<B>] extends [infer N, infer M]
              ? Solve<S, Wanted, DivDim<N, M>>
              : never
            : `reshape: more than one -1 in ${Show<Wanted>}`
        : never
      : never;

/** Two lists of dims without those that both begin with. Neither product needs them, and polynomials are dear. */
type Unshared<A extends unknown[], B extends unknown[]> = [A, B] extends [
  [infer X, ...infer RestA],
  [infer Y, ...infer RestB],
]
  ? IsFactor<X, Y> extends true
    ? Unshared<RestA, RestB>
    : [A, B]
  : [A, B];

/** Whether two dims are the same, known, and not 0, so that products with them are the same only if those without are. */
type IsFactor<X, Y> =
  IsUnknown<X> extends true ? false : { x: X; y: Y } extends { x: Y; y: X } ? (X extends 0 ? false : true) : false;

type Solve<S extends Shape, Wanted extends Shape, Rest> = [Rest] extends [never]
  ? Elements<Without<Wanted, -1>> extends 0
    ? `reshape: -1 can't be told beside a size of 0 in ${Show<Wanted>}`
    : Differ<S, Wanted>
  : Fits<Replace<Wanted, Rest>>;

type Differ<
  S extends Shape,
  Wanted extends Shape,
> = `reshape: numbers of elements differ: input ${Show<S>} has ${ShowDim<Elements<S>>}, ${Show<Wanted>} has ${ShowElements<Wanted>}`;

/** The number of elements in a shape; of one with a -1 what is known: `a multiple of 64`. */
type ShowElements<S extends Shape> =
  Identical<Without<S, -1>, S> extends true
    ? ShowDim<Elements<S>>
    : `a multiple of ${ShowDim<Elements<Without<S, -1>>>}`;

type Without<S extends unknown[], D extends Dim, Others extends unknown[] = []> = S extends [infer First, ...infer Rest]
  ? Without<Rest, D, Identical<First, D> extends true ? Others : [...Others, First]>
  : Others;

type Replace<S extends Shape, By> = { [K in keyof S]: Identical<S[K], -1> extends true ? By : S[K] };

/** A shape in which every -1 is unknown. */
type KnownDims<S extends Shape> = { [K in keyof S]: Identical<S[K], -1> extends true ? Dim : S[K] };

/**
 * `wanted` with its one -1 replaced by what is left of the elements of `shape`.
 *
 * @throws ShapeError `reshape/elements` if the numbers of elements differ for some size of the names,
 *   `reshape/unknown` if there is more than one -1, or one beside a 0
 */
export function reshapeRule(shape: Readonly<Shape>, wanted: Readonly<Shape>, dims: DimBindings): Shape {
  const others = wanted.filter((dim) => dim !== -1);
  const elements = elementsOf(shape);
  if (others.length === wanted.length) {
    if (sameDim(elements, elementsOf(wanted), dims)) return [...wanted];
    throw differ(shape, wanted, String(elementsOf(wanted)));
  }
  if (others.length < wanted.length - 1) {
    throw new ShapeError("reshape/unknown", `reshape: more than one -1 in ${show(wanted)}`);
  }
  if (elementsOf(others) === 0) {
    throw new ShapeError("reshape/unknown", `reshape: -1 can't be told beside a size of 0 in ${show(wanted)}`);
  }
  const rest = divDims(elements, elementsOf(others));
  if (rest === undefined) throw differ(shape, wanted, `a multiple of ${elementsOf(others)}`);
  return wanted.map((dim) => (dim === -1 ? rest : dim));
}

function differ(shape: Readonly<Shape>, wanted: Readonly<Shape>, has: string): ShapeError {
  return new ShapeError(
    "reshape/elements",
    `reshape: numbers of elements differ: input ${show(shape)} has ${elementsOf(shape)}, ${show(wanted)} has ${has}`,
  );
}

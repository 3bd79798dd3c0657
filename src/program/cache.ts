import type { DType } from "../graph/dtype.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { Identical, IsUnknown } from "../shape/identity.js";
import { type Fits, ShapeError } from "../shape/message.js";
import { isName, type IsName } from "../shape/name.js";
import { subDims, type SubDim } from "../shape/polynomial.js";
import type { Same } from "../shape/same.js";
import { show, type Show } from "../shape/show.js";
import type { Tensor } from "../tensor/tensor.js";
import type { BodyRule } from "./body-rule.js";
import type { Specs, SpecsOf, TensorsOf, TensorSpec } from "./spec.js";

/**
 * `[]` if what a body returns, `R`, is tensors and fits the declared cache `C`; else the message:
 *
 * - every entry has sizes and one name, the axis that grows, which is the same in all;
 * - with a cache a body returns `{ out, cache }`, and `cache` has the next value of every entry and of nothing else;
 * - it has the entry's dtype and shape, but is longer along that axis, by the same length in all entries.
 */
export type CacheRule<C, R> = unknown extends R
  ? Fits<[]>
  : string extends keyof C
    ? Fits<[]>
    : [keyof C] extends [never]
      ? Uncached<R>
      : DeclarationRule<SpecsOf<C>, ResultRule<SpecsOf<C>, R>>;

type Uncached<R> = R extends { readonly out: unknown; readonly cache: Readonly<Record<string, Tensor<Shape, DType>>> }
  ? "program: the body returns { out, cache }, and no cache is declared"
  : BodyRule<R>;

/** `Next` if the entries are declared rightly, or the message. */
type DeclarationRule<C, Next> =
  EachOf<{ readonly [K in keyof C]: EntryRule<K & string, ShapeOf<C[K]>> }> extends infer Wrong
    ? [Wrong] extends [never]
      ? OneName<{ readonly [K in keyof C]: NamesIn<ShapeOf<C[K]>>[0] }, Next>
      : Wrong
    : never;

type EntryRule<K extends string, S extends readonly unknown[]> = number extends S["length"]
  ? never
  : NamesIn<S> extends [infer Name extends string]
    ? IsName<Name> extends true
      ? never
      : NoGrowingAxis<K, S>
    : NoGrowingAxis<K, S>;

type NoGrowingAxis<
  K extends string,
  S extends readonly unknown[],
> = `program: cache ${K} ${Show<S>} must have sizes and one name, the axis that grows`;

type OneName<Names, Next> =
  EachOf<{
    readonly [K in keyof Names]: Identical<Names[K], Names[keyof Names]> extends true ? never : "other";
  }> extends never
    ? Next
    : "program: the axis that grows must have the same name in all entries of the cache";

/** The dims of a shape that are no numbers. */
type NamesIn<S extends readonly unknown[], Found extends string[] = []> = S extends readonly [infer D, ...infer Rest]
  ? D extends string
    ? NamesIn<Rest, [...Found, D]>
    : NamesIn<Rest, Found>
  : Found;

type ResultRule<C, R> = R extends { readonly out: infer O; readonly cache: infer N extends object }
  ? N extends Tensor<Shape, DType>
    ? NotCached
    : BodyRule<O, NamesRule<keyof C & string, keyof N & string, NextsRule<C, N>>>
  : NotCached;

type NotCached = "program: with a cache the body returns { out, cache }";

type NamesRule<Declared extends string, Returned extends string, Next> = string extends Returned
  ? Fits<[]>
  : [Exclude<Declared, Returned>] extends [never]
    ? [Exclude<Returned, Declared>] extends [never]
      ? Next
      : `program: the body returns cache ${Exclude<Returned, Declared>}, which is not declared`
    : `program: cache ${Exclude<Declared, Returned>} is missing from what the body returns`;

type NextsRule<C, N> =
  EachOf<{ readonly [K in keyof C]: NextRule<K & string, C[K], N[K & keyof N]> }> extends infer Wrong
    ? [Wrong] extends [never]
      ? OneGrowth<{ readonly [K in keyof C]: GrowthOf<ShapeOf<C[K]>, ShapeOf<N[K & keyof N]>> }>
      : Wrong
    : never;

type NextRule<K extends string, Declared, Next> = Next extends { readonly dtype: infer D extends string }
  ? [Declared] extends [{ readonly dtype: D }]
    ? Grown<ShapeOf<Declared>, ShapeOf<Next>> extends true
      ? never
      : `program: cache ${K} ${Show<ShapeOf<Declared>>} must come back longer along its named axis and else the same: the body returns ${Show<ShapeOf<Next>>}`
    : `program: cache ${K} is ${DTypeOf<Declared>}, and the body returns ${D} for it`
  : `program: the cache ${K} comes back as no tensor`;

/** Whether `S` is longer than `A` along the axis with a name, and has the same dims else. */
type Grown<A extends readonly unknown[], S extends readonly unknown[]> = number extends A["length"] | S["length"]
  ? true
  : { a: A; s: S } extends { a: readonly [infer D, ...infer RestA]; s: readonly [infer E, ...infer RestS] }
    ? (D extends string ? IsLonger<D, E> : Same<D, E>) extends true
      ? Grown<RestA, RestS>
      : false
    : { a: A; s: S } extends { a: readonly []; s: readonly [] }
      ? true
      : false;

type IsLonger<D, E> =
  IsUnknown<E> extends true
    ? true
    : SubDim<E, D> extends infer Added
      ? [Added] extends [never]
        ? false
        : Identical<Added, 0> extends true
          ? false
          : // Twice as long is no length that is added.
            [SubDim<Added, D>] extends [never]
            ? true
            : false
      : never;

/** By how much `S` is longer than `A` along the axis with a name. */
type GrowthOf<A extends readonly unknown[], S extends readonly unknown[]> = {
  a: A;
  s: S;
} extends { a: readonly [infer D, ...infer RestA]; s: readonly [infer E, ...infer RestS] }
  ? D extends string
    ? SubDim<E, D>
    : GrowthOf<RestA, RestS>
  : Dim;

type OneGrowth<Growths> =
  EachOf<{
    readonly [K in keyof Growths]: IsUnknown<Growths[keyof Growths]> extends true
      ? never
      : Identical<Growths[K], Growths[keyof Growths]> extends true
        ? never
        : "other";
  }> extends never
    ? Fits<[]>
    : "program: all entries of the cache must come back longer by the same length";

type EachOf<Rules> = Rules[keyof Rules];
type ShapeOf<T> = T extends { readonly shape: infer S extends readonly unknown[] } ? S : readonly unknown[];
type DTypeOf<T> = T extends { readonly dtype: infer D extends string } ? D : never;

/** What `evaluate` of a program takes: the tensors declared in `A`, and those of the cache `C`. */
export type EvaluatedTensors<A, C> = [keyof C] extends [never] ? TensorsOf<A> : TensorsOf<A> & CacheTensors<C>;

/** Tensors for a cache, of any length along the axis that grows. */
export type CacheTensors<C> = {
  readonly [K in keyof C]: C[K] extends { readonly shape: infer S; readonly dtype: infer D extends DType }
    ? Tensor<AnyLength<S>, D>
    : Tensor<AnyLength<C[K]>>;
};

/** A shape of sizes and one name, with the axis of that name of any length. */
type AnyLength<S> = S extends readonly [infer D, ...infer Rest]
  ? [D extends number ? D : Dim, ...AnyLength<Rest>]
  : S extends readonly []
    ? []
    : Shape;

/** How a cache grows. */
export interface Growth {
  /** The name of the axis, the same in all entries: `"past"`. */
  readonly axis: string;
  /** By how much one call makes it longer: 1, or `"seq"`. */
  readonly by: Dim;
}

/**
 * The axis along which the entries of a cache grow, by its name.
 *
 * @throws ShapeError `program/cache` if an entry has no such axis, or another
 */
export function growingAxisRule(cache: Specs): string | undefined {
  const names = new Set<string>();
  for (const [entry, { shape }] of Object.entries(cache)) {
    const [name, ...others] = shape.filter((dim) => typeof dim === "string");
    if (name === undefined || others.length > 0 || !isName(name)) {
      throw cacheError(`cache ${entry} ${show(shape)} must have sizes and one name, the axis that grows`);
    }
    names.add(name);
  }
  if (names.size > 1) throw cacheError("the axis that grows must have the same name in all entries of the cache");
  return [...names][0];
}

/**
 * Checks the next value of every entry.
 *
 * @param axis the name of the axis that grows
 * @returns by how much the cache grows
 * @throws ShapeError `program/cache`
 */
export function nextCacheRule(axis: string, cache: Specs, next: ReadonlyMap<string, TensorSpec>): Growth {
  for (const name of Object.keys(cache)) {
    if (!next.has(name)) throw cacheError(`cache ${name} is missing from what the body returns`);
  }
  let growth: Dim | undefined;
  for (const [name, { shape, dtype }] of next) {
    const declared = Object.hasOwn(cache, name) ? cache[name] : undefined;
    if (!declared) throw cacheError(`the body returns cache ${name}, which is not declared`);
    if (declared.dtype !== dtype) {
      throw cacheError(`cache ${name} is ${declared.dtype}, and the body returns ${dtype} for it`);
    }
    const by = growthOf(axis, declared.shape, shape);
    if (by === undefined) {
      throw cacheError(
        `cache ${name} ${show(declared.shape)} must come back longer along its named axis and else the same: ` +
          `the body returns ${show(shape)}`,
      );
    }
    growth ??= by;
    if (growth !== by) throw cacheError("all entries of the cache must come back longer by the same length");
  }
  return { axis, by: growth ?? 0 };
}

/** By how much `next` is longer than `declared` along `axis`, or undefined if it is not or differs elsewhere. */
function growthOf(axis: string, declared: Readonly<Shape>, next: Readonly<Shape>): Dim | undefined {
  if (declared.length !== next.length) return undefined;
  let growth: Dim | undefined;
  for (const [i, dim] of declared.entries()) {
    const now = next[i] ?? 0;
    if (dim !== axis) {
      if (dim !== now) return undefined;
      continue;
    }
    growth = subDims(now, dim);
    if (growth === undefined || growth === 0 || subDims(growth, dim) !== undefined) return undefined;
  }
  return growth;
}

/** The error, in the words of the compiler, which doesn't name the program. */
export function cacheError(message: string): ShapeError {
  return new ShapeError("program/cache", `program: ${message}`);
}

/**
 * The extent of one axis.
 * - `512`: a size that is known when the code is written
 * - `"seq"`: a name whose size comes at run time
 * - `"past+1"`, `"512*seq"`: a polynomial of names in canonical form, so that equal dims are the identical type
 * - `number` or `Dim` as a type: unknown. It is accepted everywhere and stays visible in the result.
 */
export type Dim = number | string;

/** The dims of a tensor, outermost axis first. `Shape` itself as a type is a shape of unknown rank. */
export type Shape = Dim[];

/** The sizes of dim names that are known at run time. */
export type DimBindings = ReadonlyMap<string, number>;

/** No name has a known size: the state while a program is traced. */
export const noBindings: DimBindings = new Map();

/**
 * Whether `size` can be the extent of an axis: a whole number from 0 to 2^53 - 1. An axis of size 0 is empty, such as
 * the cache before the first token.
 */
export function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

/** Whether `size` can be the extent of an axis that must not be empty, such as one that a program declares. */
export function isPositiveSize(size: number): boolean {
  return isSize(size) && size > 0;
}

/**
 * Whether `A` and `B` are the identical type.
 *
 * Two generic functions are assignable only if the types they test against are identical. This equates a type
 * parameter with itself and leaves it undecided against everything else, so wrong generic code is refused. Mutual
 * assignability costs a quarter as much, but equates `any` with everything and one enum's 512 with another's 256.
 */
export type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * Whether `D` says nothing about the size: `number`, or `Dim` for a dim that may also have a name.
 *
 * Every number may stand for a member of an enum, but the member has a size of its own: only the text that it prints
 * as tells it from `number`.
 */
export type IsUnknown<D> = number extends D
  ? `${number}` extends `${D & number}`
    ? true
    : false
  : string extends D
    ? true
    : false;

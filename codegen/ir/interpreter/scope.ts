import { type AffineLike, toAffine } from "../affine.js";
import { IrError } from "../errors.js";
import type { Affine } from "../nodes.js";
import type { Arithmetic } from "./arithmetic.js";
import type { BufferData, Memory } from "./memory.js";

/** Computes one number: a scalar, one lane of a vector, or an index. Bools are 0 and 1. */
export type Evaluate = () => number;

/**
 * What the closures of one procedure share: a slot for each scalar, lane and index variable, and its buffers.
 * There is no recursion, so one set of slots serves all calls. Closures read slots that were defined when they were
 * compiled, so a slot that is missing (hence the `!` on them) can't be.
 */
export class Scope {
  readonly procedure: string;
  readonly arithmetic: Arithmetic;
  readonly slots: number[] = [];
  /**
   * Where parallel loops run backwards, the buffers that each of their passes has to itself; undefined where they run as
   * other loops do.
   */
  readonly isolated: readonly BufferData[] | undefined;
  readonly #dims: Readonly<Record<string, number>>;
  readonly #memory: ReadonlyMap<string, Memory>;
  readonly #places = new Map<string, number>();

  constructor(
    procedure: string,
    arithmetic: Arithmetic,
    dims: Readonly<Record<string, number>>,
    memory: ReadonlyMap<string, Memory>,
    isolated?: readonly BufferData[],
  ) {
    this.procedure = procedure;
    this.isolated = isolated;
    this.arithmetic = arithmetic;
    this.#dims = dims;
    this.#memory = memory;
  }

  /** The first of `lanes` new slots for `name`. */
  define(name: string, lanes = 1): number {
    const place = this.slots.length;
    for (let i = 0; i < lanes; i++) this.slots.push(0);
    this.#places.set(name, place);
    return place;
  }

  /** The first slot of `name`. Throws IrError where it is not defined. */
  placeOf(name: string): number {
    const place = this.#places.get(name);
    if (place === undefined) throw new IrError(`${this.procedure}: ${name} is used before it is defined`);
    return place;
  }

  /** The buffer that `name` stands for. Throws IrError where there is none. */
  memoryOf(name: string): Memory {
    const memory = this.#memory.get(name);
    if (memory === undefined) throw new IrError(`${this.procedure}: there is no buffer ${name}`);
    return memory;
  }

  /** Computes `index`, with the dims as constants. */
  index(index: AffineLike): Evaluate {
    const { slots } = this;
    const { offset, terms } = this.#folded(toAffine(index));
    const [first, second, ...others] = terms;
    if (first === undefined) return () => offset;
    const [a, p] = first;
    if (second === undefined) {
      return a === 1 ? () => slots[p]! + offset : () => a * slots[p]! + offset;
    }
    const [b, q] = second;
    if (others.length === 0) return () => a * slots[p]! + b * slots[q]! + offset;
    return () => {
      let sum = offset;
      for (const [coefficient, place] of terms) sum += coefficient * slots[place]!;
      return sum;
    };
  }

  #folded(index: Affine): { readonly offset: number; readonly terms: (readonly [number, number])[] } {
    let offset = index.constant;
    const terms: (readonly [number, number])[] = [];
    for (const [name, coefficient] of index.terms) {
      const size = this.#dims[name];
      if (size === undefined || this.#places.has(name)) terms.push([coefficient, this.placeOf(name)]);
      else offset += coefficient * size;
    }
    return { offset, terms };
  }
}

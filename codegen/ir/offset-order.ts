import type { Affine, Module } from "./nodes.js";
import { multiplyOffsets, type Offset, scaleOffset, sumOffsets } from "./offset.js";
import { leastsOf } from "./state.js";

/** Tells of polynomials of a module's dims which is at most which, whatever the sizes of a call. */
export class OffsetOrder {
  /** The least value of each dim. A dim stands behind those that its least value names. */
  readonly #leasts: ReadonlyMap<string, Affine>;

  constructor(module: Module) {
    this.#leasts = leastsOf(module);
  }

  /** Whether `left <= right` for all sizes; false where that can't be told. */
  isAtMost(left: Offset, right: Offset): boolean {
    let difference = sumOffsets([right, scaleOffset(left, -1)]);
    // Each dim as its least value and what comes on top, which is 0 or more: no coefficient is negative then.
    for (const [dim, least] of [...this.#leasts].toReversed()) difference = raised(difference, dim, offsetFrom(least));
    return [difference.constant, ...difference.terms.map(({ coefficient }) => coefficient)].every((part) => part >= 0);
  }
}

/** The least multiple of `unit` that is no less than the polynomial and has a multiple of it in each term. */
export function roundedUp({ constant, terms }: Offset, unit: number): Offset {
  const up = (part: number): number => Math.ceil(part / unit) * unit;
  return {
    constant: up(constant),
    terms: terms.map(({ coefficient, variables }) => ({ coefficient: up(coefficient), variables })),
  };
}

/** `value` with `dim + by` for `dim`. */
function raised(value: Offset, dim: string, by: Offset): Offset {
  const replacement = sumOffsets([variableOffset(dim), by]);
  const terms = value.terms.map(({ coefficient, variables }) =>
    variables
      .map((name) => (name === dim ? replacement : variableOffset(name)))
      .reduce(multiplyOffsets, constantOffset(coefficient)),
  );
  return sumOffsets([constantOffset(value.constant), ...terms]);
}

function constantOffset(constant: number): Offset {
  return { constant, terms: [] };
}

function variableOffset(name: string): Offset {
  return { constant: 0, terms: [{ coefficient: 1, variables: [name] }] };
}

function offsetFrom({ constant, terms }: Affine): Offset {
  return { constant, terms: terms.map(([name, coefficient]) => ({ coefficient, variables: [name] })) };
}

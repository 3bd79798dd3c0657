import { IrError } from "./errors.js";
import type { Affine, UpperBound } from "./nodes.js";

/** The end of a loop: one expression, or several of which the least counts. */
export type BoundLike = AffineLike | readonly AffineLike[];

/** What stands for an affine expression where one is asked for: a number, the name of a variable, or the expression. */
export type AffineLike = number | string | Affine;

/** The integer `n`. Throws IrError where `n` is not an integer. */
export function constant(n: number): Affine {
  if (!Number.isSafeInteger(n)) throw new IrError(`affine: ${n} is not an integer`);
  return affine(n, []);
}

/** The variable `name` with coefficient 1. */
export function variable(name: string): Affine {
  return affine(0, [Object.freeze([name, 1] as const)]);
}

/** `value` as an Affine. */
export function toAffine(value: AffineLike): Affine {
  if (typeof value === "number") return constant(value);
  return typeof value === "string" ? variable(value) : value;
}

/** `bound` as a list of Affine. Throws IrError for an empty list. */
export function toBound(bound: BoundLike): UpperBound {
  const bounds = isList(bound) ? bound.map(toAffine) : [toAffine(bound)];
  if (bounds.length === 0) throw new IrError("affine: a bound needs at least one expression");
  return Object.freeze(bounds);
}

/** The sum of all `values`; 0 for none. */
export function add(...values: readonly AffineLike[]): Affine {
  let total = zero;
  for (const value of values) total = plus(total, toAffine(value), 1);
  return total;
}

/** `a - b`. */
export function sub(a: AffineLike, b: AffineLike): Affine {
  return plus(toAffine(a), toAffine(b), -1);
}

/** `n * a` for an integer `n`. Throws IrError where `n` is not an integer. */
export function times(a: AffineLike, n: number): Affine {
  if (n === 1) return toAffine(a);
  return plus(zero, toAffine(a), constant(n).constant);
}

/** `a` with each variable that `replacements` has replaced, all at once. */
export function substitute(a: AffineLike, replacements: ReadonlyMap<string, AffineLike>): Affine {
  const value = toAffine(a);
  const kept = value.terms.filter(([name]) => !replacements.has(name));
  if (kept.length === value.terms.length) return value;
  let result = affine(value.constant, kept);
  for (const [name, coefficient] of value.terms) {
    const replacement = replacements.get(name);
    if (replacement !== undefined) result = plus(result, toAffine(replacement), coefficient);
  }
  return result;
}

/** Whether `a` and `b` are the same expression. */
export function equals(a: AffineLike, b: AffineLike): boolean {
  const left = toAffine(a);
  const right = toAffine(b);
  return (
    left.constant === right.constant &&
    left.terms.length === right.terms.length &&
    left.terms.every(([name, coefficient], i) => right.terms[i]?.[0] === name && right.terms[i]?.[1] === coefficient)
  );
}

/** The coefficient of `name` in `a`; 0 where it does not occur. */
export function coefficientOf(a: Affine, name: string): number {
  return a.terms.find(([term]) => term === name)?.[1] ?? 0;
}

/** The value of `a` if it has no variables, else undefined. */
export function constantValue(a: Affine): number | undefined {
  return a.terms.length === 0 ? a.constant : undefined;
}

/** The value of `a` where `environment` gives its variables. Throws IrError for a variable that it does not give. */
export function evaluateAffine(a: AffineLike, environment: Readonly<Record<string, number>>): number {
  const value = toAffine(a);
  let sum = value.constant;
  for (const [name, coefficient] of value.terms) {
    const size = environment[name];
    if (size === undefined) throw new IrError(`affine: no value for ${name} in ${showAffine(value)}`);
    sum += coefficient * size;
  }
  return sum;
}

/** `a` as a person writes it, the largest coefficient first and the constant last: `512*seq + row + 2`. */
export function showAffine(a: AffineLike): string {
  const { constant: offset, terms } = toAffine(a);
  const bySize = terms.toSorted(([, left], [, right]) => Math.abs(right) - Math.abs(left));
  const parts = bySize.map(([name, coefficient]) => ({
    negative: coefficient < 0,
    text: Math.abs(coefficient) === 1 ? name : `${Math.abs(coefficient)}*${name}`,
  }));
  if (offset !== 0 || parts.length === 0) parts.push({ negative: offset < 0, text: `${Math.abs(offset)}` });
  // A leading minus reads badly: start with a part that is added, if there is one.
  const first = Math.max(
    0,
    parts.findIndex((part) => !part.negative),
  );
  const ordered = [...parts.slice(first, first + 1), ...parts.slice(0, first), ...parts.slice(first + 1)];
  return ordered
    .map(({ negative, text }, i) => (i === 0 ? `${negative ? "-" : ""}${text}` : `${negative ? " - " : " + "}${text}`))
    .join("");
}

type Term = Affine["terms"][number];

/** `a + n * b`. Proofs add millions of these: both have their terms in order, so that nothing needs to be sorted. */
function plus(a: Affine, b: Affine, n: number): Affine {
  const [left, right] = [a.terms, b.terms];
  const terms: Term[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const [term, other] = [left[i], right[j]];
    if (other === undefined || (term !== undefined && term[0] < other[0])) {
      if (term !== undefined) terms.push(term);
      i++;
      continue;
    }
    const isShared = term !== undefined && term[0] === other[0];
    const coefficient = n * other[1] + (isShared ? term[1] : 0);
    if (coefficient !== 0) terms.push(n === 1 && !isShared ? other : Object.freeze([other[0], coefficient] as const));
    if (isShared) i++;
    j++;
  }
  return affine(a.constant + n * b.constant, terms);
}

/** Terms in the order of their names, each name once, and a constant. */
function affine(offset: number, terms: readonly Term[]): Affine {
  // Adding 0 turns -0 into 0, so that equal expressions are deeply equal.
  return Object.freeze({ constant: offset + 0, terms: Object.freeze(terms) });
}

const zero = affine(0, []);

function isList(bound: BoundLike): bound is readonly AffineLike[] {
  return Array.isArray(bound);
}

import type { Affine, BufferParameter } from "./nodes.js";

/** A product of index variables with a number: one summand of an element's place in its buffer. */
interface Term {
  readonly coefficient: number;
  /** Sorted. */
  readonly variables: readonly string[];
}

/** An element's place in its buffer, as a polynomial of index variables. Terms are sorted by their variables. */
export interface Offset {
  readonly constant: number;
  readonly terms: readonly Term[];
}

/** The place of the element at `indices`: row-major, so each index counts the elements of the axes after it. */
export function offsetOf(buffer: Pick<BufferParameter, "extents">, indices: readonly Affine[]): Offset {
  let offset: readonly Term[] = [];
  for (const [axis, index] of indices.entries()) {
    const extent = buffer.extents[axis];
    offset = extent ? sum([...product(offset, termsOf(extent)), ...termsOf(index)]) : offset;
  }
  return fromTerms(offset);
}

/** The number of elements of a buffer. */
export function lengthOf(extents: readonly Affine[]): Offset {
  return fromTerms(extents.reduce<readonly Term[]>((total, extent) => sum(product(total, termsOf(extent))), [ONE]));
}

/** The sum of polynomials. */
export function sumOffsets(offsets: readonly Offset[]): Offset {
  return fromTerms(sum(offsets.flatMap(allTerms)));
}

/** A polynomial times a number. */
export function scaleOffset(offset: Offset, factor: number): Offset {
  return fromTerms(
    allTerms(offset).map(({ coefficient, variables }) => ({ coefficient: coefficient * factor, variables })),
  );
}

/** The product of two polynomials. */
export function multiplyOffsets(left: Offset, right: Offset): Offset {
  return fromTerms(sum(product(allTerms(left), allTerms(right))));
}

/** The value of a polynomial where `sizeOf` gives its variables. */
export function evaluateOffset(offset: Offset, sizeOf: (variable: string) => number): number {
  return allTerms(offset).reduce(
    (total, { coefficient, variables }) => total + variables.reduce((value, name) => value * sizeOf(name), coefficient),
    0,
  );
}

function allTerms({ constant, terms }: Offset): readonly Term[] {
  return constant === 0 ? terms : [...terms, { coefficient: constant, variables: [] }];
}

const ONE: Term = { coefficient: 1, variables: [] };

function fromTerms(terms: readonly Term[]): Offset {
  const constant = terms.find(({ variables }) => variables.length === 0)?.coefficient ?? 0;
  return { constant, terms: terms.filter(({ variables }) => variables.length > 0) };
}

function termsOf({ constant, terms }: Affine): readonly Term[] {
  const named = terms.map(([name, coefficient]) => ({ coefficient, variables: [name] }));
  return constant === 0 ? named : [...named, { coefficient: constant, variables: [] }];
}

function product(left: readonly Term[], right: readonly Term[]): readonly Term[] {
  return left.flatMap((a) =>
    right.map((b) => ({
      coefficient: a.coefficient * b.coefficient,
      variables: [...a.variables, ...b.variables].toSorted(),
    })),
  );
}

function sum(terms: readonly Term[]): readonly Term[] {
  const byVariables = new Map<string, Term>();
  for (const term of terms) {
    const key = keyOf(term);
    const coefficient = (byVariables.get(key)?.coefficient ?? 0) + term.coefficient;
    byVariables.set(key, { coefficient, variables: term.variables });
  }
  return [...byVariables.values()]
    .filter(({ coefficient }) => coefficient !== 0)
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

/** What tells terms apart: their variables. */
function keyOf({ variables }: Term): string {
  return variables.join("*");
}

/** A polynomial as an expression, the largest coefficient first: `seq * 512 + row`. */
export function showOffset({ constant, terms }: Offset, nameOf: (variable: string) => string = (name) => name): string {
  const largestFirst = terms.toSorted((left, right) => Math.abs(right.coefficient) - Math.abs(left.coefficient));
  const parts = largestFirst.map(({ coefficient, variables }) => {
    const factors = variables.map(nameOf);
    const size = Math.abs(coefficient);
    return { negative: coefficient < 0, text: (size === 1 ? factors : [...factors, String(size)]).join(" * ") };
  });
  if (constant !== 0 || parts.length === 0) parts.push({ negative: constant < 0, text: String(Math.abs(constant)) });
  const signed = parts.map(
    ({ negative, text }, i) => `${i === 0 ? (negative ? "-" : "") : negative ? " - " : " + "}${text}`,
  );
  return signed.join("");
}

/** An index as it stands in a bound or an argument. */
export function showIndex({ constant, terms }: Affine, nameOf: (variable: string) => string): string {
  return showOffset(
    { constant, terms: terms.map(([name, coefficient]) => ({ coefficient, variables: [name] })) },
    nameOf,
  );
}

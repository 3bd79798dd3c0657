import type { Lengths, Sizes } from "../cases.js";
import { type Dense, elements, stridesOf, type Walk, walk } from "./dense.js";

/** One side of a pattern: the axes that make up each dim, with names that no other axis has. */
type Side = readonly (readonly string[])[];

/**
 * What an accepted pattern of rearrange, repeat or reduce gives: for each element of the result, the reduction of the
 * elements of the input that have the same indices. It checks nothing: what must be refused isn't given to it.
 */
export function einopsOracle(input: Dense, pattern: string, lengths: Lengths, reduction: string): Dense {
  const [leftText = "", rightText = ""] = pattern.split("->");
  const sizes = new Map(Object.entries(lengths));
  const named = leftText.match(/\w+|\([^)]*\)/g) ?? [];
  const hidden = input.shape.length - named.length;
  const left = parseSide(leftText, hidden, "left", sizes);
  const right = parseSide(rightText, hidden, "right", sizes);
  solve(left, input.shape, sizes);

  const sizeOf = (axis: string) => sizes.get(axis) ?? 1;
  const [leftAxes, rightAxes] = [left.flat(), right.flat()];
  const reduced = leftAxes.filter((axis) => !rightAxes.includes(axis));
  const leftStrides = stridesOf(leftAxes.map(sizeOf));
  const rightStrides = stridesOf(rightAxes.map(sizeOf));
  const walks = [...rightAxes, ...reduced].map((axis, position): Walk => {
    return { size: sizeOf(axis), steps: [leftStrides[leftAxes.indexOf(axis)] ?? 0, rightStrides[position] ?? 0] };
  });

  const { start, step, end } = functions(elements(reduced.map(sizeOf)))[reduction] ?? unknownReduction(reduction);
  const shape = right.map((axes) => elements(axes.map(sizeOf)));
  const values = new Float64Array(elements(shape)).fill(start);
  walk(walks, 2, ([from = 0, to = 0]) => {
    values[to] = step(values[to]!, input.values[from]!);
  });
  return { shape, values: values.map(end) };
}

function parseSide(text: string, hidden: number, side: string, sizes: Map<string, number>): Side {
  const dims: string[][] = [];
  let group: string[] | undefined;
  for (const [position, token] of (text.match(/\w+|\.\.\.|[()]/g) ?? []).entries()) {
    if (token === "(") dims.push((group = []));
    else if (token === ")") group = undefined;
    else if (token === "...") {
      const axes = Array.from({ length: hidden }, (_, index) => `...${index}`);
      if (group) group.push(...axes);
      else dims.push(...axes.map((axis) => [axis]));
    } else {
      // A number is an axis without a name; on the other side the same number is another axis.
      const axis = /^\d+$/.test(token) ? `${token} ${side} ${position}` : token;
      if (axis !== token) sizes.set(axis, Number(token));
      if (group) group.push(axis);
      else dims.push([axis]);
    }
  }
  return dims;
}

/** Gives a size to the one axis of each dim that has none yet. */
function solve(left: Side, shape: Sizes, sizes: Map<string, number>): void {
  for (const [position, axes] of left.entries()) {
    const open = axes.filter((axis) => !sizes.has(axis));
    const rest = elements(axes.filter((axis) => sizes.has(axis)).map((axis) => sizes.get(axis)!));
    for (const axis of open) sizes.set(axis, shape[position]! / rest);
  }
}

interface ReductionFunction {
  readonly start: number;
  step(sum: number, value: number): number;
  end(value: number): number;
}

const asItIs = (value: number): number => value;

/** The reductions of `count` elements to one. */
function functions(count: number): Readonly<Record<string, ReductionFunction>> {
  return {
    sum: { start: 0, step: (sum, value) => sum + value, end: asItIs },
    mean: { start: 0, step: (sum, value) => sum + value, end: (sum) => sum / count },
    prod: { start: 1, step: (product, value) => product * value, end: asItIs },
    max: { start: -Infinity, step: Math.max, end: asItIs },
    min: { start: Infinity, step: Math.min, end: asItIs },
    any: { start: 0, step: (found, value) => Math.max(found, Number(value !== 0)), end: asItIs },
    all: { start: 1, step: (found, value) => Math.min(found, Number(value !== 0)), end: asItIs },
  };
}

function unknownReduction(name: string): never {
  throw new RangeError(`the oracle knows no reduction ${name}`);
}

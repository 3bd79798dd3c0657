import type { Sizes } from "../cases.js";
import { type Dense, elements, stridesOf, type Walk, walk } from "./dense.js";

/** One axis of an operand: its label, and how far a step moves. Axes of an ellipsis count from the right. */
interface Labelled {
  readonly label: string;
  readonly size: number;
  readonly stride: number;
}

/**
 * What an accepted equation gives, by the definition: for each element of the output, the sum over all other labels
 * of the product of the operands' elements. It checks nothing: what must be refused isn't given to it.
 */
export function einsumOracle(equation: string, operands: readonly Dense[]): Dense {
  const [left = "", right] = equation.replaceAll(" ", "").split("->");
  const axes = left.split(",").map((term, operand) => labelledAxes(term, operands[operand]!.shape));
  const sizes = new Map<string, number>();
  // A label of size 1 stretches to what it is elsewhere.
  for (const { label, size } of axes.flat()) {
    if ((sizes.get(label) ?? 1) === 1) sizes.set(label, size);
  }
  const ellipsis = [...sizes.keys()].filter(isEllipsis).toSorted((a, b) => Number(b) - Number(a));
  const output = right === undefined ? implicitOutput(axes, ellipsis) : labelsOf(right, ellipsis);
  const summed = [...sizes.keys()].filter((label) => !output.includes(label));
  const shape = output.map((label) => sizes.get(label) ?? 1);

  const values = new Float64Array(elements(shape));
  const resultStrides = stridesOf(shape);
  const walks = [...output, ...summed].map((label, position): Walk => {
    const size = sizes.get(label) ?? 1;
    const steps = axes.map((operandAxes) =>
      operandAxes
        .filter((axis) => axis.label === label && axis.size === size)
        .reduce((total, { stride }) => total + stride, 0),
    );
    return { size, steps: [...steps, resultStrides[position] ?? 0] };
  });
  walk(walks, operands.length + 1, (offsets) => {
    let product = 1;
    for (let operand = 0; operand < operands.length; operand++)
      product *= operands[operand]!.values[offsets[operand]!]!;
    values[offsets[operands.length]!]! += product;
  });
  return { shape, values };
}

function labelledAxes(term: string, shape: Sizes): readonly Labelled[] {
  const hidden = shape.length - term.replace("...", "").length;
  const ellipsis = Array.from({ length: hidden }, (_, index) => String(hidden - 1 - index));
  const strides = stridesOf(shape);
  return labelsOf(term, ellipsis).map((label, axis) => ({ label, size: shape[axis]!, stride: strides[axis]! }));
}

/** The labels of a term, the axes of its ellipsis among them. */
function labelsOf(term: string, ellipsis: readonly string[]): readonly string[] {
  const [before = "", after] = term.split("...");
  return after === undefined ? [...before] : [...before, ...ellipsis, ...after];
}

function isEllipsis(label: string): boolean {
  return /^\d+$/.test(label);
}

/** The axes of the ellipsis, then the labels that stand once, upper case first. */
function implicitOutput(axes: readonly (readonly Labelled[])[], ellipsis: readonly string[]): readonly string[] {
  const labels = axes.flat().map(({ label }) => label);
  const once = labels.filter((label) => !isEllipsis(label) && labels.indexOf(label) === labels.lastIndexOf(label));
  return [...ellipsis, ...once.toSorted()];
}

import type { Node } from "../graph/node.js";
import {
  type Comparison,
  type ScalarBinaryFunction,
  type ScalarNode,
  scalarOperands,
  scalarsBelow,
  type ScalarUnaryFunction,
} from "../graph/scalar.js";
import { sizesOf } from "../shape/bindings.js";
import type { DimBindings } from "../shape/dim.js";
import { show } from "../shape/show.js";
import { rowMajorStrides } from "./strides.js";
import type { Value } from "./value.js";

/** Where a score is, and the score itself, while scalars are computed for it. */
export interface ScoreState {
  b: number;
  h: number;
  q: number;
  k: number;
  score: number;
}

type Step = (state: Readonly<ScoreState>) => void;

/**
 * A scalar as something to run. Each scalar below is computed once; those that depend on neither key nor score once a
 * row. Arithmetic is float64, and of whole numbers in 32 bits, which wrap; true is 1, false is 0.
 */
export class ScalarProgram {
  readonly #slots: Float64Array;
  readonly #rowSteps: readonly Step[];
  readonly #keySteps: readonly Step[];

  constructor(root: ScalarNode, dims: DimBindings, known: (table: Node) => Value) {
    const order = scalarsBelow([root]);
    const slots = new Float64Array(order.length);
    const places = new Map(order.map((scalar, i) => [scalar, i]));
    const varying = new Set<ScalarNode>();
    for (const scalar of order) {
      const varies = scalar.kind === "score" || (scalar.kind === "index" && scalar.axis === "k");
      if (varies || scalarOperands(scalar).some((operand) => varying.has(operand))) varying.add(scalar);
    }
    const steps = order.map((scalar, i) => ({ scalar, step: stepOf(scalar, i, slots, places, dims, known) }));
    this.#slots = slots;
    this.#rowSteps = steps.filter(({ scalar }) => !varying.has(scalar)).map(({ step }) => step);
    this.#keySteps = steps.filter(({ scalar }) => varying.has(scalar)).map(({ step }) => step);
  }

  /** To be called before the keys of a row: the row's batch entry, head and query are in `state`. */
  startRow(state: Readonly<ScoreState>): void {
    for (const step of this.#rowSteps) step(state);
  }

  /** The value for a key of the row. */
  at(state: Readonly<ScoreState>): number {
    for (const step of this.#keySteps) step(state);
    return this.#slots[this.#slots.length - 1]!;
  }
}

function stepOf(
  scalar: ScalarNode,
  i: number,
  slots: Float64Array,
  places: ReadonlyMap<ScalarNode, number>,
  dims: DimBindings,
  known: (table: Node) => Value,
): Step {
  const place = (operand: ScalarNode): number => places.get(operand)!;
  switch (scalar.kind) {
    case "index": {
      const { axis } = scalar;
      return (state) => void (slots[i] = state[axis]);
    }
    case "score":
      return (state) => void (slots[i] = state.score);
    case "constant":
      return () => void (slots[i] = scalar.value);
    case "dim": {
      const [size] = sizesOf([scalar.dim], new Map([...scalar.dims, ...dims]));
      return () => void (slots[i] = size!);
    }
    case "lookup":
      return lookupStep(i, slots, scalar.indices.map(place), known(scalar.table));
    case "unary": {
      const [apply, from] = [unaryFunctions[scalar.fn], place(scalar.input)];
      return () => void (slots[i] = apply(slots[from]!));
    }
    case "binary":
    case "compare": {
      const functions = scalar.dtype === "i32" ? { ...binaryFunctions, ...wrapping } : binaryFunctions;
      const [apply, left, right] = [functions[scalar.fn], place(scalar.left), place(scalar.right)];
      return () => void (slots[i] = apply(slots[left]!, slots[right]!));
    }
    case "select": {
      const condition = place(scalar.condition);
      const [left, right] = [place(scalar.whenTrue), place(scalar.otherwise)];
      return () => void (slots[i] = slots[condition] === 0 ? slots[right]! : slots[left]!);
    }
  }
}

/** Indices beyond the table take its first or last position. */
function lookupStep(i: number, slots: Float64Array, indices: readonly number[], { data, sizes }: Value): Step {
  const strides = rowMajorStrides(sizes);
  if (data.length === 0) throw new RangeError(`lookup: the table ${show(sizes)} has no element to look up`);
  return () => {
    let offset = 0;
    for (let axis = 0; axis < indices.length; axis++) {
      const last = sizes[axis]! - 1;
      offset += Math.min(Math.max(slots[indices[axis]!]!, 0), last) * strides[axis]!;
    }
    slots[i] = data[offset]!;
  };
}

const unaryFunctions: { readonly [F in ScalarUnaryFunction]: (x: number) => number } = {
  neg: (x) => -x,
  tanh: Math.tanh,
  exp: Math.exp,
  toFloat: (x) => x,
  not: (x) => 1 - x,
};

/** Of whole numbers; others of these functions stay within 32 bits. */
const wrapping = {
  add: (left: number, right: number) => (left + right) | 0,
  sub: (left: number, right: number) => (left - right) | 0,
  mul: Math.imul,
};

const binaryFunctions: {
  readonly [F in ScalarBinaryFunction | Comparison]: (left: number, right: number) => number;
} = {
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
  div: (left, right) => left / right,
  min: Math.min,
  max: Math.max,
  floorDiv: (left, right) => Math.floor(left / right),
  mod: (left, right) => left - right * Math.floor(left / right),
  and: (left, right) => left * right,
  or: Math.max,
  lt: (left, right) => Number(left < right),
  le: (left, right) => Number(left <= right),
  eq: (left, right) => Number(left === right),
  ne: (left, right) => Number(left !== right),
};

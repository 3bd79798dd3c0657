import type { BufferRole, Element, Expression } from "../nodes.js";
import { visitExpression } from "../traverse.js";
import { typeOf } from "../types.js";

/** What a piece of a kernel does. */
export interface Cost {
  /** Additions, subtractions, products, quotients, minima, maxima, floors and square roots of floats, lane by lane. */
  readonly operations: number;
  /** Bytes that loads read, by the role of the buffer. An element counts as often as it is loaded. */
  readonly loaded: BytesByRole;
  /** Bytes that stores write, by the role of the buffer. */
  readonly stored: BytesByRole;
}

/** A number of bytes for each role of a buffer. */
export type BytesByRole = { readonly [R in BufferRole]: number };

/** What a load or store of a buffer is counted by. */
export interface CountedBuffer {
  readonly role: BufferRole;
  readonly element: Element;
}

const noBytes: BytesByRole = { param: 0, packed: 0, input: 0, output: 0, temporary: 0, state: 0, scratch: 0 };
const bytesOf: { readonly [E in Element]: number } = { f32: 4, f64: 8, i32: 4, bool: 1 };
const counted: ReadonlySet<string> = new Set(["add", "sub", "mul", "div", "min", "max", "addPairs", "floor", "sqrt"]);

/** The cost of doing nothing. */
export const nothing: Cost = { operations: 0, loaded: noBytes, stored: noBytes };

/** The cost of doing both. */
export function sum(left: Cost, right: Cost): Cost {
  return combined((a, b) => a + b, left, right);
}

/** The cost of doing it `n` times. */
export function times(cost: Cost, n: number): Cost {
  return combined((a) => a * n, cost, nothing);
}

/** The cost of computing `expression`; `bufferOf` says what a buffer's name stands for. */
export function expressionCost(expression: Expression, bufferOf: (name: string) => CountedBuffer): Cost {
  let total = nothing;
  visitExpression(expression, (part) => {
    if (part.kind === "load") {
      total = sum(total, { ...nothing, loaded: accessBytes(bufferOf(part.buffer), part.type.lanes) });
    } else if ((part.kind === "unary" || part.kind === "binary") && counted.has(part.operator)) {
      const { scalar, lanes } = typeOf(part);
      if (scalar === "float") total = sum(total, { ...nothing, operations: lanes });
    }
  });
  return total;
}

/** The cost of storing `lanes` elements to `buffer`. */
export function storeCost(buffer: CountedBuffer, lanes: number): Cost {
  return { ...nothing, stored: accessBytes(buffer, lanes) };
}

function accessBytes(buffer: CountedBuffer, lanes: number): BytesByRole {
  return { ...noBytes, [buffer.role]: bytesOf[buffer.element] * lanes };
}

function combined(combine: (left: number, right: number) => number, left: Cost, right: Cost): Cost {
  const bytes = (a: BytesByRole, b: BytesByRole): BytesByRole => ({
    param: combine(a.param, b.param),
    packed: combine(a.packed, b.packed),
    input: combine(a.input, b.input),
    output: combine(a.output, b.output),
    temporary: combine(a.temporary, b.temporary),
    state: combine(a.state, b.state),
    scratch: combine(a.scratch, b.scratch),
  });
  return {
    operations: combine(left.operations, right.operations),
    loaded: bytes(left.loaded, right.loaded),
    stored: bytes(left.stored, right.stored),
  };
}

import type { Sizes } from "../cases.js";
import { type Dense, elements } from "./dense.js";

/** What an accepted `pack` gives: the packed axes of each tensor flattened to one, one after the other. */
export function packOracle(tensors: readonly Dense[], pattern: string): Dense {
  const { before, after } = starOf(pattern);
  const parts = tensors.map(({ shape, values }) => {
    const packed = elements(shape.slice(before, shape.length - after));
    return {
      values,
      packed,
      outer: elements(shape.slice(0, before)),
      inner: elements(shape.slice(shape.length - after)),
    };
  });
  const [first] = tensors;
  const total = parts.reduce((sum, { packed }) => sum + packed, 0);
  const shape = [...first!.shape.slice(0, before), total, ...first!.shape.slice(first!.shape.length - after)];
  const values: number[] = [];
  for (let row = 0; row < parts[0]!.outer; row++) {
    for (const { values: own, packed, inner } of parts) {
      for (let i = 0; i < packed * inner; i++) values.push(own[row * packed * inner + i]!);
    }
  }
  return { shape, values: Float64Array.from(values) };
}

/** What an accepted `unpack` gives: the parts of one axis, each with the shape that it is to have. */
export function unpackOracle(packed: Dense, packedShapes: readonly Sizes[], pattern: string): readonly Dense[] {
  const { before, after } = starOf(pattern);
  const leading = packed.shape.slice(0, before);
  const trailing = packed.shape.slice(packed.shape.length - after);
  const [outer, inner, total] = [elements(leading), elements(trailing), packed.shape[before]!];
  const shapes = packedShapes.map((shape, index) => withoutUnknown(shape, total, others(packedShapes, index)));
  let start = 0;
  return shapes.map((shape) => {
    const count = elements(shape);
    const values: number[] = [];
    for (let row = 0; row < outer; row++) {
      for (let i = 0; i < count * inner; i++) values.push(packed.values[(row * total + start) * inner + i]!);
    }
    start += count;
    return { shape: [...leading, ...shape, ...trailing], values: Float64Array.from(values) };
  });
}

/** How many axes stand before and after the star. */
function starOf(pattern: string): { before: number; after: number } {
  const tokens = pattern.split(/\s+/).filter((token) => token !== "");
  const before = tokens.indexOf("*");
  return { before, after: tokens.length - before - 1 };
}

function others(shapes: readonly Sizes[], index: number): number {
  return shapes.reduce((sum, shape, other) => (other === index ? sum : sum + elements(shape)), 0);
}

/** A -1 is what the other parts leave. */
function withoutUnknown(shape: Sizes, total: number, taken: number): Sizes {
  const known = elements(shape.filter((size) => size !== -1));
  return shape.map((size) => (size === -1 ? (total - taken) / known : size));
}

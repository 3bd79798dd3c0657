import { InterpretError } from "../errors.js";
import type { Affine } from "../nodes.js";
import { showAccess } from "../print-expression.js";
import type { Memory } from "./memory.js";
import type { Evaluate, Scope } from "./scope.js";

/**
 * Computes where in a buffer's array the element at `indices` lies, `lane` places on along the last axis.
 * Evaluating it throws InterpretError where an index is outside its extent.
 */
export function offsetOf(
  operation: "load" | "store",
  scope: Scope,
  memory: Memory,
  indices: readonly Affine[],
  lane: number,
): Evaluate {
  const last = indices.length - 1;
  const axes = indices.map((index, axis) => {
    const evaluate = scope.index(index);
    return axis === last && lane > 0 ? () => evaluate() + lane : evaluate;
  });
  const outside = (): never => {
    const place = axes.map((axis) => axis()).join(", ");
    throw new InterpretError(
      `${scope.procedure}: ${operation} ${showAccess(memory.name, indices, 1)} at [${place}] ` +
        `is outside ${memory.name} [${memory.extents.join(", ")}]`,
    );
  };
  const [first, second, third] = axes;
  const [rows = 1, columns = 1] = memory.extents;
  if (first === undefined) return () => 0;
  if (second === undefined) {
    return () => {
      const i = first();
      return i >= 0 && i < rows ? i : outside();
    };
  }
  if (third === undefined) {
    return () => {
      const i = first();
      const j = second();
      return i >= 0 && i < rows && j >= 0 && j < columns ? i * columns + j : outside();
    };
  }
  const { extents, strides } = memory;
  return () => {
    let offset = 0;
    for (let axis = 0; axis <= last; axis++) {
      const i = axes[axis]!();
      if (!(i >= 0 && i < extents[axis]!)) outside();
      offset += i * strides[axis]!;
    }
    return offset;
  };
}

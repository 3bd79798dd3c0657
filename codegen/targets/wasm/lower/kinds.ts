import { IrError } from "../../../ir/errors.js";
import type { Expression, ValueType } from "../../../ir/nodes.js";
import { showType, typeOf } from "../../../ir/types.js";

/** How many lanes a vector has: 128 bits hold four of 32. */
export const LANES = 4;

/** The kind of value that WebAssembly holds a value of the IR in. */
export type HeldKind = "i32" | "f32" | "v128";

/** The kind that holds values of `type`; throws IrError for vectors of other widths than {@link LANES}. */
export function heldKind(type: ValueType): HeldKind {
  if (type.lanes === LANES) return "v128";
  if (type.lanes !== 1) {
    throw new IrError(
      `${showType(type)}: WebAssembly's vectors have ${LANES} lanes; the schedule must split it or scalarise must run`,
    );
  }
  return type.scalar === "float" ? "f32" : "i32";
}

/** {@link heldKind} of an expression's value. */
export function kindOf(expression: Expression): HeldKind {
  return heldKind(typeOf(expression));
}

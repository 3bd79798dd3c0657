import { IrError } from "../../../ir/errors.js";
import type { ValueType } from "../../../ir/nodes.js";
import { showType } from "../../../ir/types.js";

/** How many lanes a vector has: 128 bits hold four of 32. */
const LANES = 4;

/** The kinds of values that WebAssembly holds values of the IR in. */
export type HeldKind = "i32" | "f32" | "f64" | "v128";

/** Throws IrError for vectors of other widths than {@link LANES}. */
export function requireLanes(type: ValueType): void {
  if (type.lanes === LANES) return;
  throw new IrError(
    `${showType(type)}: WebAssembly's vectors have ${LANES} lanes; the schedule must split it or scalarise must run`,
  );
}

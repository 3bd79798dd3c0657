import { IrError } from "../../../ir/errors.js";
import type { Expression } from "../../../ir/nodes.js";
import type { Code } from "../encode/index.js";

/** Lowers the vectors of a module. */
export interface Vectors {
  lower(expression: Expression): Code<"v128">;
}

/** Those of a module in float64: it has none, since four of its floats fill two registers. */
export const noVectors: Vectors = {
  lower(): never {
    throw new IrError("WebAssembly's vectors hold floats of 32 bits; for arithmetic in float64 scalarise must run");
  },
};

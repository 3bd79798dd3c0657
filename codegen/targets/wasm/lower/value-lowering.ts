import type { Addresses } from "./addresses.js";
import { float64 } from "./float64.js";
import type { Frame } from "./frame.js";
import type { LowerOptions } from "./options.js";
import { ScalarLowering } from "./scalar.js";
import { VectorLowering } from "./vector.js";
import { noVectors, type Vectors } from "./vectors.js";

/** What lowers the values of one function. */
export interface Values {
  readonly scalars: ScalarLowering;
  readonly vectors: Vectors;
}

/** Lowers values in the arithmetic of the module. */
export function valuesIn(
  { arithmetic = "f32", relaxed = false }: LowerOptions,
  frame: Frame,
  addresses: Addresses,
): Values {
  if (arithmetic === "f64") {
    return { scalars: new ScalarLowering(frame, addresses, float64, noVectors), vectors: noVectors };
  }
  const vectors = new VectorLowering(frame, addresses, relaxed);
  return { scalars: vectors.scalars, vectors };
}

import type { DType, Shape, Tensor } from "heddle";
import type { Computation } from "../suite.js";

/** Something that runs programs. */
export interface Target {
  readonly name: string;
  /** The outputs by name. Throws GenerateError for a program that the target doesn't cover. */
  run(computation: Computation): Promise<ReadonlyMap<string, Tensor<Shape, DType>>>;
}

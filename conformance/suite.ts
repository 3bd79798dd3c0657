import type { DType, Program, Shape, Tensor } from "heddle";

import type { Reference } from "./accuracy.js";

/** Tensors by the names of a program's params or inputs. */
export type Tensors = Readonly<Record<string, Tensor<Shape, DType>>>;

/** A program on given tensors. */
export interface Computation {
  readonly program: Program;
  /** The same object wherever program and params are the same, so that a target may keep what it makes of them. */
  readonly params: Tensors;
  readonly inputs: Tensors;
}

/** What one output of a computation must be. */
export interface Expectation {
  /** How reports call it. */
  readonly label: string;
  /** The program's name for the output. */
  readonly output: string;
  readonly reference: Reference;
}

/** A computation with what is expected of it. */
export interface Check extends Computation {
  readonly expected: readonly Expectation[];
}

/** One case of a suite, ready to be run. */
export type Case =
  | { readonly name: string; readonly kind: "checks"; readonly checks: readonly Check[] }
  /** Nothing here can compute it. */
  | { readonly name: string; readonly kind: "unsupported"; readonly reason: string }
  /** What the case expects can't be right, so no result meets it. */
  | { readonly name: string; readonly kind: "contradiction"; readonly problem: string };

/** A kind of folder with cases. */
export interface Suite {
  readonly name: string;
  readonly summary: string;
  /** All cases in `folder`, in its order. Throws FolderError where the folder can't be used. */
  load(folder: string): readonly Case[];
}

import type { Node } from "../../src/graph/node.js";
import type { Dim } from "../../src/shape/dim.js";

/** One result of a program. */
export interface GraphOutput {
  readonly name: string;
  readonly node: Node;
}

/** What the generator needs of a program: its name, its graph, and the specs of what it reads. */
export interface ProgramGraph {
  readonly name: string;
  readonly params: Readonly<Record<string, TensorSpec>>;
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  readonly outputs: readonly GraphOutput[];
  /** Whether a call gives one tensor, not a record. */
  readonly single: boolean;
  /** What is kept from call to call, by name. */
  readonly cache?: Readonly<Record<string, TensorSpec>>;
  /** The next value of each entry of the cache. */
  readonly nextCache?: readonly GraphOutput[];
  /** How the cache grows: the name of the axis, and by how much a call makes it longer; undefined without one. */
  readonly growth?: { readonly axis: string; readonly by: Dim } | undefined;
  /** How many positions before a call's first are kept at least; undefined where all are. */
  readonly window?: number | undefined;
}

/** The dtype and shape of a param or an input. */
export interface TensorSpec {
  readonly shape: Node["shape"];
  readonly dtype: Node["dtype"];
}

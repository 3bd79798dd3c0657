import type { Node } from "../../src/graph/node.js";

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
}

/** The dtype and shape of a param or an input. */
export interface TensorSpec {
  readonly shape: Node["shape"];
  readonly dtype: Node["dtype"];
}

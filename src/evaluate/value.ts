import type { Data } from "../graph/dtype.js";

/** What a node evaluates to: its elements in row-major order, and the size of each axis. */
export interface Value {
  readonly data: Data;
  readonly sizes: readonly number[];
}

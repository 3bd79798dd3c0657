import type { Element } from "../ir/nodes.js";

/** What a schedule has to know of the machine that it writes for. */
export interface Machine {
  /** How f32 tensors are stored between kernels, and in the blocks that tiles read. */
  readonly temporary: Element;
  /** The heights and widths of tiles, each falling by 1 to 1: the first where it fits, one of the others for the rest. */
  readonly tile: { readonly rows: readonly number[]; readonly columns: readonly number[] };
  /** How many elements of the left operand of a product stay in the second-level cache. */
  readonly blockElements: number;
  /** The longest sum that a tile takes at once; longer ones are added up in parts. */
  readonly depth: number;
  /** How many query rows and keys attention holds at a time. */
  readonly attention: { readonly queries: number; readonly keys: number };
}

/**
 * Plain JavaScript in float64, where V8 keeps 6 sums and their operands in registers: tiles of 3 x 2. Larger tiles
 * spill, and a sum unrolled over k does too.
 */
export const javaScript: Machine = {
  temporary: "f64",
  tile: { rows: [3, 2, 1], columns: [2, 1] },
  blockElements: 65_536,
  depth: 1024,
  attention: { queries: 48, keys: 512 },
};

import type { DecodeTask, LayerTask, ProductTask } from "../../bench/tasks.js";

/* Tasks that are done in no time. */

/** A layer that a committed program does. */
export const smallLayer: LayerTask = { kind: "layer", seq: 9, width: 64, heads: 4, isCausal: false };

/** A decoding step of a small layer. */
export const smallDecode: DecodeTask = { kind: "decode", past: 5, width: 64, heads: 4 };

/** A product in which no two sizes are alike. */
export const smallProduct: ProductTask = { kind: "product", rows: 3, depth: 8, columns: 5 };

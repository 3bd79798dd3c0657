import { mha512x8 } from "../../presets/multi-head.js";
import { operationsOf } from "../job.js";
import type { Peer } from "./peer.js";

/** The same layer and target without the causal mask: the ratio is what leaving out the masked half is worth. */
export const fullAttention: Peer = {
  name: "full-attention",
  by: "time",
  prepare: async ({ target, seq, width, x, params }) => {
    const kernel = await target.kernels.mha512x8(params);
    const data = new Float32Array(seq * width);
    // The last query sees every key under a causal mask too.
    const result = { data, firstRow: seq - 1 };
    return { run: () => kernel({ x }, data), operations: operationsOf(mha512x8, seq), result };
  },
};

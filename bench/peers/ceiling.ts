import { multiplyAdd, OPERATIONS_PER_PASS } from "../ceiling.js";
import type { Peer } from "./peer.js";

const PASSES = 500_000;

/** The most that scalar JavaScript does; the ratio is the fraction of it that the kernel reaches. */
export const scalarCeiling: Peer = {
  name: "scalar-ceiling",
  by: "rate",
  prepare: () => {
    const state = Float64Array.from({ length: 14 }, (_, i) => (i + 1) / 20);
    return Promise.resolve({ run: () => multiplyAdd(state, PASSES), operations: PASSES * OPERATIONS_PER_PASS });
  },
};

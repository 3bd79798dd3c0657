import { mha512x8, mha512x8Causal } from "../presets/multi-head.js";
import type { LayerRun } from "./job.js";
import { scalarCeiling } from "./peers/ceiling.js";
import { fullAttention } from "./peers/full-attention.js";
import { naivePeer } from "./peers/naive.js";
import type { Peer } from "./peers/peer.js";
import type { BenchTarget } from "./targets.js";

/** A program at one length, and what it is measured against. */
export interface Workload extends LayerRun {
  readonly kernel: keyof BenchTarget["kernels"];
  readonly peers: readonly Peer[];
  /** Whether it is part of a quick run. */
  readonly isQuick: boolean;
}

const layer = { program: mha512x8, kernel: "mha512x8", width: 512, heads: 8 } as const;
const causalLayer = { program: mha512x8Causal, kernel: "mha512x8Causal", width: 512, heads: 8 } as const;
const peers = [naivePeer("in-out"), naivePeer("out-in"), scalarCeiling];

/** Every workload, in the order of reports. */
export const workloads: readonly Workload[] = [
  { ...layer, name: "mha512x8 seq 16", seq: 16, peers, isQuick: false },
  { ...layer, name: "mha512x8 seq 128", seq: 128, peers, isQuick: true },
  { ...layer, name: "mha512x8 seq 512", seq: 512, peers, isQuick: true },
  { ...layer, name: "mha512x8 seq 1024", seq: 1024, peers, isQuick: false },
  { ...causalLayer, name: "mha512x8Causal seq 512", seq: 512, peers: [fullAttention, scalarCeiling], isQuick: true },
];

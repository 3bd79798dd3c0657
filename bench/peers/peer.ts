import type { Job } from "../workloads.js";

/** What a kernel is measured against. */
export interface Peer {
  readonly name: string;
  /**
   * `"time"`: it does the same work, and the ratio is its time over the kernel's. `"rate"`: it does other work, and the
   * ratio is the kernel's operations per second over its own.
   */
  readonly by: "time" | "rate";
  /** Makes what is timed. */
  prepare(job: Job): PreparedPeer;
}

/** A peer that is ready to run. */
export interface PreparedPeer {
  readonly run: () => void;
  /** Floating-point operations of one run. */
  readonly operations: number;
  /** The result after a run, where it must be the kernel's. */
  readonly result?: Float32Array;
}

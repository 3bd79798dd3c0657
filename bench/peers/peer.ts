import type { Job } from "../job.js";

/** What a kernel is measured against. */
export interface Peer {
  readonly name: string;
  /**
   * `"time"`: it does the same task, and the ratio is its time over the kernel's. `"rate"`: it does another, and the
   * ratio is the kernel's operations per second over its own.
   */
  readonly by: "time" | "rate";
  /** Makes what is timed. */
  prepare(job: Job): Promise<PreparedPeer>;
}

/** A peer that is ready to run. */
export interface PreparedPeer {
  readonly run: () => void;
  /** Floating-point operations of one run. */
  readonly operations: number;
  /** What it computes, where that can be compared with the kernel's result. */
  readonly result?: {
    readonly data: Float32Array;
    /** From which row on the two must agree. */
    readonly firstRow: number;
  };
}

import type { Job } from "./job.js";
import type { KernelSource } from "./kernels/build.js";
import type { Task } from "./tasks.js";

/** Someone who does tasks against the clock. */
export interface Contestant {
  readonly name: string;
  readonly threads: number;
  /**
   * `"target"`: kernels of this project. `"peer"`: what they are compared with. `"ceiling"`: what the machine can do at
   * most.
   */
  readonly role: "target" | "peer" | "ceiling";
  /** The npm packages that it needs. */
  readonly packages: readonly string[];
  /** The target that it belongs to, where it says something of no other. */
  readonly target?: string;
  /** The race that it takes part in: contestants are compared within one. By default that of its number of threads. */
  readonly race?: string;
  /** The program that runs it, where that isn't the Node of the bench: the path of another one. */
  readonly node?: string;
  /** The kernels that have to be generated before it can do a task. */
  sourcesFor?(task: Task): readonly KernelSource[];
  /** The ways in which it can do a task, of which the fastest counts; none if it can't do it. */
  variantsFor(task: Task): readonly Variant[];
}

/** One way to do a task. */
export interface Variant {
  readonly name: string;
  /** Loads what is needed and binds the weights. */
  prepare(job: Job): Promise<Prepared>;
}

/** A variant that is ready to run. */
export interface Prepared {
  /** Does the task once; whatever it gives is waited for. */
  run(): unknown;
  /** What the last run computed; nothing for ceilings. */
  result?(): ComputedResult;
  /** Floating-point operations of one run, where they aren't the task's. */
  readonly operations?: number;
  /** What is done is other work: operations per second are compared, not times. */
  readonly isOtherWork?: boolean;
  /** Seconds spent on writing weights into a model, which users of a library find done. */
  readonly modelSeconds?: number;
}

/** What a run computed, and how much of it has to be the task's result. */
export interface ComputedResult {
  readonly data: Float32Array;
  /** From which element on it must agree. */
  readonly from: number;
}

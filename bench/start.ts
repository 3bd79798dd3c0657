import type { ComputedResult, Contestant } from "./contestant.js";
import type { Runner } from "./measure.js";
import type { Workload } from "./workloads.js";

/** A contestant that is ready to do a workload against the clock. */
export interface StartedContestant extends Runner {
  /** The way in which it does it. */
  readonly variant: string;
  readonly result?: ComputedResult;
  readonly operations?: number;
  readonly isOtherWork?: boolean;
  /** Ends it. */
  stop(): void;
}

/** Makes a contestant ready for a workload; throws Error, with the reason, where that can't be done. */
export type Start = (contestant: Contestant, workload: Workload) => Promise<StartedContestant>;

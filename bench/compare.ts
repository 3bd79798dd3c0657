import { type Job, jobOf } from "./job.js";
import { type Contestant, type Effort, ratioOf, type Spread, spreadOf, timeInTurns } from "./measure.js";
import type { Peer, PreparedPeer } from "./peers/peer.js";
import type { BenchTarget } from "./targets.js";
import type { Workload } from "./workloads.js";

/** How a kernel did against one peer. */
export interface Comparison {
  readonly workload: string;
  readonly target: string;
  readonly threads: number;
  readonly against: string;
  /**
   * The median of the rounds' ratios: above 1 the kernel is faster. Against the ceiling, the fraction of it that the
   * kernel reaches.
   */
  readonly ratio: number;
  /** The quartiles of the rounds' ratios. */
  readonly low: number;
  readonly high: number;
}

/** What one contestant took. */
export interface Timing {
  readonly name: string;
  /** Median seconds of a run. */
  readonly seconds: number;
  readonly operations: number;
}

/** A workload in a target, measured. */
export interface Measurement {
  readonly kernel: Timing;
  readonly peers: readonly { readonly timing: Timing; readonly comparison: Comparison }[];
}

/**
 * Times a workload in a target and its peers in turns.
 * @throws Error if a peer computes something else than the kernel
 */
export async function measure(workload: Workload, target: BenchTarget, effort: Effort): Promise<Measurement> {
  const job = jobOf(workload, target);
  const { x, seq, width, operations } = job;
  const layer = await target.kernels[workload.kernel](job.params);
  const out = new Float32Array(seq * width);
  const kernel: Contestant = { name: workload.name, run: () => layer({ x }, out), operations };
  kernel.run();
  const prepared: { readonly peer: Peer; readonly contestant: Contestant }[] = [];
  for (const peer of workload.peers) {
    const ready = await peer.prepare(job);
    checkResult(job, peer, ready, out);
    prepared.push({ peer, contestant: { ...ready, name: peer.name } });
  }
  const times = timeInTurns([kernel, ...prepared.map(({ contestant }) => contestant)], effort);
  const own = times.get(kernel) ?? [];
  return {
    kernel: timingOf(kernel, own),
    peers: prepared.map(({ peer, contestant }) => {
      const others = times.get(contestant) ?? [];
      const timing = timingOf(contestant, others);
      // For another task the rates are compared: what counts is the time for as much work.
      const share = peer.by === "time" ? 1 : operations / contestant.operations;
      return { timing, comparison: comparisonOf(job, peer, ratioOf(own, others, share)) };
    }),
  };
}

function comparisonOf({ name, target }: Job, peer: Peer, { low, median, high }: Spread): Comparison {
  return { workload: name, target: target.name, threads: target.threads, against: peer.name, ratio: median, low, high };
}

function timingOf({ name, operations }: Contestant, times: readonly number[]): Timing {
  return { name, operations, seconds: spreadOf(times).median };
}

/** Sums of 512 products in float32 or float64 differ by less than this, of the greatest value. */
const TOLERANCE = 1e-4;

function checkResult({ name, width }: Job, peer: Peer, { run, result }: PreparedPeer, out: Float32Array): void {
  if (!result) return;
  run();
  const [wanted, found] = [out, result.data].map((data) => data.subarray(result.firstRow * width));
  if (!wanted || !found || found.length !== wanted.length || distance(found, wanted) > TOLERANCE) {
    throw new Error(`${peer.name} computes something else than ${name}: its time would say nothing`);
  }
}

/** The greatest difference, of the greatest value; Infinity if there is a NaN. */
function distance(found: Float32Array, wanted: Float32Array): number {
  let [greatest, difference] = [0, 0];
  for (const [i, value] of wanted.entries()) {
    greatest = Math.max(greatest, Math.abs(value));
    difference = Math.max(difference, Math.abs((found[i] ?? NaN) - value));
  }
  return Number.isNaN(difference) || greatest === 0 ? Infinity : difference / greatest;
}

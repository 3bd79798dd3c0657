/** Something that is timed. */
export interface Contestant {
  readonly name: string;
  /** Does the work once. */
  readonly run: () => void;
  /** Floating-point operations of one run. */
  readonly operations: number;
}

/** How long and how often is measured. */
export interface Effort {
  /** Seconds that each contestant runs before anything is timed, for the just-in-time compiler. */
  readonly warmUp: number;
  /** Seconds that all rounds of a comparison take, if `rounds` are done by then. */
  readonly budget: number;
  /** The fewest rounds. */
  readonly rounds: number;
}

/** A median with the quartiles around it. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Runs a contestant is timed for at once: as many as take this many seconds. */
const SAMPLE_SECONDS = 0.02;
const MOST_ROUNDS = 101;

/**
 * Times contestants in turns: each round times every one of them once, and starts with another, so that whatever slows
 * the machine for a while slows all alike. Gives the seconds per run of each contestant, a number for each round.
 */
export function timeInTurns(
  contestants: readonly Contestant[],
  { warmUp, budget, rounds }: Effort,
): ReadonlyMap<Contestant, readonly number[]> {
  const plans = contestants.map((contestant) => {
    const seconds = warm(contestant, warmUp);
    return { contestant, repeats: Math.max(1, Math.ceil(SAMPLE_SECONDS / seconds)), times: [] as number[] };
  });
  const start = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= rounds && performance.now() - start > budget * 1000) break;
    for (let turn = 0; turn < plans.length; turn++) {
      const plan = plans[(round + turn) % plans.length]!;
      plan.times.push(secondsPerRun(plan.contestant, plan.repeats));
    }
  }
  return new Map(plans.map(({ contestant, times }) => [contestant, times]));
}

/** Runs for that many seconds and at least twice; gives the seconds that the last run took. */
function warm(contestant: Contestant, seconds: number): number {
  const start = performance.now();
  let last = 0;
  for (let run = 0; run < 2 || performance.now() - start < seconds * 1000; run++) last = secondsPerRun(contestant, 1);
  return last;
}

function secondsPerRun({ run }: Contestant, repeats: number): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return (performance.now() - start) / 1000 / repeats;
}

/**
 * How many times `share` of the time of `others` is that of `own`: a ratio for each round, so that what slows a whole
 * round leaves it as it is.
 */
export function ratioOf(own: readonly number[], others: readonly number[], share = 1): Spread {
  return spreadOf(own.map((seconds, round) => ((others[round] ?? NaN) / seconds) * share));
}

/** The median and the quartiles of `values`, which interpolate linearly. Throws RangeError where there is none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new RangeError("there is nothing to take the median of");
  return below + (above - below) * (at - Math.floor(at));
}

/** Something that is timed. */
export interface Runner {
  readonly name: string;
  /** Does the work that often, one time after the other; gives the seconds that one took on average. */
  time(repeats: number): Promise<number>;
}

/** How long and how often is measured. */
export interface Effort {
  /** Seconds that each runner runs before anything is timed, for the just-in-time compiler. */
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

/** Runs that are timed at once: as many as take this many seconds. */
const SAMPLE_SECONDS = 0.02;
const MOST_ROUNDS = 101;

/**
 * Times runners in turns: each round times every one of them once, and starts with another, so that whatever slows the
 * machine for a while slows all alike. Gives the seconds per run of each runner, a number for each round.
 */
export async function timeInTurns(
  runners: readonly Runner[],
  { warmUp, budget, rounds }: Effort,
): Promise<ReadonlyMap<Runner, readonly number[]>> {
  const plans: { readonly runner: Runner; readonly repeats: number; readonly times: number[] }[] = [];
  for (const runner of runners) {
    const seconds = await warm(runner, warmUp);
    plans.push({ runner, repeats: Math.max(1, Math.ceil(SAMPLE_SECONDS / seconds)), times: [] });
  }
  const start = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= rounds && performance.now() - start > budget * 1000) break;
    for (let turn = 0; turn < plans.length; turn++) {
      const plan = plans[(round + turn) % plans.length]!;
      plan.times.push(await plan.runner.time(plan.repeats));
    }
  }
  return new Map(plans.map(({ runner, times }) => [runner, times]));
}

/** Runs for that many seconds and at least twice, more at once as it gets faster; gives the seconds that the last took. */
async function warm(runner: Runner, seconds: number): Promise<number> {
  const start = performance.now();
  let [last, repeats] = [0, 1];
  for (let batch = 0; batch < 2 || performance.now() - start < seconds * 1000; batch++) {
    last = await runner.time(repeats);
    if (last * repeats < SAMPLE_SECONDS / 2) repeats *= 2;
  }
  return last;
}

/** Seconds of one run, on average of `repeats`. Promises are waited for; where there is none, nothing is. */
export async function secondsPerRun(run: () => unknown, repeats: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) {
    const given = run();
    if (given instanceof Promise) await given;
  }
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

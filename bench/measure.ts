import { WrongResult } from "./check.js";

/** How long a run took. */
export interface Sample {
  readonly seconds: number;
  /** How much of it the machine was busy with something else while this one was ready to run; 0 where nobody knows. */
  readonly waited: number;
}

/** Something that is timed. */
export interface Runner {
  readonly name: string;
  /** Does the work that often, one time after the other; gives what one took on average. */
  time(repeats: number): Promise<Sample>;
}

/** How long and how often is measured. */
export interface Effort {
  /** Seconds that each runner runs before anything is timed, for the just-in-time compiler. */
  readonly warmUp: number;
  /** Seconds that each runner is timed for, if it was timed often enough by then. */
  readonly budget: number;
  /** How often each is timed at least. */
  readonly rounds: number;
}

/** What a race found. */
export interface Turns {
  /** Seconds of a run, a number for each round; NaN where the round doesn't count. */
  readonly times: ReadonlyMap<Runner, readonly number[]>;
  /** Who failed on the way, and with what. Their times are left out. */
  readonly failures: ReadonlyMap<Runner, unknown>;
  /** How often someone was timed, and how often something else had the processor meanwhile. */
  readonly noise: Noise;
}

/** How quiet the machine was. */
export interface Noise {
  readonly samples: number;
  /** Samples that were void: something else had the processor. */
  readonly disturbed: number;
}

/** A median with the quartiles around it. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * Runs that are timed at once: as many as take this many seconds. On a busy machine a short sample has the processor to
 * itself more often.
 */
const SAMPLE_SECONDS = 0.01;
const MOST_ROUNDS = 101;

/** A sample is void if the runner waited for the processor for more than this share of it. */
export const TOLERATED_WAIT = 0.03;
/** A void sample is repeated at once, that often at most, but for long runs: no machine is quiet for so long. */
const REPETITIONS = 3;
/** A median of fewer ratios is that of chance. */
const FEWEST_RATIOS = 3;
/** Who takes longer than this for one run is timed less often, and for so many rounds at least. */
const LONG_RUN_SECONDS = 0.5;
const ROUNDS_OF_LONG_RUNS = 3;

/** A runner, and what was found of it. */
interface Plan {
  readonly runner: Runner;
  readonly repeats: number;
  /** The fewest rounds. */
  readonly rounds: number;
  readonly samples: (Sample | undefined)[];
  spent: number;
}

/**
 * Times runners in turns: each round times every one of them once, and starts with another, so that whatever slows the
 * machine for a while slows all alike. A sample in which something else had the processor is void, and repeated. Each
 * runner is timed until its budget is spent.
 * @throws WrongResult if someone does; who fails otherwise is out
 */
export async function timeInTurns(runners: readonly Runner[], { warmUp, budget, rounds }: Effort): Promise<Turns> {
  const failures = new Map<Runner, unknown>();
  const failed = (runner: Runner, error: unknown): void => {
    if (error instanceof WrongResult) throw error;
    failures.set(runner, error);
  };
  const plans: Plan[] = [];
  for (const runner of runners) {
    try {
      const seconds = await warm(runner, warmUp);
      const fewest = seconds > LONG_RUN_SECONDS ? Math.min(rounds, ROUNDS_OF_LONG_RUNS) : rounds;
      const repeats = Math.max(1, Math.ceil(SAMPLE_SECONDS / seconds));
      plans.push({ runner, repeats, rounds: fewest, samples: [], spent: 0 });
    } catch (error) {
      failed(runner, error);
    }
  }
  let [samples, disturbed] = [0, 0];
  const count = (sample: Sample): void => {
    samples += 1;
    if (isDisturbed(sample)) disturbed += 1;
  };
  const isGoing = ({ runner, rounds: fewest, spent }: Plan, round: number): boolean =>
    !failures.has(runner) && (round < fewest || spent < budget);
  for (let round = 0; round < MOST_ROUNDS && plans.some((plan) => isGoing(plan, round)); round++) {
    for (let turn = 0; turn < plans.length; turn++) {
      const plan = plans[(round + turn) % plans.length]!;
      if (!isGoing(plan, round)) {
        plan.samples.push(undefined);
        continue;
      }
      try {
        plan.samples.push(await sampleOf(plan, count));
      } catch (error) {
        failed(plan.runner, error);
      }
    }
  }
  const times = new Map(
    plans.filter(({ runner }) => !failures.has(runner)).map((plan) => [plan.runner, validTimes(plan)]),
  );
  return { times, failures, noise: { samples, disturbed } };
}

/** One sample, repeated if it is void. */
async function sampleOf(plan: Plan, count: (sample: Sample) => void): Promise<Sample> {
  for (let tries = 0; ; tries++) {
    const sample = await plan.runner.time(plan.repeats);
    plan.spent += sample.seconds * plan.repeats;
    count(sample);
    if (!isDisturbed(sample) || tries === REPETITIONS || sample.seconds > LONG_RUN_SECONDS) return sample;
  }
}

/** Whether something else had the processor for too long. */
function isDisturbed({ seconds, waited }: Sample): boolean {
  return waited > TOLERATED_WAIT * seconds;
}

/**
 * The times of rounds that count. Where the machine was so busy that hardly one does, all count, less what they waited:
 * the noise says so.
 */
function validTimes({ samples }: Plan): readonly number[] {
  const valid = samples.map((sample) => (sample && !isDisturbed(sample) ? sample.seconds : NaN));
  const enough = Math.min(ROUNDS_OF_LONG_RUNS, samples.filter((sample) => sample !== undefined).length);
  if (valid.filter(Number.isFinite).length >= enough) return valid;
  return samples.map((sample) => (sample ? Math.max(sample.seconds - sample.waited, sample.seconds / 4) : NaN));
}

/** Runs for that many seconds and at least twice, more at once as it gets faster; gives the seconds that the last took. */
async function warm(runner: Runner, seconds: number): Promise<number> {
  const start = performance.now();
  let [last, repeats] = [0, 1];
  for (let batch = 0; batch < 2 || performance.now() - start < seconds * 1000; batch++) {
    last = (await runner.time(repeats)).seconds;
    if (last > LONG_RUN_SECONDS) break;
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
 * How many times `share` of the time of `others` is that of `own`: a ratio for each round in which both have a time, so
 * that what slows a whole round leaves it as it is. Where there are hardly such rounds, the ratio of the medians, and
 * those of opposite quartiles.
 */
export function ratioOf(own: readonly number[], others: readonly number[], share = 1): Spread {
  const ratios = own.map((seconds, round) => ((others[round] ?? NaN) / seconds) * share);
  if (ratios.filter(Number.isFinite).length >= Math.min(own.length, FEWEST_RATIOS)) return spreadOf(ratios);
  const [mine, theirs] = [spreadOf(own), spreadOf(others)];
  return {
    low: (theirs.low / mine.high) * share,
    median: (theirs.median / mine.median) * share,
    high: (theirs.high / mine.low) * share,
  };
}

/** The median and the quartiles of those of `values` that are numbers, interpolated. Throws RangeError where there is none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.filter(Number.isFinite).toSorted((left, right) => left - right);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new RangeError("there is nothing to take the median of");
  return below + (above - below) * (at - Math.floor(at));
}

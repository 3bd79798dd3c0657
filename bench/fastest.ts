import type { Contestant, Prepared } from "./contestant.js";
import type { Job } from "./job.js";
import { secondsPerRun, spreadOf } from "./measure.js";

/** Seconds that each variant runs before it is timed, and the number of times it is. */
const WARM_UP_SECONDS = 0.2;
const ROUNDS = 5;

/** A variant of a contestant, ready to run. */
export interface PreparedVariant {
  readonly variant: string;
  readonly prepared: Prepared;
}

/**
 * Prepares a job in every way that a contestant has, and gives the fastest. Each has run at least once.
 * @throws Error where it has none
 */
export async function fastestVariant(contestant: Contestant, job: Job): Promise<PreparedVariant> {
  const variants = contestant.variantsFor(job);
  let fastest: (PreparedVariant & { readonly seconds: number }) | undefined;
  for (const { name, prepare } of variants) {
    const prepared = await prepare(job);
    const seconds = variants.length > 1 ? await typicalSeconds(prepared) : await secondsPerRun(() => prepared.run(), 1);
    if (!fastest || seconds < fastest.seconds) fastest = { variant: name, prepared, seconds };
  }
  if (!fastest) throw new Error(`${contestant.name} can't do this task`);
  return fastest;
}

async function typicalSeconds(prepared: Prepared): Promise<number> {
  const once = (): Promise<number> => secondsPerRun(() => prepared.run(), 1);
  for (const start = performance.now(); performance.now() - start < WARM_UP_SECONDS * 1000;) await once();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await once());
  return spreadOf(times).median;
}

import { readdirSync, readFileSync } from "node:fs";
import type { Sample } from "../measure.js";
import { secondsPerRun } from "../measure.js";

const THREADS = "/proc/self/task";
const hasScheduler = process.platform === "linux" && readText(`${THREADS}/${process.pid}/schedstat`) !== "";

/**
 * Times so many runs, and how long threads of this process were ready to run but did not meanwhile, since something else
 * had the processor. Linux counts that. Elsewhere it is the time in which the process had no processor, which counts
 * someone who waits for a message of its own as well.
 */
export async function sampleRuns(run: () => unknown, repeats: number): Promise<Sample> {
  const waitedBefore = waitedSeconds();
  const usedBefore = process.cpuUsage();
  const seconds = await secondsPerRun(run, repeats);
  const { user, system } = process.cpuUsage(usedBefore);
  const waited = hasScheduler ? (waitedSeconds() - waitedBefore) / repeats : seconds - (user + system) / 1e6 / repeats;
  return { seconds, waited: Math.max(0, waited) };
}

/** Seconds that the main thread was ready to run but did not, since the process started; 0 where nobody counts them. */
export function mainThreadWait(): number {
  return secondsIn(`${THREADS}/${process.pid}/schedstat`);
}

/** The same of all threads together. */
function waitedSeconds(): number {
  if (!hasScheduler) return 0;
  return readdirSync(THREADS).reduce((sum, thread) => sum + secondsIn(`${THREADS}/${thread}/schedstat`), 0);
}

/** The second number is what the thread waited, in nanoseconds. */
function secondsIn(path: string): number {
  return Number(readText(path).split(" ")[1] ?? 0) / 1e9;
}

/** Threads come and go, and their files with them. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

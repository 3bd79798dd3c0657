import { readdirSync, readFileSync } from "node:fs";
import type { Sample } from "../measure.js";
import { secondsPerRun } from "../measure.js";

const THREADS = "/proc/self/task";
const hasScheduler = process.platform === "linux" && readText(`${THREADS}/${process.pid}/schedstat`) !== "";

/** Threads that run for less than this share of the busiest one's time are V8's own: nobody waits for them. */
const BYSTANDER = 0.1;

/**
 * Times so many runs, and how long a thread was ready to run but did not meanwhile, since something else had the processor:
 * of several threads that compute, the one that waited longest. Linux counts that. Elsewhere it is the time in which the
 * process had no processor, which counts someone who waits for a message of its own as well.
 */
export async function sampleRuns(run: () => unknown, repeats: number): Promise<Sample> {
  const before = threadTimes();
  const usedBefore = process.cpuUsage();
  const seconds = await secondsPerRun(run, repeats);
  const { user, system } = process.cpuUsage(usedBefore);
  const waited = hasScheduler ? longestWait(before, threadTimes()) : seconds * repeats - (user + system) / 1e6;
  return { seconds, waited: Math.max(0, waited / repeats) };
}

/** Seconds that the main thread was ready to run but did not, since the process started; 0 where nobody counts them. */
export function mainThreadWait(): number {
  return timesIn(`${THREADS}/${process.pid}/schedstat`).waited;
}

/** Seconds that a thread ran, and that it was ready to run but did not. */
interface ThreadTimes {
  readonly ran: number;
  readonly waited: number;
}

function longestWait(before: ReadonlyMap<string, ThreadTimes>, after: ReadonlyMap<string, ThreadTimes>): number {
  const threads = [...after].map(([thread, { ran, waited }]): ThreadTimes => {
    const start = before.get(thread) ?? { ran: 0, waited: 0 };
    return { ran: ran - start.ran, waited: waited - start.waited };
  });
  const most = Math.max(...threads.map(({ ran }) => ran));
  return Math.max(...threads.filter(({ ran }) => ran >= BYSTANDER * most).map(({ waited }) => waited));
}

function threadTimes(): ReadonlyMap<string, ThreadTimes> {
  if (!hasScheduler) return new Map();
  return new Map(readdirSync(THREADS).map((thread) => [thread, timesIn(`${THREADS}/${thread}/schedstat`)]));
}

/** The first number is what the thread ran, the second what it waited, in nanoseconds. */
function timesIn(path: string): ThreadTimes {
  const [ran = 0, waited = 0] = readText(path).split(" ").map(Number);
  return { ran: ran / 1e9, waited: waited / 1e9 };
}

/** Threads come and go, and their files with them. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

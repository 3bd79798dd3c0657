import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { multiplyAdd } from "../../bench/ceiling.js";
import { ratioOf, type Runner, secondsPerRun, spreadOf, timeInTurns, TOLERATED_WAIT } from "../../bench/measure.js";
import { sampleRuns } from "../../bench/process/wait.js";

/** Keeps a processor busy for that many milliseconds. */
const busy = (milliseconds: number) => () => {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
};
const runner = (name: string, run: () => unknown): Runner => ({
  name,
  time: async (repeats) => ({ seconds: await secondsPerRun(run, repeats), waited: 0 }),
});
/** One whose runs take that long, of which it waits what `waits` says, sample after sample, then nothing. */
const scripted = (seconds: number, waits: readonly number[] = []): Runner & { samples: number } => ({
  name: "scripted",
  samples: 0,
  time() {
    // The first two warm up.
    const waited = waits[this.samples++ - 2] ?? 0;
    return Promise.resolve({ seconds, waited });
  },
});

describe("timeInTurns", () => {
  test("times everyone once a round, each first in turn", async () => {
    const order: string[] = [];
    const noting = (name: string) => runner(name, () => (order.push(name), busy(21)()));
    const [a, b] = [noting("a"), noting("b")];
    const { times } = await timeInTurns([a, b], { warmUp: 0, budget: 0, rounds: 3 });
    expect(order.join("")).toBe("aabbabbaab");
    expect(times.get(a)).toHaveLength(3);
    expect(times.get(b)).toHaveLength(3);
  });

  test("gives seconds for one run, however many a sample takes", async () => {
    const [short, long] = [runner("short", busy(2)), runner("long", busy(25))];
    const { times } = await timeInTurns([short, long], { warmUp: 0, budget: 0, rounds: 3 });
    for (const seconds of times.get(short)!) expect(seconds).toBeGreaterThanOrEqual(0.002);
    for (const seconds of times.get(long)!) expect(seconds).toBeGreaterThanOrEqual(0.025);
    expect(Math.min(...times.get(short)!)).toBeLessThan(0.02);
  });

  test("warms up before it times, with more runs at once where they are short", async () => {
    const repeats: number[] = [];
    const sample = { seconds: 0.001, waited: 0 };
    const short: Runner = { name: "short", time: (asked) => (repeats.push(asked), busy(1)(), Promise.resolve(sample)) };
    await timeInTurns([short], { warmUp: 0.05, budget: 0, rounds: 1 });
    expect(repeats.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(repeats.slice(4, -1).every((asked) => asked === 8)).toBe(true);
    // What is timed takes 10 ms.
    expect(repeats.at(-1)).toBe(10);
  });

  test("goes on until the budget is spent", async () => {
    const { times } = await timeInTurns([scripted(0.03)], { warmUp: 0, budget: 0.2, rounds: 1 });
    expect([...times.values()][0]!.length).toBe(7);
  });

  test("times long runs less often: each has the same budget", async () => {
    const [short, long] = [scripted(0.03), scripted(0.6)];
    const { times } = await timeInTurns([short, long], { warmUp: 0, budget: 0.28, rounds: 5 });
    expect(times.get(short)!.filter(Number.isFinite)).toHaveLength(10);
    expect(times.get(long)!.filter(Number.isFinite)).toHaveLength(3);
    expect(times.get(long)).toHaveLength(10);
  });
});

describe("a sample in which something else had the processor", () => {
  const effort = { warmUp: 0, budget: 0, rounds: 3 };

  test("is repeated at once", async () => {
    const other = scripted(0.02, [0, 0.002, 0]);
    const { times, noise } = await timeInTurns([other], effort);
    expect(times.get(other)).toEqual([0.02, 0.02, 0.02]);
    expect(noise).toEqual({ samples: 4, disturbed: 1 });
  });

  test("doesn't count where repeating it didn't help", async () => {
    const waits = [0, 0.002, 0.002, 0.002, 0.002, 0, 0, 0];
    const other = scripted(0.02, waits);
    const { times, noise } = await timeInTurns([other], { ...effort, rounds: 5 });
    expect(times.get(other)).toEqual([0.02, NaN, 0.02, 0.02, 0.02]);
    expect(noise).toEqual({ samples: 8, disturbed: 4 });
  });

  test("may have waited for a moment", async () => {
    const other = scripted(0.02, [0.0005]);
    const { noise } = await timeInTurns([other], effort);
    expect(noise).toEqual({ samples: 3, disturbed: 0 });
  });

  test("is not repeated where a run is long", async () => {
    const other: Runner = { name: "long", time: () => Promise.resolve({ seconds: 0.6, waited: 0.5 }) };
    const { noise } = await timeInTurns([other], effort);
    expect(noise).toEqual({ samples: 3, disturbed: 3 });
  });

  test("counts after all, less what it waited, where there are hardly others, and the noise says so", async () => {
    const other = scripted(
      0.02,
      Array.from({ length: 20 }, (_, i) => (i < 8 ? 0.01 : 0.05)),
    );
    const { times, noise } = await timeInTurns([other], effort);
    expect(times.get(other)).toEqual([0.01, 0.01, 0.005]);
    expect(noise).toEqual({ samples: 12, disturbed: 12 });
  });
});

describe("sampleRuns", () => {
  test("gives the seconds of one run", async () => {
    const { seconds, waited } = await sampleRuns(busy(5), 4);
    expect(seconds).toBeGreaterThanOrEqual(0.005);
    expect(waited).toBeGreaterThanOrEqual(0);
  });

  test.runIf(process.platform === "linux")("sees that threads have to share processors", async () => {
    const loop = "for (const start = performance.now(); performance.now() - start < 400;);";
    const workers = Array.from({ length: availableParallelism() + 2 }, () => new Worker(loop, { eval: true }));
    const over = Promise.all(workers.map((worker) => once(worker, "exit")));
    await Promise.all(workers.map((worker) => once(worker, "online")));
    const { waited } = await sampleRuns(busy(50), 2);
    expect(waited).toBeGreaterThan(TOLERATED_WAIT * 0.05);
    await over;
  });
});

describe("secondsPerRun", () => {
  test("waits for promises", async () => {
    const later = () => new Promise((resolve) => void setTimeout(resolve, 20));
    expect(await secondsPerRun(later, 2)).toBeGreaterThan(0.015);
  });
});

describe("spreadOf", () => {
  test("is the median and the quartiles", () => {
    expect(spreadOf([4, 1, 3, 2, 5])).toEqual({ low: 2, median: 3, high: 4 });
    expect(spreadOf([1, 2])).toEqual({ low: 1.25, median: 1.5, high: 1.75 });
    expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
  });

  test("leaves out what is no number", () => {
    expect(spreadOf([NaN, 3, NaN, 1])).toEqual({ low: 1.5, median: 2, high: 2.5 });
  });

  test("refuses an empty list", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
    expect(() => spreadOf([NaN])).toThrow(RangeError);
  });
});

describe("ratioOf", () => {
  test("is above 1 where the others take longer, round by round", () => {
    expect(ratioOf([1, 10, 2], [3, 30, 6])).toEqual({ low: 3, median: 3, high: 3 });
    expect(ratioOf([1, 1, 1], [2, 3, 4])).toEqual({ low: 2.5, median: 3, high: 3.5 });
  });

  test("takes rounds in which both have a time; the medians where there is none", () => {
    expect(ratioOf([1, NaN, 2, 3], [3, 30, 6, 9])).toEqual({ low: 3, median: 3, high: 3 });
    expect(ratioOf([1, 1, 1], [NaN, 2, NaN])).toEqual({ low: 2, median: 2, high: 2 });
    expect(ratioOf([1, 2, 3, NaN], [NaN, NaN, NaN, 8])).toEqual({ low: 3.2, median: 4, high: 8 / 1.5 });
  });

  test("takes a share of the others' time where they do more", () => {
    // They do eight times the work in four times the time.
    expect(ratioOf([5, 5], [20, 20], 1 / 8)).toMatchObject({ median: 0.5 });
  });
});

test("the ceiling's loop does what it counts", () => {
  const state = Float64Array.from({ length: 14 }, (_, i) => (i + 1) / 20);
  const expected = state.slice();
  for (let pass = 0; pass < 10; pass++) {
    for (let i = 0; i < 12; i++) expected[i] = expected[i]! * expected[12]! + expected[13]!;
  }
  multiplyAdd(state, 10);
  expect(state).toEqual(expected);
  multiplyAdd(state, 10_000);
  expect(state.every(Number.isFinite)).toBe(true);
});

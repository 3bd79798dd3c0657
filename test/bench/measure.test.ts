import { describe, expect, test } from "vitest";
import { multiplyAdd } from "../../bench/ceiling.js";
import { ratioOf, type Runner, secondsPerRun, spreadOf, timeInTurns } from "../../bench/measure.js";

/** Keeps a processor busy for that many milliseconds. */
const busy = (milliseconds: number) => () => {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
};
const runner = (name: string, run: () => unknown): Runner => ({
  name,
  time: (repeats) => secondsPerRun(run, repeats),
});

describe("timeInTurns", () => {
  test("times everyone once a round, each first in turn", async () => {
    const order: string[] = [];
    const noting = (name: string) => runner(name, () => (order.push(name), busy(21)()));
    const [a, b] = [noting("a"), noting("b")];
    const times = await timeInTurns([a, b], { warmUp: 0, budget: 0, rounds: 3 });
    expect(order.join("")).toBe("aabbabbaab");
    expect(times.get(a)).toHaveLength(3);
    expect(times.get(b)).toHaveLength(3);
  });

  test("gives seconds for one run, however many a sample takes", async () => {
    const [short, long] = [runner("short", busy(2)), runner("long", busy(25))];
    const times = await timeInTurns([short, long], { warmUp: 0, budget: 0, rounds: 3 });
    for (const seconds of times.get(short)!) expect(seconds).toBeGreaterThanOrEqual(0.002);
    for (const seconds of times.get(long)!) expect(seconds).toBeGreaterThanOrEqual(0.025);
    expect(Math.min(...times.get(short)!)).toBeLessThan(0.02);
  });

  test("warms up before it times, with more runs at once where they are short", async () => {
    const repeats: number[] = [];
    const short: Runner = { name: "short", time: (asked) => (repeats.push(asked), busy(1)(), Promise.resolve(0.001)) };
    await timeInTurns([short], { warmUp: 0.05, budget: 0, rounds: 1 });
    expect(repeats.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(repeats.slice(5, -1).every((asked) => asked === 16)).toBe(true);
    // What is timed takes 20 ms.
    expect(repeats.at(-1)).toBe(20);
  });

  test("goes on until the budget is spent", async () => {
    const times = await timeInTurns([runner("", busy(20))], { warmUp: 0, budget: 0.2, rounds: 1 });
    expect([...times.values()][0]!.length).toBeGreaterThan(1);
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

  test("refuses an empty list", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe("ratioOf", () => {
  test("is above 1 where the others take longer, round by round", () => {
    expect(ratioOf([1, 10, 2], [3, 30, 6])).toEqual({ low: 3, median: 3, high: 3 });
    expect(ratioOf([1, 1, 1], [2, 3, 4])).toEqual({ low: 2.5, median: 3, high: 3.5 });
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

import { describe, expect, test } from "vitest";
import { multiplyAdd } from "../../bench/ceiling.js";
import { type Contestant, ratioOf, spreadOf, timeInTurns } from "../../bench/measure.js";

/** Keeps a processor busy for that many milliseconds. */
const busy = (milliseconds: number) => () => {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
};

describe("timeInTurns", () => {
  test("times everyone once a round, each first in turn", () => {
    const order: string[] = [];
    const contestant = (name: string): Contestant => ({
      name,
      operations: 1,
      run: () => {
        order.push(name);
        busy(21)();
      },
    });
    const [a, b] = [contestant("a"), contestant("b")];
    const times = timeInTurns([a, b], { warmUp: 0, budget: 0, rounds: 3 });
    expect(order.join("")).toBe("aabbabbaab");
    expect(times.get(a)).toHaveLength(3);
    expect(times.get(b)).toHaveLength(3);
  });

  test("gives seconds for one run, however many a sample takes", () => {
    const [short, long] = [2, 25].map((milliseconds) => ({ name: "", operations: 1, run: busy(milliseconds) }));
    const times = timeInTurns([short!, long!], { warmUp: 0, budget: 0, rounds: 3 });
    for (const seconds of times.get(short!)!) expect(seconds).toBeGreaterThanOrEqual(0.002);
    for (const seconds of times.get(long!)!) expect(seconds).toBeGreaterThanOrEqual(0.025);
    expect(Math.min(...times.get(short!)!)).toBeLessThan(0.02);
  });

  test("warms up before it times, and goes on until the budget is spent", () => {
    let runs = 0;
    const contestant = { name: "", operations: 1, run: () => (runs++, busy(20)()) };
    const times = timeInTurns([contestant], { warmUp: 0.2, budget: 0.2, rounds: 1 });
    const rounds = times.get(contestant)!.length;
    expect(rounds).toBeGreaterThan(1);
    expect(runs - rounds).toBeGreaterThanOrEqual(2);
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

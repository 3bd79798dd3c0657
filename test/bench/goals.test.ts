import { expect, test } from "vitest";
import type { Comparison, Measurement } from "../../bench/compare.js";
import { contestantsWith } from "../../bench/contestants.js";
import { coldStartName } from "../../bench/cold/measure.js";
import { type Findings, goals, goalsTableOf } from "../../bench/goals.js";
import { workloads } from "../../bench/workloads.js";

const comparison = (
  workload: string,
  against: string,
  ratio: number,
  changes: Partial<Comparison> = {},
): Comparison => ({
  workload,
  target: "wasm",
  threads: 1,
  against,
  ratio,
  low: ratio,
  high: ratio,
  ...changes,
});
const measurement = (workload: string, name: string, seconds: number): Measurement => ({
  workload,
  timings: [{ name, threads: 1, variant: "only", seconds }],
  comparisons: [],
  missing: [],
  noise: { samples: 1, disturbed: 0 },
});
const findings = (changes: Partial<Findings>): Findings => ({
  measurements: [],
  comparisons: [],
  sizes: [],
  ...changes,
});

test("goals that weren't measured are left out", () => {
  expect(goalsTableOf(findings({}))).toBe("");
});

test("ratios are to be high", () => {
  const comparisons = [
    comparison("mha512x8 seq 128", "wasm-ceiling", 0.9),
    comparison("mha512x8 seq 512", "wasm-ceiling", 0.8),
    comparison("mha512x8 seq 512", "one-thread", 1.85, { threads: 2 }),
  ];
  const lines = goalsTableOf(findings({ comparisons })).split("\n");
  expect(lines[0]).toMatch(/^goals +wanted +found$/);
  expect(lines[1]).toMatch(/^ {2}mha512x8 seq 128: wasm, against wasm-ceiling +at least 0.880 x +0.900 x +reached$/);
  expect(lines[2]).toMatch(/^ {2}mha512x8 seq 512: wasm, against wasm-ceiling +at least 0.880 x +0.800 x +missed$/);
  expect(lines[3]).toMatch(
    /^ {2}mha512x8 seq 512: wasm, 2 threads, against one-thread +at least 1.80 x +1.85 x +reached$/,
  );
});

test("times and sizes are to be low", () => {
  const measurements = [
    measurement("decode512x8 cache 256", "wasm", 0.00008),
    measurement(coldStartName, "wasm", 0.08),
  ];
  const sizes = [{ name: "wasm", role: "target", bytes: 6_400 } as const];
  const table = goalsTableOf(findings({ measurements, sizes }));
  expect(table).toMatch(/decode512x8 cache 256: time of wasm +at most 0.0750 ms +0.0800 ms +missed/);
  expect(table).toMatch(/cold start, mha512x8 seq 128: time of wasm +at most 90.0 ms +80.0 ms +reached/);
  expect(table).toMatch(/size: wasm +at most 10.0 kB +6.40 kB +reached/);
});

test("of sentences it is their median that counts", () => {
  const comparisons = [1, 4, 3.5].map((ratio, i) => comparison(`useLite sentence ${i + 1}`, "tfjs-wasm-graph", ratio));
  expect(goalsTableOf(findings({ comparisons }))).toMatch(/tfjs-wasm-graph +at least 3.00 x +3.50 x +reached/);
});

test("a goal may be reached in another way", () => {
  const measurements = [measurement("mha512x8 seq 128", "typescript", 0.04)];
  const slow = goalsTableOf(findings({ measurements }));
  expect(slow).toMatch(/mha512x8 seq 128: time of typescript +at most 32.0 ms +40.0 ms +missed/);
  const own = { target: "typescript" };
  const comparisons = [comparison("mha512x8 seq 128", "naive-in-out", 8.5, own)];
  const fast = goalsTableOf(findings({ measurements, comparisons }));
  expect(fast).toMatch(/mha512x8 seq 128: typescript, against naive-in-out +at least 8.00 x +8.50 x +reached/);
});

test("goals name workloads and contestants that exist", () => {
  const names = new Set([...workloads.map(({ name }) => name), coldStartName, "size"]);
  for (const { workload, over = [workload] } of goals) for (const name of over) expect(names).toContain(name);
  const others = new Set([...contestantsWith("").map(({ name }) => name), "relaxed-ceiling"]);
  for (const { figure } of goals) {
    const [, against] = /against (.*)$/.exec(figure) ?? [];
    if (against !== undefined) expect(others).toContain(against);
  }
});

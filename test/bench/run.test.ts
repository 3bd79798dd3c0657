import { describe, expect, test } from "vitest";
import { type Comparison, measure } from "../../bench/compare.js";
import { scalarCeiling } from "../../bench/peers/ceiling.js";
import { naivePeer } from "../../bench/peers/naive.js";
import type { Peer } from "../../bench/peers/peer.js";
import { type BenchPlan, runBench } from "../../bench/run.js";
import type { BenchTarget } from "../../bench/targets.js";
import { type Workload, workloads } from "../../bench/workloads.js";
import { createMha64x4 } from "../../generated/mha64x4/index.js";
import { mha64x4 } from "../../presets/multi-head.js";

const effort = { warmUp: 0, budget: 0, rounds: 2 };
const target: BenchTarget = {
  name: "typescript",
  threads: 1,
  kernels: { mha512x8: createMha64x4, mha512x8Causal: createMha64x4 },
};
const small: Workload = {
  name: "mha64x4 seq 8",
  program: mha64x4,
  kernel: "mha512x8",
  seq: 8,
  width: 64,
  heads: 4,
  peers: [naivePeer("in-out"), naivePeer("out-in"), scalarCeiling],
  isQuick: true,
};
const plan: BenchPlan = {
  targets: [target],
  workloads: [small, { ...small, name: "mha64x4 seq 9", seq: 9, isQuick: false }],
  thorough: effort,
  quick: effort,
};

async function bench(...args: string[]) {
  const text = { stdout: "", stderr: "" };
  const stdout = { write: (written: string) => (text.stdout += written) };
  const stderr = { write: (written: string) => (text.stderr += written) };
  const exitCode = await runBench(args, { stdout, stderr }, plan);
  return { exitCode, ...text };
}

describe("npm run bench", () => {
  test("--json prints an object for each comparison", async () => {
    const { exitCode, stdout, stderr } = await bench("--json");
    const lines = stdout.trimEnd().split("\n");
    const comparisons = lines.map((line): Comparison => JSON.parse(line));
    const against = ["naive-in-out", "naive-out-in", "scalar-ceiling"];
    expect(comparisons.map((each) => [each.workload, each.against])).toEqual([
      ...against.map((name) => ["mha64x4 seq 8", name]),
      ...against.map((name) => ["mha64x4 seq 9", name]),
    ]);
    for (const comparison of comparisons) {
      expect(Object.keys(comparison)).toEqual(["workload", "target", "threads", "against", "ratio", "low", "high"]);
      expect(comparison).toMatchObject({ target: "typescript", threads: 1 });
      expect(comparison.low).toBeGreaterThan(0);
      expect(comparison.low).toBeLessThanOrEqual(comparison.ratio);
      expect(comparison.ratio).toBeLessThanOrEqual(comparison.high);
    }
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });

  test("--quick leaves workloads out; a table has a line for each contestant", async () => {
    const { exitCode, stdout } = await bench("--quick");
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^ +time +GFLOP\/s +ratio +low \.\. high$/);
    expect(lines[1]).toMatch(/^mha64x4 seq 8 +[\d.]+ ms +[\d.]+$/);
    expect(lines[2]).toMatch(/^ {2}against naive-in-out +[\d.]+ ms +[\d.]+ +[\d.]+ +[\d.]+ \.\. [\d.]+$/);
    expect(exitCode).toBe(0);
  });

  test.each([
    [["--fast"], "unknown option --fast"],
    [["mha"], "there is nothing to do with mha"],
    [["--json=1"], "--json takes no value: got 1"],
  ])("refuses %j with exit code 2", async (args, message) => {
    expect(await bench(...args)).toEqual({ exitCode: 2, stdout: "", stderr: `bench: ${message}\n` });
  });

  test("--help shows how it is used", async () => {
    const { exitCode, stdout } = await bench("--help");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run bench -- \[--quick\] \[--json\]\n/);
  });
});

describe("measure", () => {
  /** A peer that gives what `result` makes of the right result. */
  const peer = (result: (right: Float32Array) => Float32Array, firstRow = 0): Peer => ({
    name: "other",
    by: "time",
    prepare: async (job) => {
      const right = await naivePeer("out-in").prepare(job);
      right.run();
      return { run: () => {}, operations: 1, result: { data: result(right.result!.data), firstRow } };
    },
  });
  const against = (other: Peer) => measure({ ...small, peers: [other] }, target, effort);

  test("refuses a peer that computes something else", async () => {
    const problem = "other computes something else than mha64x4 seq 8: its time would say nothing";
    await expect(against(peer((data) => data.with(100, data[100]! + 1)))).rejects.toThrow(problem);
    await expect(against(peer((data) => data.with(511, NaN)))).rejects.toThrow(problem);
    await expect(against(peer((data) => data.slice(1)))).rejects.toThrow(problem);
    await expect(against(peer(() => new Float32Array(512)))).rejects.toThrow(problem);
  });

  test("looks only at the rows that must agree", async () => {
    await expect(against(peer((data) => data.with(100, 9), 2))).resolves.toBeDefined();
    await expect(against(peer((data) => data.with(100, 9), 1))).rejects.toThrow("something else");
  });
});

test("every workload says what it is: its program, its kernel and its length", () => {
  for (const { name, program, kernel, seq } of workloads) {
    expect(program.name).toBe(kernel);
    expect(name).toBe(`${program.name} seq ${seq}`);
  }
});

import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { type Comparison, race } from "../../bench/compare.js";
import type { Contestant, Prepared } from "../../bench/contestant.js";
import { contestantsWith, quickPeers, raceOf } from "../../bench/contestants.js";
import { fastestVariant } from "../../bench/fastest.js";
import { jobOf } from "../../bench/job.js";
import { writeKernel } from "../../bench/kernels/write.js";
import { secondsPerRun } from "../../bench/measure.js";
import { scalarCeiling } from "../../bench/peers/ceiling.js";
import { naivePeer } from "../../bench/peers/naive.js";
import { oneThread } from "../../bench/peers/one-thread.js";
import { programFor } from "../../bench/programs.js";
import { referenceOf } from "../../bench/reference.js";
import { type BenchPlan, runBench } from "../../bench/run.js";
import type { Start } from "../../bench/start.js";
import { wasmTarget } from "../../bench/targets/wasm.js";
import { type Workload, workloads } from "../../bench/workloads.js";
import { smallLayer } from "./tasks.js";

const effort = { warmUp: 0, budget: 0, rounds: 2 };
const small: Workload = { name: "mha64x4 seq 9", task: smallLayer, isQuick: true };

/** Starts a contestant in the process of the tests. */
const startHere: Start = async (contestant, { task }) => {
  for (const source of contestant.sourcesFor?.(task) ?? []) await writeKernel(kernels, source);
  const { variant, prepared } = await fastestVariant(contestant, jobOf(task));
  const { operations, isOtherWork, result } = prepared;
  return {
    name: contestant.name,
    variant,
    time: async (repeats) => ({ seconds: await secondsPerRun(() => prepared.run(), repeats), waited: 0 }),
    stop: () => {},
    ...(result && { result: result() }),
    ...(operations !== undefined && { operations }),
    ...(isOtherWork !== undefined && { isOtherWork }),
  };
};

/** Someone who gives what `result` makes of the right result, with little work. */
const peer = (name: string, result: (right: Float32Array) => Float32Array, from = 0): Contestant => ({
  name,
  threads: 1,
  role: "peer",
  packages: [],
  variantsFor: () => [
    {
      name: "only",
      prepare: (job): Promise<Prepared> => {
        const data = result(Float32Array.from(referenceOf(job)));
        return Promise.resolve({ run: () => {}, result: () => ({ data, from }) });
      },
    },
  ],
});
const target: Contestant = { ...peer("made-up", (right) => right), role: "target" };
const ceiling: Contestant = { ...scalarCeiling, target: "wasm" };

/** Where all runs have their kernels: one is enough. */
const kernels = mkdtempSync(join(tmpdir(), "heddle-bench-test-kernels-"));
const contestantsHere = () => [wasmTarget(kernels), target, naivePeer("out-in"), ceiling];
const plan: Omit<BenchPlan, "results"> = {
  contestants: contestantsHere,
  quickPeers: ["naive-out-in"],
  workloads: [small, { ...small, name: "mha64x4 seq 8", task: { ...smallLayer, seq: 8 }, isQuick: false }],
  starter: () => Promise.resolve(startHere),
  thorough: effort,
  quick: effort,
  alone: effort,
};

async function bench(args: readonly string[], changed: Partial<BenchPlan> = {}) {
  const text = { stdout: "", stderr: "" };
  const stdout = { write: (written: string) => (text.stdout += written) };
  const stderr = { write: (written: string) => (text.stderr += written) };
  const folder = mkdtempSync(join(tmpdir(), "heddle-bench-test-"));
  const results = pathToFileURL(`${folder}/`);
  const exitCode = await runBench(args, { stdout, stderr }, { ...plan, ...changed, results });
  return { exitCode, folder, ...text };
}

/** What lines of JSON say. */
const comparisonsIn = (lines: string): readonly Comparison[] =>
  lines
    .trimEnd()
    .split("\n")
    .map((line): Comparison => JSON.parse(line));

describe("npm run bench", () => {
  test("--json prints an object for each comparison", async () => {
    const { exitCode, stdout, stderr, folder } = await bench(["--json"]);
    const comparisons = comparisonsIn(stdout);
    const pairs = [
      ["wasm", "made-up"],
      ["wasm", "naive-out-in"],
      ["wasm", "scalar-ceiling"],
      ["made-up", "wasm"],
      ["made-up", "naive-out-in"],
    ];
    expect(comparisons.map((each) => [each.workload, each.target, each.against])).toEqual([
      ...pairs.map(([own, other]) => ["mha64x4 seq 9", own, other]),
      ...pairs.map(([own, other]) => ["mha64x4 seq 8", own, other]),
    ]);
    for (const comparison of comparisons) {
      expect(Object.keys(comparison)).toEqual(["workload", "target", "threads", "against", "ratio", "low", "high"]);
      expect(comparison.threads).toBe(1);
      expect(comparison.low).toBeGreaterThan(0);
      expect(comparison.low).toBeLessThanOrEqual(comparison.ratio);
      expect(comparison.ratio).toBeLessThanOrEqual(comparison.high);
    }
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(readFileSync(join(folder, "bench.jsonl"), "utf8")).toBe(stdout);
  });

  test("--quick leaves workloads and peers out; a table has a line for each contestant", async () => {
    const two = () => [...contestantsHere(), wasmTarget(kernels, 2)];
    const { exitCode, stdout, folder } = await bench(["--quick"], { contestants: two });
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    expect(lines[5]).toBe("0 of 6 samples (0.00%) were void: something else had the processor");
    expect(lines[0]).toMatch(/^mha64x4 seq 9 +time +GFLOP\/s +ratio of wasm +ratio of made-up$/);
    expect(lines[1]).toMatch(/^ {2}wasm +[\d.]+ ms +[\d.]+ +[\d.e-]+ \([\d.e-]+ \.\. [\d.e-]+\)$/);
    expect(lines[3]).toMatch(/^ {2}naive-out-in +[\d.]+ ms +[\d.]+ +[\d.]+ \([\d.]+ \.\. [\d.]+\) +[\de.+]+ \(/);
    expect(exitCode).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(["bench.jsonl", "bench.md", "bench.svg", "bench.txt"]);
    expect(readFileSync(join(folder, "bench.txt"), "utf8")).toBe(stdout);
    expect(readFileSync(join(folder, "bench.svg"), "utf8")).toContain("naive-out-in");
  });

  test("what says something of one target alone has no ratio of another", async () => {
    const owned = { ...peer("owned", (right) => right), target: "made-up" };
    const contestants = () => [...contestantsHere(), owned];
    const { stdout } = await bench([], { contestants, workloads: [small] });
    const header = stdout.split("\n")[0]!;
    const line = stdout.split("\n").find((each) => each.startsWith("  owned"))!;
    expect(header).toMatch(/ratio of wasm +ratio of made-up$/);
    expect(line.match(/\.\./g)).toHaveLength(1);
    expect(line).toHaveLength(header.length);
  });

  test("who isn't installed is named, with how to install it, and left out", async () => {
    const absent = { ...peer("absent-library", (right) => right), packages: ["heddle-bench-no-such-package"] };
    const contestants = () => [...contestantsHere(), absent];
    const { stdout, stderr, exitCode } = await bench(["--json"], { contestants });
    expect(stderr).toBe(
      "Not installed, so not measured: absent-library. " +
        "To install them: ONNXRUNTIME_NODE_INSTALL=skip npm ci --prefix bench\n",
    );
    expect(stdout).not.toContain("absent-library");
    expect(exitCode).toBe(0);
  });

  test("contestants with other numbers of threads are in another race, in which one thread is a peer", async () => {
    const two: Contestant = { ...target, name: "two", threads: 2 };
    const contestants = () => [...contestantsHere(), two, oneThread(two, raceOf(two))];
    const { stdout } = await bench(["--json"], { contestants, workloads: [small] });
    const pairs = comparisonsIn(stdout).map((each) => [each.target, each.threads, each.against]);
    expect(pairs.filter(([own]) => own === "two")).toEqual([["two", 2, "one-thread"]]);
    expect(pairs.filter(([own, , other]) => own !== "two" && other === "two")).toEqual([]);
  });

  test("a target that can't do something is named", async () => {
    const unable: Contestant = { ...target, name: "unable", variantsFor: () => [] };
    const { stdout } = await bench([], { contestants: () => [target, unable], workloads: [small] });
    expect(stdout).toContain("  missing: unable, threads 1: the target doesn't do this with one thread\n");
  });

  test("a workload that one target does alone has no others in it but its own", async () => {
    const alone = { ...small, only: "wasm" };
    const { stdout } = await bench(["--json"], { workloads: [alone] });
    expect(comparisonsIn(stdout).map((each) => [each.target, each.against])).toEqual([["wasm", "scalar-ceiling"]]);
  });

  test("--only takes workloads by parts of their names", async () => {
    const { stdout } = await bench(["--json", "--only", "seq 8", "--only", "none,other"]);
    expect(new Set(comparisonsIn(stdout).map(({ workload }) => workload))).toEqual(new Set(["mha64x4 seq 8"]));
  });

  test.each(["--json", "--json="])("%s FILE writes the comparisons there, and a table is printed", async (option) => {
    for (const name of ["found.json", "found.jsonl"]) {
      const file = join(mkdtempSync(join(tmpdir(), "heddle-bench-test-")), name);
      const { stdout, folder } = await bench(option === "--json" ? [option, file] : [`${option}${file}`]);
      expect(stdout).toMatch(/^mha64x4 seq 9 +time/);
      const lines = readFileSync(join(folder, "bench.jsonl"), "utf8");
      const text = readFileSync(file, "utf8");
      if (name.endsWith(".jsonl")) expect(text).toBe(lines);
      else expect(JSON.parse(text)).toEqual(comparisonsIn(lines));
    }
  });

  test("--markdown prints a table of the WebAssembly kernel", async () => {
    const { stdout, folder } = await bench(["--markdown"]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^\| {2}\| time \| GFLOP\/s \| of the ceiling \| onnxruntime-web /);
    expect(lines[2]).toMatch(/^\| mha64x4 seq 9 \| [\d.]+ ms \| [\d.]+ \| {2}\| {2}\| {2}\| {2}\| {2}\| [\d.]+x \|$/);
    expect(readFileSync(join(folder, "bench.md"), "utf8")).toBe(stdout);
  });

  test("a busy machine is reported", async () => {
    const busy: Start = async (contestant, workload) => ({
      ...(await startHere(contestant, workload)),
      time: () => Promise.resolve({ seconds: 0.02, waited: 0.01 }),
    });
    const { stdout } = await bench([], { starter: () => Promise.resolve(busy), workloads: [small] });
    expect(stdout).toContain("  void: 32 of 32 samples, the machine was busy with something else\n");
    expect(stdout).toContain("32 of 32 samples (100%) were void: something else had the processor\n");
    expect(stdout).toMatch(/The machine was too busy: measure again when nothing else runs\.\n$/);
  });

  test("nothing is left of the run's own folder, also when someone is refused", async () => {
    const wrong = { ...peer("wrong", (data) => data.with(0, 9)) };
    const folder = mkdtempSync(join(tmpdir(), "heddle-bench-test-"));
    const results = pathToFileURL(`${folder}/`);
    const streams = { stdout: { write: () => {} }, stderr: { write: () => {} } };
    const contestants = () => [...contestantsHere(), wrong];
    await expect(runBench([], streams, { ...plan, contestants, results })).rejects.toThrow(
      "wrong computes something else",
    );
    expect(readdirSync(folder).filter((name) => !name.startsWith("bench."))).toEqual([]);
  });

  test.each([
    [["--fast"], "unknown option --fast"],
    [["mha"], "there is nothing to do with mha"],
    [["--json", "a.json", "mha"], "there is nothing to do with mha"],
    [["--only"], "--only needs a value: --only NAME"],
    [["--only", "conv"], "no workload is called conv"],
    [["--json", "--markdown"], "--json and --markdown print to the same place: give --json a FILE"],
  ])("refuses %j with exit code 2", async (args, message) => {
    expect(await bench(args)).toMatchObject({ exitCode: 2, stdout: "", stderr: `bench: ${message}\n` });
  });

  test("--help shows how it is used", async () => {
    const { exitCode, stdout } = await bench(["--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run bench -- \[--quick\]/);
  });
});

describe("race", () => {
  const against = (other: Contestant, start = startHere) => race(small, [target, other], start, effort);

  test("refuses a peer that computes something else", async () => {
    const problem = "other computes something else than mha64x4 seq 9: its time would say nothing";
    await expect(against(peer("other", (data) => data.with(100, data[100]! + 1)))).rejects.toThrow(problem);
    await expect(against(peer("other", (data) => data.with(511, NaN)))).rejects.toThrow(problem);
    await expect(against(peer("other", (data) => data.slice(1)))).rejects.toThrow(problem);
    await expect(against(peer("other", () => new Float32Array(9 * 64)))).rejects.toThrow(problem);
  });

  test("refuses a target that computes something else", async () => {
    const wrong: Contestant = { ...peer("wrong", (data) => data.with(0, 9)), role: "target" };
    await expect(against(wrong)).rejects.toThrow("wrong computes something else than mha64x4 seq 9");
  });

  test("looks only at what must agree", async () => {
    const wrong = (data: Float32Array) => data.with(100, 9);
    await expect(against(peer("other", wrong, 128))).resolves.toBeDefined();
    await expect(against(peer("other", wrong, 64))).rejects.toThrow("something else");
  });

  test("says who couldn't be started, and why, and goes on", async () => {
    const broken = peer("broken", () => {
      throw new Error("no such library\nand more");
    });
    const { missing, timings, comparisons } = await against(broken);
    expect(missing).toEqual([{ workload: small.name, name: "broken", threads: 1, reason: "no such library" }]);
    expect(timings.map(({ name }) => name)).toEqual(["made-up"]);
    expect(comparisons).toEqual([]);
  });

  test("leaves out who fails on the way, and says so", async () => {
    const start: Start = async (contestant, workload) => ({
      ...(await startHere(contestant, workload)),
      ...(contestant.name === "other" && { time: () => Promise.reject(new Error("a worker died")) }),
    });
    const found = await against(
      peer("other", (data) => data),
      start,
    );
    expect(found.missing).toEqual([{ workload: small.name, name: "other", threads: 1, reason: "a worker died" }]);
    expect(found.timings.map(({ name }) => name)).toEqual(["made-up"]);
    expect(found.comparisons).toEqual([]);
  });

  test("stops everyone, also when someone is refused", async () => {
    const stopped: string[] = [];
    const start: Start = async (contestant, workload) => ({
      ...(await startHere(contestant, workload)),
      stop: () => void stopped.push(contestant.name),
    });
    await expect(
      against(
        peer("other", (data) => data.slice(1)),
        start,
      ),
    ).rejects.toThrow();
    expect(stopped).toEqual(["made-up", "other"]);
  });

  test("compares rates with who does other work: the fraction of a ceiling", async () => {
    const rate = (name: string, seconds: number) => ({
      name,
      variant: "only",
      time: () => Promise.resolve({ seconds, waited: 0 }),
      stop: () => {},
    });
    const { operations } = (await against(target)).timings[0]!;
    const start: Start = ({ role }) =>
      Promise.resolve(
        // The ceiling does ten times the operations in four times the time.
        role === "target" ? rate("made-up", 1) : { ...rate("top", 4), operations: 10 * operations!, isOtherWork: true },
      );
    const { comparisons } = await against({ ...peer("top", (data) => data), role: "ceiling" }, start);
    expect(comparisons.map(({ ratio }) => ratio)).toEqual([0.4]);
  });
});

describe("the list of workloads", () => {
  test("names the program of each task", () => {
    for (const { name, task } of workloads) expect(name.startsWith(`${programFor(task).name} `)).toBe(true);
    expect(new Set(workloads.map(({ name }) => name)).size).toBe(workloads.length);
  });

  test("has quick ones, and names quick peers that exist", () => {
    expect(workloads.filter(({ isQuick }) => isQuick)).toHaveLength(3);
    for (const name of quickPeers) expect(contestantsWith("").map((each) => each.name)).toContain(name);
  });
});

test("a text is the same by a kernel and by the naive loops", async () => {
  const text: Workload = { name: "llama tokens 3", task: { kind: "text", tokens: 3 }, isQuick: true };
  const { comparisons, timings, missing } = await race(
    text,
    [wasmTarget(kernels), naivePeer("out-in")],
    startHere,
    effort,
  );
  expect(missing).toEqual([]);
  expect(comparisons.map((each) => [each.target, each.against])).toEqual([["wasm", "naive-out-in"]]);
  // Three times the weights, and what attention does.
  expect(timings[0]?.operations).toBeGreaterThan(3 * 2 * 262_000);
  expect(timings[0]?.operations).toBeLessThan(3 * 2 * 300_000);
});

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Contestant } from "../../bench/contestant.js";
import { contestantsWith } from "../../bench/contestants.js";
import { processStarter } from "../../bench/process/start.js";
import type { Start } from "../../bench/start.js";
import type { Workload } from "../../bench/workloads.js";
import { smallLayer } from "./tasks.js";

const workload: Workload = { name: "mha64x4 seq 9", task: smallLayer, isQuick: true };
let folder: string;
let start: Start;

beforeAll(async () => {
  folder = mkdtempSync(fileURLToPath(new URL("run-", import.meta.url)));
  start = await processStarter(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const contestantCalled = (name: string): Contestant => contestantsWith(folder).find((each) => each.name === name)!;

test.each([
  ["naive-out-in", "out-in"],
  ["wasm", "views"],
  ["typescript", "kernel"],
])("%s in a process of its own gives its result and its times", async (name, variant) => {
  const started = await start(contestantCalled(name), workload);
  try {
    expect(started).toMatchObject({ name, variant });
    expect(started.result?.data).toHaveLength(9 * 64);
    const { seconds, waited } = await started.time(2);
    expect(seconds).toBeGreaterThan(1e-6);
    expect(waited).toBeGreaterThanOrEqual(0);
  } finally {
    started.stop();
  }
});

test("of those that have one name the one that is meant is started", async () => {
  const causal: Workload = { ...workload, task: { ...smallLayer, isCausal: true } };
  const full = contestantsWith(folder).filter(({ name }) => name === "full-attention");
  expect(full.map(({ target }) => target)).toEqual(["wasm", "typescript"]);
  for (const [i, variant] of ["views", "kernel"].entries()) {
    const started = await start(full[i]!, causal);
    expect(started.variant).toBe(variant);
    started.stop();
  }
});

test("what keeps a contestant from starting is said", async () => {
  const unknown: Contestant = { ...contestantCalled("naive-out-in"), name: "unknown" };
  await expect(start(unknown, workload)).rejects.toThrow("there is no such contestant");
  const nowhere: Contestant = { ...contestantCalled("naive-out-in"), node: join(folder, "no-node") };
  await expect(start(nowhere, workload)).rejects.toThrow("ENOENT");
});

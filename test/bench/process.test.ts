import { expect, test } from "vitest";
import { contestants } from "../../bench/contestants.js";
import { startInProcess } from "../../bench/process/start.js";
import { workloads } from "../../bench/workloads.js";

const product = workloads.find(({ task }) => task.kind === "product")!;

test("a contestant in a process of its own gives its result and its times", async () => {
  const naive = contestants.find(({ name }) => name === "naive-out-in")!;
  const started = await startInProcess(naive, product);
  try {
    expect(started).toMatchObject({ name: "naive-out-in", variant: "out-in" });
    expect(started.result?.data).toHaveLength(128 * 512);
    expect(await started.time(2)).toBeGreaterThan(0.001);
  } finally {
    started.stop();
  }
});

test("what keeps a contestant from starting is said", async () => {
  const unknown = { ...contestants[0]! };
  await expect(startInProcess(unknown, product)).rejects.toThrow("there is no such contestant or workload");
});

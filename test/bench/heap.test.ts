import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { HeapGrowth } from "../../bench/heap.js";

/** Bytes for each call. */
interface Growth {
  readonly withOut: HeapGrowth;
  readonly withResult: HeapGrowth;
  readonly withOneObject: HeapGrowth;
  readonly withOneNumber: HeapGrowth;
  readonly resultBytes: number;
}

/** Less than the smallest thing that a call could allocate, a boxed number of 12 bytes or more. */
const NOTHING = 8;

function outputOf(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...args], { timeout: 60_000 }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout);
    });
  });
}

describe.each(["typescript", "wasm"])("on the target %s", (target) => {
  let growth: Growth;

  beforeAll(async () => {
    const script = fileURLToPath(new URL("heap-of-kernel.ts", import.meta.url));
    const flags = ["--expose-gc", "--min-semi-space-size=64", "--max-semi-space-size=128", "--import", "tsx"];
    growth = JSON.parse(await outputOf([...flags, script, target]));
  });

  test("a call with out allocates nothing", () => {
    expect(growth.withOut.objects).toBeLessThan(NOTHING);
    expect(growth.withOut.elements).toBe(0);
  });

  test("a call without out allocates its result: the elements, and a tensor around them", () => {
    expect(growth.withResult.elements).toBe(growth.resultBytes);
    expect(growth.withResult.objects).toBeGreaterThan(NOTHING);
    expect(growth.withResult.objects).toBeLessThan(600);
  });

  test("one object or one number that a call allocates is seen", () => {
    expect(growth.withOneObject.objects).toBeGreaterThan(NOTHING);
    expect(growth.withOneNumber.objects).toBeGreaterThan(NOTHING);
  });
});

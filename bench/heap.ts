import { setTimeout } from "node:timers/promises";

/** Bytes that calls leave on the heap, each on average. */
export interface HeapGrowth {
  /** In V8's own heap: objects, and numbers that don't fit elsewhere. */
  readonly objects: number;
  /** Outside of it: the elements of arrays. */
  readonly elements: number;
}

const WARM_UP_CALLS = 2_000;

/**
 * How much memory `calls` calls take, after a warm-up: interpreted code allocates where compiled code doesn't. What calls
 * give is kept until the end. The process must run with `--expose-gc`, and with a young generation so large
 * (`--min-semi-space-size=64`, megabytes) that nothing is collected meanwhile, or what was allocated would not be seen.
 *
 * @throws Error without `--expose-gc`
 */
export async function heapGrowth(call: () => unknown, calls: number): Promise<HeapGrowth> {
  const results: unknown[] = Array.from({ length: calls }, () => undefined);
  for (let i = 0; i < WARM_UP_CALLS; i++) results[i % calls] = call();
  results.fill(undefined);
  await collect();
  const before = process.memoryUsage();
  for (let i = 0; i < calls; i++) results[i] = call();
  const after = process.memoryUsage();
  return {
    objects: (after.heapUsed - before.heapUsed) / calls,
    elements: (after.arrayBuffers - before.arrayBuffers) / calls,
  };
}

/** Frees what is not in use. The elements of arrays are freed some time after a collection, by another thread. */
async function collect(): Promise<void> {
  if (typeof globalThis.gc !== "function") throw new Error("heapGrowth: start node with --expose-gc");
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await setTimeout(20);
    // The first look allocates what later ones use again.
    process.memoryUsage();
  }
}

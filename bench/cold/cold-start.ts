import type { Contestant } from "../contestant.js";
import { jobOf } from "../job.js";
import { mainThreadWait } from "../process/wait.js";
import type { LayerTask } from "../tasks.js";

/** What a fresh process computes first. */
export const coldTask: LayerTask = { kind: "layer", seq: 128, width: 512, heads: 8, isCausal: false };

/**
 * Computes one result and prints, as JSON, the seconds since the process started, how much of it the main thread waited for
 * a processor, and the result's first numbers. Making up the data, and writing a model, are not counted: their weights lie
 * in memory when a program starts to bind them.
 */
export async function coldStart(contestant: Contestant): Promise<void> {
  const [start, waitedBefore] = [performance.now(), mainThreadWait()];
  const job = jobOf(coldTask);
  const dataSeconds = (performance.now() - start) / 1000;
  const dataWaited = mainThreadWait() - waitedBefore;
  const wanted = process.argv[2];
  const variant = contestant.variantsFor(coldTask).find(({ name }) => name === wanted);
  if (!variant) throw new Error(`${contestant.name} has no variant ${wanted}`);
  const prepared = await variant.prepare(job);
  await prepared.run();
  const seconds = performance.now() / 1000 - dataSeconds - (prepared.modelSeconds ?? 0);
  const waited = mainThreadWait() - dataWaited;
  const row = [...(prepared.result?.().data.subarray(0, coldTask.width) ?? [])];
  process.stdout.write(JSON.stringify({ seconds, waited, row }), () => process.exit());
}

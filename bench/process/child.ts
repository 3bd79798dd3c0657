import { contestants } from "../contestants.js";
import { fastestVariant } from "../fastest.js";
import { jobOf } from "../job.js";
import { secondsPerRun } from "../measure.js";
import { workloads } from "../workloads.js";
import { type ChildMessage, isTimeRequest } from "./messages.js";

/*
 * A process with one contestant and one workload: `child.ts CONTESTANT WORKLOAD`, by their places in the lists. No other
 * contestant's threads, memory or compiled code are near it. It says that it is ready, then answers each request with
 * the time that so many runs took.
 */

const [contestant, workload] = [contestants[Number(process.argv[2])], workloads[Number(process.argv[3])]];

const say = (message: ChildMessage): void => void process.send?.(message);
const fail = (error: unknown): void =>
  say({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });

process.on("disconnect", () => process.exit());
try {
  if (!contestant || !workload) throw new Error("there is no such contestant or workload");
  const { variant, prepared } = await fastestVariant(contestant, jobOf(workload.task));
  const { operations, isOtherWork } = prepared;
  const result = prepared.result?.();
  process.on("message", (message) => {
    if (!isTimeRequest(message)) return;
    // What others did meanwhile has emptied the caches: where the time is that of many runs, one is not counted.
    const before = message.repeats > 1 ? 1 : 0;
    secondsPerRun(() => prepared.run(), before)
      .then(() => secondsPerRun(() => prepared.run(), message.repeats))
      .then((seconds) => say({ kind: "time", seconds }), fail);
  });
  say({
    kind: "ready",
    variant,
    ...(result && { result }),
    ...(operations !== undefined && { operations }),
    ...(isOtherWork !== undefined && { isOtherWork }),
  });
} catch (error) {
  fail(error);
}

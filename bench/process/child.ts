import { contestantsWith } from "../contestants.js";
import { fastestVariant } from "../fastest.js";
import { jobOf } from "../job.js";
import { secondsPerRun } from "../measure.js";
import type { Task } from "../tasks.js";
import { type ChildMessage, isTimeRequest } from "./messages.js";
import { sampleRuns } from "./wait.js";

/*
 * A process with one contestant and one task: `child KERNELS CONTESTANT TASK`, the contestant by its place in the list, the
 * task in JSON. No other contestant's threads, memory or compiled code are near it. It says that it is ready, then
 * answers each request with the time that so many runs took.
 */

const [, , kernels = "", place, taskText = ""] = process.argv;

/** Filling the caches is nothing beside a run of so many seconds. */
const LONG_RUN_SECONDS = 0.1;

const say = (message: ChildMessage): void => void process.send?.(message);
const fail = (error: unknown): void =>
  say({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });

process.on("disconnect", () => process.exit());
try {
  const contestant = contestantsWith(kernels)[Number(place)];
  if (!contestant) throw new Error("there is no such contestant");
  const task: Task = JSON.parse(taskText);
  const { variant, prepared } = await fastestVariant(contestant, jobOf(task));
  const { operations, isOtherWork } = prepared;
  const result = prepared.result?.();
  let seconds = 0;
  process.on("message", (message) => {
    if (!isTimeRequest(message)) return;
    // What others did meanwhile has emptied the caches: where that counts, a run before doesn't.
    secondsPerRun(() => prepared.run(), seconds < LONG_RUN_SECONDS ? 1 : 0)
      .then(() => sampleRuns(() => prepared.run(), message.repeats))
      .then((sample) => {
        seconds = sample.seconds;
        say({ kind: "time", sample });
      }, fail);
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

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Contestant } from "../contestant.js";
import { contestantsWith } from "../contestants.js";
import type { Sample } from "../measure.js";
import { writeKernel } from "../kernels/write.js";
import type { Start } from "../start.js";
import { type ChildMessage, isChildMessage, type TimeRequest } from "./messages.js";

/**
 * Starts contestants in processes of their own. What these run, and the kernels, are written into `folder`, which lies
 * below the bench, so that its packages are found from there.
 */
export async function processStarter(folder: string): Promise<Start> {
  const child = join(folder, "child.mjs");
  // Bundled, it starts at once, and no loader is near what is timed.
  await build({
    entryPoints: [fileURLToPath(new URL("child.ts", import.meta.url))],
    outfile: child,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  const contestants = contestantsWith(folder);
  return async (contestant, { task }) => {
    for (const source of contestant.sourcesFor?.(task) ?? []) await writeKernel(folder, source);
    const place = contestants.findIndex((each) => isSame(each, contestant));
    const started = fork(child, [folder, String(place), JSON.stringify(task)], {
      execArgv: [],
      serialization: "advanced",
      // Libraries print to stdout, where the bench's own lines go.
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      ...(contestant.node !== undefined && { execPath: contestant.node }),
    });
    const next = messagesOf(started);
    try {
      const message = await next();
      if (message.kind !== "ready") throw new Error("the process isn't ready");
      const { kind: _, ...ready } = message;
      const time = async (repeats: number): Promise<Sample> => {
        const request: TimeRequest = { repeats };
        started.send(request);
        const answer = await next();
        if (answer.kind !== "time") throw new Error("the process gave no time");
        return answer.sample;
      };
      return { ...ready, name: contestant.name, time, stop: () => void started.kill("SIGKILL") };
    } catch (error) {
      started.kill("SIGKILL");
      throw error;
    }
  };
}

/** Whether two lists mean the same contestant: some have one name, each for another target or number of threads. */
function isSame(left: Contestant, right: Contestant): boolean {
  return left.name === right.name && left.threads === right.threads && left.target === right.target;
}

/** Whoever says nothing for so many seconds has got stuck. */
const PATIENCE = 120;

/** A function that gives the next message of a child; what it fails with, or the last that it wrote, is thrown. */
function messagesOf(started: ChildProcess): () => Promise<ChildMessage> {
  let errors = "";
  started.stderr?.on("data", (text) => (errors = `${errors}${String(text)}`.slice(-2000)));
  return () =>
    new Promise((resolve, reject) => {
      const onMessage = (message: unknown): void => {
        if (!isChildMessage(message)) return;
        settle();
        if (message.kind === "failed") reject(new Error(message.reason));
        else resolve(message);
      };
      const onExit = (): void => {
        settle();
        reject(new Error(`the process ended: ${errors.trim().split("\n").at(-1) ?? ""}`));
      };
      const onSilence = (): void => {
        settle();
        reject(new Error(`the process said nothing for ${PATIENCE} seconds`));
      };
      const onError = (error: Error): void => {
        settle();
        reject(error);
      };
      const timer = setTimeout(onSilence, PATIENCE * 1000);
      const settle = (): void => {
        clearTimeout(timer);
        started.off("message", onMessage).off("exit", onExit).off("error", onError);
      };
      started.on("message", onMessage).once("exit", onExit).once("error", onError);
    });
}

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { contestants } from "../contestants.js";
import type { Start } from "../start.js";
import { workloads } from "../workloads.js";
import { type ChildMessage, isChildMessage, type TimeRequest } from "./messages.js";

const child = fileURLToPath(new URL("child.ts", import.meta.url));

/** Starts a contestant in a process of its own. */
export const startInProcess: Start = async (contestant, workload) => {
  const places = [contestants.indexOf(contestant), workloads.indexOf(workload)];
  const started = fork(child, places.map(String), {
    execArgv: ["--import", import.meta.resolve("tsx")],
    serialization: "advanced",
    // Libraries print to stdout, where the bench's own lines go.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const next = messagesOf(started);
  try {
    const message = await next();
    if (message.kind !== "ready") throw new Error("the process isn't ready");
    const { kind: _, ...ready } = message;
    const time = async (repeats: number): Promise<number> => {
      const request: TimeRequest = { repeats };
      started.send(request);
      const answer = await next();
      if (answer.kind !== "time") throw new Error("the process gave no time");
      return answer.seconds;
    };
    return { ...ready, name: contestant.name, time, stop: () => void started.kill("SIGKILL") };
  } catch (error) {
    started.kill("SIGKILL");
    throw error;
  }
};

/** A function that gives the next message of a child; what it fails with, or the last that it wrote, is thrown. */
function messagesOf(started: ChildProcess): () => Promise<ChildMessage> {
  let errors = "";
  started.stderr?.on("data", (text) => (errors = `${errors}${String(text)}`.slice(-2000)));
  return () =>
    new Promise((resolve, reject) => {
      const onMessage = (message: unknown): void => {
        if (!isChildMessage(message)) return;
        started.off("message", onMessage).off("exit", onExit);
        if (message.kind === "failed") reject(new Error(message.reason));
        else resolve(message);
      };
      const onExit = (): void => {
        started.off("message", onMessage);
        reject(new Error(`the process ended: ${errors.trim().split("\n").at(-1) ?? ""}`));
      };
      started.on("message", onMessage).once("exit", onExit);
    });
}

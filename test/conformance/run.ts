import { runConformance } from "../../conformance/run.js";
import { allTargets, type Target } from "../../conformance/targets/index.js";

/** How a run ended and what it printed. */
export interface Run {
  readonly exitCode: number;
  /** The lines of stdout before the last. */
  readonly lines: readonly string[];
  /** The last line of stdout, parsed; undefined where there is none. */
  readonly summary: unknown;
  readonly stderr: string;
}

/** The reference evaluator alone, which needs no compilation. */
export const evaluatorOnly: readonly Target[] = allTargets().slice(0, 1);

/** Runs the conformance command with those arguments. */
export async function conformance(args: readonly string[], targets?: readonly Target[]): Promise<Run> {
  const text = { stdout: "", stderr: "" };
  const streams = {
    stdout: (written: string) => void (text.stdout += written),
    stderr: (written: string) => void (text.stderr += written),
  };
  const exitCode = await runConformance(args, streams, targets);
  const lines = text.stdout.split("\n").slice(0, -1);
  const last = lines.pop();
  return { exitCode, lines, summary: last?.startsWith("{") ? JSON.parse(last) : undefined, stderr: text.stderr };
}

/** Runs the torch suite on `folder`, on the evaluator alone unless targets are given. */
export function torch(folder: string, targets: readonly Target[] = evaluatorOnly, ...options: string[]): Promise<Run> {
  return conformance(["--suite", "torch", folder, ...options], targets);
}

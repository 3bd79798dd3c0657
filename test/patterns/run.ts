import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Report } from "../../patterns/report.js";
import { runPatterns } from "../../patterns/run.js";

/** How a run ended and what it printed. */
export interface Run {
  readonly exitCode: number;
  /** The lines of stdout before the last. */
  readonly lines: readonly string[];
  /** The last line of stdout, parsed; undefined where there is none. */
  readonly report: (Report & { readonly file: string }) | undefined;
  readonly stderr: string;
}

/** The path of a list that is kept here. */
export function goldenList(name: "einops" | "einsum"): string {
  return fileURLToPath(new URL(`../golden/patterns/${name}_cases.json`, import.meta.url));
}

/** Runs the patterns command with those arguments. */
export async function patterns(...args: string[]): Promise<Run> {
  const text = { stdout: "", stderr: "" };
  const exitCode = await runPatterns(args, {
    stdout: (written) => void (text.stdout += written),
    stderr: (written) => void (text.stderr += written),
  });
  const lines = text.stdout.split("\n").slice(0, -1);
  const last = lines.pop();
  return { exitCode, lines, report: last?.startsWith("{") ? JSON.parse(last) : undefined, stderr: text.stderr };
}

/** The path of a file with this text, which is removed after the test. */
export function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "heddle-list-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "list.json");
  writeFileSync(path, text);
  return path;
}

/** The path of a list with these entries. */
export function listOf(cases: readonly object[], other: readonly object[] = []): string {
  return fileWith(JSON.stringify({ cases, other }));
}

import { isAbsolute, relative, sep } from "node:path";
import { SourceError } from "../load/index.js";
import type { Problem } from "../load/index.js";
import type { Terminal } from "./terminal.js";

/**
 * Prints an error on stderr, a line for each thing that is wrong, with `file:line:column` before it where that is
 * known; under `--json` on stdout as well, as `{ "errors": [{ "message", "file", "line", "column" }] }`.
 *
 * @param cwd files are named relative to it if they lie below it
 * @param isVerbose whether to print the stack trace too
 */
export function reportError(error: unknown, terminal: Terminal, cwd: string, isVerbose: boolean): void {
  const problems = problemsOf(error);
  for (const { message, location } of problems) {
    const place = location ? `${showPath(location.file, cwd)}:${location.line}:${location.column}: ` : "";
    terminal.error(`${place}${terminal.paintError("red", "error:")} ${message}`);
  }
  const trace = traceOf(error);
  if (isVerbose && trace !== undefined) terminal.error(trace);
  terminal.json({ errors: problems.map((problem) => toJson(problem, cwd)) });
}

function toJson({ message, location }: Problem, cwd: string): object {
  if (location === undefined) return { message };
  return { message, file: showPath(location.file, cwd), line: location.line, column: location.column };
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof SourceError) return error.problems;
  return [{ message: error instanceof Error ? error.message : String(error), location: undefined }];
}

function traceOf(error: unknown): string | undefined {
  if (error instanceof SourceError) return error.trace;
  return error instanceof Error ? error.stack : undefined;
}

/** Relative to `cwd` if below it, with `/` between folders, so that the message is the same on every system. */
function showPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return isAbsolute(path) || path.startsWith("..") ? file : path.split(sep).join("/");
}

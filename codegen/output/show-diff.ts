import { diffLines } from "./diff.js";
import type { DiffLine } from "./diff.js";

/** Lines of both texts around a difference. */
const context = 2;

/**
 * What differs between two texts, as a short unified diff: hunks with `@@` lines, cut after `mostLines` lines.
 * Line endings are compared elsewhere: a `\r` at the end of a line is not looked at.
 */
export function showDiff(before: string, after: string, mostLines: number): string[] {
  const lines = diffLines(toLines(before), toLines(after));
  const shown = hunks(lines).flatMap((hunk) => printHunk(lines, hunk));
  if (shown.length <= mostLines) return shown;
  return [...shown.slice(0, mostLines), `.. ${shown.length - mostLines} more lines`];
}

/** A run of lines from `start` up to `end`, not included. */
interface Hunk {
  readonly start: number;
  readonly end: number;
}

/** The changed lines with their context, those that touch each other as one. */
function hunks(lines: readonly DiffLine[]): readonly Hunk[] {
  const found: Hunk[] = [];
  for (const [index, { mark }] of lines.entries()) {
    if (mark === " ") continue;
    const start = Math.max(0, index - context);
    const end = Math.min(lines.length, index + context + 1);
    const last = found.at(-1);
    if (last && start <= last.end) found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  }
  return found;
}

function printHunk(lines: readonly DiffLine[], { start, end }: Hunk): string[] {
  const above = lines.slice(0, start);
  const body = lines.slice(start, end);
  const header = `@@ -${range(above, body, "+")} +${range(above, body, "-")} @@`;
  return [header, ...body.map(({ mark, text }) => `${mark}${printable(text)}`)];
}

/** `line,count` of a hunk in the text that has all lines but those with the mark `absent`. */
function range(above: readonly DiffLine[], body: readonly DiffLine[], absent: DiffLine["mark"]): string {
  const count = (lines: readonly DiffLine[]) => lines.filter(({ mark }) => mark !== absent).length;
  const length = count(body);
  return `${count(above) + (length === 0 ? 0 : 1)},${length}`;
}

/** Lines without their endings. A last line that has no ending says so, to differ from one that has. */
function toLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last} (no line ending)`];
}

/** Control characters as escapes, so that a file's contents can't steer the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { timeChecks } from "./types/check-time.js";
import type { CheckTime } from "./types/check-time.js";
import { timeEdits } from "./types/edit-time.js";
import { compilers, declarePackage, writeProject } from "./types/package.js";
import type { Project } from "./types/package.js";

/*
 * What the types cost: instantiations and time of a file of six transformer blocks (414 calls on 229 lines) and of one
 * with 2,000 calls, beside the same files with untyped operations. `npm run bench:types -- --rounds 21` takes more
 * rounds than the usual 9. Times of different machines can't be compared; the difference to the untyped twin can,
 * roughly. The bars are those of the project.
 */

/** What the project asks for, by compiler: seconds that six blocks may take more than their untyped twin. */
const bars: Readonly<Record<string, string>> = { typescript59: "0.5 s", typescript: "0.09 s" };

/** What a prototype of these types took for a file of the same size, on another machine. */
const prototype: Readonly<Record<string, string>> = {
  typescript59: "46,087; 0.60 s, untyped 0.09 s",
  typescript6: "46,087; 0.60 s, untyped 0.09 s",
  typescript: "46,087; 0.084 s, untyped 0.006 s",
};

const { values } = parseArgs({ options: { rounds: { type: "string", default: "9" } } });
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1)
  throw new RangeError("bench:types: --rounds must be a whole number from 1");

const folder = declarePackage();
try {
  for (const [blocks, title] of [
    [6, "6 blocks, 414 calls"],
    [30, "30 blocks, 2,046 calls"],
  ] as const) {
    const typed = writeProject(folder, blocks, "heddle");
    const untyped = writeProject(folder, blocks, "untyped");
    const checks = timeChecks(compilers, [typed, untyped], rounds);
    console.log(`\n${title}, median of ${rounds}`);
    console.table(
      Object.fromEntries(compilers.map((compiler) => [compiler, rowOf(compiler, checks, typed, untyped, blocks)])),
    );
    if (blocks === 6) printEdits(typed, untyped);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function rowOf(
  compiler: string,
  checks: readonly CheckTime[],
  typed: Project,
  untyped: Project,
  blocks: number,
): object {
  const find = (wanted: Project) => checks.find((each) => each.compiler === compiler && each.project === wanted);
  const [checked, unchecked] = [find(typed), find(untyped)];
  if (checked === undefined || unchecked === undefined) throw new Error(`${compiler} was not timed`);
  const row = {
    instantiations: checked.instantiations,
    check: seconds(checked.seconds.median),
    untyped: seconds(unchecked.seconds.median),
    difference: seconds(checked.seconds.median - unchecked.seconds.median),
  };
  return blocks === 6 ? { ...row, bar: bars[compiler] ?? "", prototype: prototype[compiler] ?? "" } : row;
}

function printEdits(typed: Project, untyped: Project): void {
  const [checked, unchecked] = [timeEdits(typed, rounds), timeEdits(untyped, rounds)];
  console.log("\nin a warm editor, TypeScript 5.9");
  console.table({
    "errors after an edit": {
      typed: milliseconds(checked.check.median),
      untyped: milliseconds(unchecked.check.median),
      bar: "250 ms",
      prototype: "190 to 285 ms, untyped 61 to 84 ms",
    },
    "hover after an edit": {
      typed: milliseconds(checked.hover.median),
      untyped: milliseconds(unchecked.hover.median),
      bar: "",
      prototype: "49 to 77 ms",
    },
  });
}

function seconds(value: number): string {
  return `${value.toFixed(3)} s`;
}

function milliseconds(value: number): string {
  return `${(value * 1000).toFixed(0)} ms`;
}

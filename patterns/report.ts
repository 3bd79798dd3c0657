import { type Case, type Check, isJudged, showCall } from "./cases.js";
import type { Compiler } from "./compiler.js";
import { runTimeProblem } from "./run-time.js";
import { typeVerdicts } from "./types.js";

/** Where a call and its case disagree. */
export interface Disagreement {
  readonly case: string;
  readonly way: "run time" | "types";
  readonly expect: Check["expect"];
  readonly call: string;
  readonly problem: string;
}

/** How many cases of one kind agree in all their checks, and how many don't. */
export interface Tally {
  readonly agree: number;
  readonly disagree: number;
}

/** What a run found: what it prints at the end. */
export interface Report {
  readonly cases: number;
  readonly accepted: number;
  readonly refused: number;
  /** The ids of those that aren't judged. */
  readonly disputed: readonly string[];
  /** How many belong to operations that aren't there, by the operation. */
  readonly notOurs: Readonly<Record<string, number>>;
  /** Calls, of which a case may have several. */
  readonly checks: number;
  readonly compiler: Compiler;
  readonly runTime: { readonly accepted: Tally; readonly refused: Tally };
  readonly types: { readonly accepted: Tally; readonly refused: Tally };
  readonly disagreements: readonly Disagreement[];
}

/** Judges all cases both ways: at run time, and by one compilation. */
export async function reportOn(cases: readonly Case[], compiler: Compiler): Promise<Report> {
  const judged = cases.filter(isJudged);
  const atRunTime = judged.flatMap(({ id, checks }) =>
    checks.map((check) => ({ id, check, problem: runTimeProblem(check) })),
  );
  const inTypes = await typeVerdicts(judged, compiler);
  const disagreements = [...found("run time", atRunTime), ...found("types", inTypes)];
  const tally = (way: Disagreement["way"], expect: Check["expect"]): Tally => {
    const all = judged.filter((each) => each.expect === expect).length;
    const wrong = disagreements.filter((each) => each.way === way && each.expect === expect);
    const disagree = new Set(wrong.map((each) => each.case)).size;
    return { agree: all - disagree, disagree };
  };
  return {
    cases: cases.length,
    accepted: judged.filter(({ expect }) => expect === "accepted").length,
    refused: judged.filter(({ expect }) => expect === "refused").length,
    disputed: cases.flatMap((each) => (each.expect === "disputed" ? [each.id] : [])),
    notOurs: countNotOurs(cases),
    checks: atRunTime.length,
    compiler,
    runTime: { accepted: tally("run time", "accepted"), refused: tally("run time", "refused") },
    types: { accepted: tally("types", "accepted"), refused: tally("types", "refused") },
    disagreements,
  };
}

function found(
  way: Disagreement["way"],
  verdicts: readonly { id: string; check: Check; problem: string | undefined }[],
): readonly Disagreement[] {
  return verdicts.flatMap(({ id, check, problem }) =>
    problem === undefined ? [] : [{ case: id, way, expect: check.expect, call: showCall(check.call), problem }],
  );
}

function countNotOurs(cases: readonly Case[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const each of cases) {
    if (each.expect === "not ours") counts[each.op] = (counts[each.op] ?? 0) + 1;
  }
  return counts;
}

/** The report for people: a line for each disagreement and each case that isn't judged, then the counts. */
export function reportLines(report: Report): readonly string[] {
  const { runTime, types, disagreements } = report;
  const notOurs = Object.entries(report.notOurs).map(([op, count]) => `${op} ${count}`);
  return [
    ...report.disputed.map((id) => `disputed  ${id}`),
    ...disagreements.map((each) => `${each.way.padEnd(8)}  ${each.case}  ${each.call}: ${each.problem}`),
    `${report.cases} cases: ${report.accepted} accepted, ${report.refused} refused, ${report.disputed.length} disputed` +
      (notOurs.length > 0 ? `, not ours: ${notOurs.join(", ")}` : ""),
    `run time: accepted ${showTally(runTime.accepted)}; refused ${showTally(runTime.refused)}`,
    `types (${report.compiler}): accepted ${showTally(types.accepted)}; refused ${showTally(types.refused)}`,
  ];
}

function showTally({ agree, disagree }: Tally): string {
  return `${agree} agree, ${disagree} disagree`;
}

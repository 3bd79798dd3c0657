import type { Case } from "./suite.js";
import type { Failure, Verdict } from "./verdict.js";

/** How many cases ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly unsupported: number;
}

/** The last line of a run. A case fails if it fails on one target, and passes only if it passes on all. */
export interface Summary extends Counts {
  readonly suite: string;
  readonly folder: string;
  readonly targets: Readonly<Record<string, Counts>>;
}

/** A case that a target, or all of them, can't compute. */
export interface UnsupportedCase {
  readonly case: string;
  readonly target: string;
  readonly reason: string;
}

/** The verdicts on the cases of a run, as they come in. */
export class Report {
  readonly failures: Failure[] = [];
  readonly unsupported: UnsupportedCase[] = [];
  readonly #kinds = new Map<string, Verdict["kind"][]>();
  readonly #cases: Verdict["kind"][] = [];

  /** Takes the verdicts of all targets on a case; gives the lines about it, none if all is well. */
  add(subject: Case, verdicts: ReadonlyMap<string, Verdict>): readonly string[] {
    const lines: string[] = [];
    for (const [target, verdict] of verdicts) {
      this.#kinds.set(target, [...(this.#kinds.get(target) ?? []), verdict.kind]);
      if (verdict.kind === "failed") {
        this.failures.push(...verdict.failures);
        lines.push(...verdict.failures.map(failureLine));
      }
      if (verdict.kind === "unsupported" && subject.kind !== "unsupported") {
        this.unsupported.push({ case: subject.name, target, reason: verdict.reason });
        lines.push(unsupportedLine(subject.name, target, verdict.reason));
      }
    }
    if (subject.kind === "unsupported") {
      this.unsupported.push({ case: subject.name, target: "all", reason: subject.reason });
      lines.push(unsupportedLine(subject.name, "all targets", subject.reason));
    }
    this.#cases.push(worst([...verdicts.values()].map(({ kind }) => kind)));
    return lines;
  }

  summary(suite: string, folder: string): Summary {
    const targets = [...this.#kinds].map(([target, kinds]) => [target, count(kinds)] as const);
    return { suite, folder, ...count(this.#cases), targets: Object.fromEntries(targets) };
  }
}

function worst(kinds: readonly Verdict["kind"][]): Verdict["kind"] {
  if (kinds.includes("failed")) return "failed";
  return kinds.includes("unsupported") ? "unsupported" : "passed";
}

function count(kinds: readonly Verdict["kind"][]): Counts {
  const of = (wanted: Verdict["kind"]): number => kinds.filter((kind) => kind === wanted).length;
  return { passed: of("passed"), failed: of("failed"), unsupported: of("unsupported") };
}

function failureLine({ case: name, target, output, problem }: Failure): string {
  return `FAILED ${name} on ${target}${output === undefined ? "" : `, ${output}`}: ${oneLine(problem)}`;
}

function unsupportedLine(name: string, target: string, reason: string): string {
  return `unsupported ${name} on ${target}: ${oneLine(reason)}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

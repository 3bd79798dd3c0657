import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { ShapeError } from "../../src/shape/index.js";
import { caseFiles } from "./case-files.js";
import type { CaseFile } from "./case-files.js";
import { compileProject, compilers } from "./compile.js";
import type { Diagnostic } from "./compile.js";

/** A way to get a wrong shape past the types, with what must become of it. */
interface Attack {
  readonly name: string;
  /** The line of the attack, from 1. What is said of it stands in the line above. */
  readonly line: number;
  readonly verdict: "refused" | "let through";
  readonly atRunTime: "throws" | "is right" | "goes unnoticed";
  readonly why: string;
}

const files = caseFiles("attacks");
const errors = new Map<string, readonly Diagnostic[]>();

beforeAll(async () => {
  for (const compiler of compilers) errors.set(compiler, await compileProject(compiler, "cases/attacks"));
}, 300_000);

/** The attacks of a file: each a line, after a line that says what must become of it. */
function attacksIn({ lines, path }: CaseFile): readonly Attack[] {
  return [...lines.entries()].flatMap(([index, text]) => {
    const [, name] = /^ {2}"(.+?)": \(\) => /.exec(text) ?? [];
    if (name === undefined) return [];
    const above = lines[index - 1] ?? "";
    const said = /^ {2}\/\/ (refused|let through); (throws|is right|goes unnoticed): (.+)$/.exec(above);
    if (said === null) throw new Error(`${path}: line ${index} doesn't say what must become of "${name}"`);
    const [, verdict = "", atRunTime = "", why = ""] = said;
    if (!isVerdict(verdict) || !isAtRunTime(atRunTime)) return [];
    return [{ name, line: index + 1, verdict, atRunTime, why }];
  });
}

function isVerdict(text: string): text is Attack["verdict"] {
  return text === "refused" || text === "let through";
}

function isAtRunTime(text: string): text is Attack["atRunTime"] {
  return text === "throws" || text === "is right" || text === "goes unnoticed";
}

/** What an attack does: nothing, or it throws an error that speaks to a user. */
function outcomeOf(attack: (() => unknown) | undefined): "runs" | "throws" {
  if (attack === undefined) throw new Error("the file has no such attack");
  try {
    attack();
    return "runs";
  } catch (error) {
    if (error instanceof ShapeError || (error instanceof TypeError && isForUsers(error.message))) return "throws";
    throw error;
  }
}

/** Beside the library's own, the language's own message where something is written that is read-only. */
function isForUsers(message: string): boolean {
  return /^(not a tensor|[a-zA-Z]+): |^Cannot (set|assign to read only) property /.test(message);
}

describe.each(files)("attacks of $name", (file) => {
  const attacks = attacksIn(file);

  test.each(compilers)("are refused or let through as they say, line by line: %s", (compiler) => {
    const found = errors.get(compiler)?.filter((error) => error.file === file.path) ?? [];
    const refused = attacks.filter(({ verdict }) => verdict === "refused").map(({ line }) => line);
    expect([...new Set(found.map(({ line }) => line))]).toEqual(refused);
    // The compiler giving up is no refusal.
    expect(found.filter(({ code }) => code === "TS2589" || code === "TS2590")).toEqual([]);
  });

  test("end at run time as they say", async () => {
    const module: { attacks: Readonly<Record<string, () => unknown>> } = await import(file.url.href);
    expect(Object.keys(module.attacks)).toEqual(attacks.map(({ name }) => name));
    const outcomes = attacks.map(({ name }) => [name, outcomeOf(module.attacks[name])]);
    expect(outcomes).toEqual(attacks.map(({ name, atRunTime }) => [name, atRunTime === "throws" ? "throws" : "runs"]));
  });
});

describe("docs/soundness.md", () => {
  const text = readFileSync(new URL("../../docs/soundness.md", import.meta.url), "utf8");
  const all = files.flatMap(attacksIn);

  test("has each attack, with what becomes of it", () => {
    const rows = all.map(({ name, verdict, why, atRunTime }) => `| ${name} | ${verdict} | ${why} | ${atRunTime} |`);
    expect(text.split("\n").filter((line) => /^\| .* \| (refused|let through) \|/.test(line))).toEqual(rows);
  });

  test("says how many there are", () => {
    const count = (verdict: Attack["verdict"]) => all.filter((attack) => attack.verdict === verdict).length;
    expect(text).toContain(
      `${all.length} attacks: ${count("refused")} are refused, ${count("let through")} let through`,
    );
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});

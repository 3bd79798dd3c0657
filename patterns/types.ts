import type { Check, JudgedCase } from "./cases.js";
import { type Compiler, errorsOf } from "./compiler.js";
import { ListError } from "./list-error.js";
import { typeFile } from "./type-file.js";

/** What the compiler makes of a check: a problem, or undefined if it is as expected. */
export interface TypeVerdict {
  readonly id: string;
  readonly check: Check;
  readonly problem: string | undefined;
}

/** The compiler gave up on these: too deep, a union too large. That is no refusal. */
const gaveUp = /^TS(2589|2590|2321):/;

/**
 * Compiles all checks of the cases at once, and gives the verdict on each.
 *
 * @throws ListError if the compiler finds errors elsewhere: then it says nothing of the cases
 */
export async function typeVerdicts(cases: readonly JudgedCase[], compiler: Compiler): Promise<readonly TypeVerdict[]> {
  const { text, judgements } = typeFile(cases);
  const errors = await errorsOf(text, compiler);
  const judged = new Set(judgements.flatMap(({ lines }) => lines));
  for (const [line, [error]] of errors) {
    if (!judged.has(line)) throw new ListError(`the compiler can't judge the cases: line ${line}: ${error}`);
  }
  return judgements.map(({ id, check, lines }) => {
    const found = lines.flatMap((line) => errors.get(line) ?? []);
    return { id, check, problem: problemOf(check, found) };
  });
}

function problemOf(check: Check, errors: readonly string[]): string | undefined {
  const [first] = errors;
  if (check.expect === "accepted") return first === undefined ? undefined : `the compiler says ${first}`;
  if (first === undefined) return `it compiles, expected is a refusal (${check.reason})`;
  const lost = errors.find((error) => gaveUp.test(error));
  return lost === undefined ? undefined : `the compiler gives up: ${lost}`;
}

import { GenerateError } from "heddle/codegen";
import type { DType, Shape, Tensor } from "heddle";
import { allowedError, greatestError, show } from "./accuracy.js";
import type { Case, Check, Expectation } from "./suite.js";
import type { Target } from "./targets/index.js";

/** One thing that a target got wrong. */
export interface Failure {
  readonly case: string;
  readonly target: string;
  /** The output at fault; absent where the target gave none. */
  readonly output?: string;
  /** What is wrong, for people. */
  readonly problem: string;
  /** The greatest distance from the float64 reference and the greatest allowed; absent where there is none. */
  readonly error?: number;
  readonly allowed?: number;
}

/** How one target did on one case. */
export type Verdict =
  | { readonly kind: "passed" }
  | { readonly kind: "unsupported"; readonly reason: string }
  | { readonly kind: "failed"; readonly failures: readonly Failure[] };

/** Runs a case on a target. Whatever the target throws becomes a verdict. */
export async function judge(target: Target, subject: Case): Promise<Verdict> {
  const about = { case: subject.name, target: target.name };
  if (subject.kind === "unsupported") return { kind: "unsupported", reason: subject.reason };
  if (subject.kind === "contradiction") return { kind: "failed", failures: [{ ...about, problem: subject.problem }] };
  const failures: Failure[] = [];
  let refusal: string | undefined;
  for (const check of subject.checks) {
    try {
      for (const problem of await problemsOf(target, check)) failures.push({ ...about, ...problem });
    } catch (error) {
      const output = check.expected.map(({ label }) => label).join(", ");
      if (error instanceof GenerateError) refusal = `${output}: ${error.message}`;
      else
        failures.push({
          ...about,
          output,
          problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        });
    }
  }
  if (failures.length > 0) return { kind: "failed", failures };
  return refusal === undefined ? { kind: "passed" } : { kind: "unsupported", reason: refusal };
}

type Problem = Omit<Failure, "case" | "target">;

async function problemsOf(target: Target, check: Check): Promise<readonly Problem[]> {
  const outputs = await target.run(check);
  return check.expected.flatMap((expectation) => {
    const problem = problemOf(outputs.get(expectation.output), expectation);
    return problem ? [{ output: expectation.label, ...problem }] : [];
  });
}

function problemOf(result: Tensor<Shape, DType> | undefined, { reference }: Expectation): Problem | undefined {
  if (result === undefined) return { problem: "there is no such output" };
  if (result.sizes.join() !== reference.shape.join() || result.data.length !== reference.float64.length) {
    return { problem: `it is [${result.sizes.join(", ")}], expected is [${reference.shape.join(", ")}]` };
  }
  const [error, allowed] = [greatestError(result.data, reference.float64), allowedError(reference)];
  // A NaN compares as false: it is an error of its own.
  if (error <= allowed) return undefined;
  const problem = Number.isNaN(error) ? "it holds NaN" : `the error is ${show(error)}, allowed is ${show(allowed)}`;
  return { problem, error, allowed };
}

import { evaluator } from "./evaluator.js";
import type { Target } from "./target.js";
import { typescriptTarget } from "./typescript.js";

export type { Target } from "./target.js";

/** All targets, in the order of reports: the reference evaluator first. */
export function allTargets(): readonly Target[] {
  return [evaluator, typescriptTarget()];
}

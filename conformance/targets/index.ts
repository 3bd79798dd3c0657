import { evaluator } from "./evaluator.js";
import { generatedTarget } from "./generated.js";
import type { Target } from "./target.js";

export type { Target } from "./target.js";

/** All targets, in the order of reports: the reference evaluator first. */
export function allTargets(): readonly Target[] {
  return [evaluator, generatedTarget("typescript"), generatedTarget("wasm")];
}

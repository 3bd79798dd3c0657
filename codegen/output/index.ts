export { applyPlan } from "./apply.js";
export { errorCode } from "./files.js";
export { planOutput } from "./plan.js";
export type { BlockedPath, FileDeletion, FileWrite, OutputPlan } from "./plan.js";
export { showDiff } from "./show-diff.js";

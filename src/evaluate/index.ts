export { evaluate } from "./evaluate.js";
export type { Scope } from "./evaluate.js";
export type { Value } from "./value.js";

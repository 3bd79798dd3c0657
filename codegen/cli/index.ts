export type { CliEnvironment, Output } from "./environment.js";
export { runInProcess } from "./process.js";
export { runCli } from "./run.js";

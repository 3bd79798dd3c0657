export { configNames, findConfig, loadProject } from "./project.js";
export type { Project } from "./project.js";
export { SourceError, sourceError } from "./source.js";
export type { Problem, SourceLocation, StackReader } from "./source.js";

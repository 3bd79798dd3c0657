export { lowerModule } from "./lower-module.js";
export type { ImportedMemory, LowerOptions } from "./options.js";

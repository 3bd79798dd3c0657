export { type ImportedMemory, lowerModule, type LowerOptions } from "./lower/index.js";

export { markOf } from "./mark.js";
export { aligned, type ImportedMemory, layOut, lowerModule, type LowerOptions, type Region } from "./lower/index.js";

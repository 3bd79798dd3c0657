export { aligned, layOut, type Region } from "./layout.js";
export { lowerModule } from "./lower-module.js";
export type { ImportedMemory, LowerOptions } from "./options.js";
export { BEAT_STEP, BEATS, DONE, FAILED, MOST_DIMS, MOST_THREADS, TEAM, TICKET } from "./control.js";

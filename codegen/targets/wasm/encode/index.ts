export { after, type Code, code, drop, type Operands, sequence } from "./code.js";
export type { ResultKind, ValueKind } from "./kinds.js";
export { f32, f32x4, f64, i32, i32x4, i64 } from "./constants.js";
export { instruction, operation, type OperationName, opcodes } from "./operations.js";
export { extractLane, type LaneShape, replaceLane, shuffle, type ShuffledLanes } from "./lanes.js";
export {
  load,
  loadLane,
  type LoadName,
  memoryCopy,
  memoryFill,
  memoryGrow,
  memorySize,
  type Place,
  store,
  storeLane,
  type StoreName,
} from "./memory-access.js";
export { atomic, type AtomicName, fence } from "./atomics.js";
export { block, branch, branchIf, giveBack, ifElse, loop, select, unreachable } from "./control.js";
export type { Label } from "./code-writer.js";
export { getLocal, type Local, Locals, setLocal, teeLocal } from "./locals.js";
export {
  call,
  type FunctionReference,
  getGlobal,
  type GlobalReference,
  type MutableGlobal,
  setGlobal,
} from "./references.js";
export { type Import, type LocalsOf, type MemoryLimits, ModuleBuilder } from "./module.js";
export { encodeModule } from "./encode-module.js";

import type { Module } from "../../../ir/nodes.js";
import { encodeModule, i32, ModuleBuilder } from "../encode/index.js";
import { ConstantPool } from "./constant-pool.js";
import { CONTROL_END } from "./control.js";
import { addCrewedRun, addWork } from "./crew.js";
import { FIRST_BUFFER, layOut } from "./layout.js";
import { limitsOf, type LowerOptions, SHARED_MEMORY } from "./options.js";
import { Places } from "./places.js";
import { addProcedure } from "./procedure.js";
import { addReserve } from "./reserve.js";
import type { Callee } from "./statements.js";
import { Team } from "./team.js";

/** Below this nothing lies: an address of 0 is none. */
const FIRST_CONSTANT = 64;

/**
 * A module of loops as a WebAssembly module, in the arithmetic of the options. It exports
 *
 * - `memory`, unless that is imported;
 * - `reserve(dims..)`, called before the first call and before each with other sizes: 1, or 0 where memory is missing;
 * - `prepare` and `run`;
 * - `address of <name>`, a global, for each param, packed buffer, input and output. Those that may move with the sizes
 *   hold their place from the last `reserve` on;
 * - `length of state`, a global, where something is kept from call to call: how many positions `run` finds; and
 *   `positions seen by state` where fewer are held than there have been, and the loops ask how many that are. No place
 *   depends on it, so it is set without a `reserve`;
 * - the `mark` of the options, a global.
 *
 * For threads the memory is imported and shared, as is `stalled`, and there are two exports more:
 *
 * - `seat(thread, threads)`, called first in each instance: which of how many threads it is; 0 where memory is missing;
 * - `work`, called once on each thread but the first, where it stays.
 *
 * Throws IrError for vectors of other than four lanes or in float64, and for params whose extents name dims.
 */
export function lowerModule(module: Module, options: LowerOptions = {}): Uint8Array<ArrayBuffer> {
  const wasm = new ModuleBuilder(module.name);
  const forThreads = options.threads === true;
  const layout = layOut(module, forThreads);
  const team = forThreads ? new Team(wasm) : undefined;
  const places = new Places(wasm, module, layout, team);
  const firstConstant = team ? CONTROL_END : FIRST_CONSTANT;
  const constants = new ConstantPool(firstConstant, FIRST_BUFFER, options.arithmetic);
  const memory = options.memory ?? (team && SHARED_MEMORY);
  const pages = Math.ceil(layout.fixedEnd / 65_536);
  // A shared memory comes small, so that whoever makes it need not know the module; the first instance makes it larger.
  wasm.useMemory(limitsOf(team ? 1 : pages, memory), memory?.from);
  if (team) wasm.export("seat", team.seat(wasm, layout.ownBytes, pages));
  if (!memory) wasm.export("memory", "memory");
  const reserve = addReserve(wasm, places);
  wasm.export("reserve", reserve);
  const callees = new Map<string, Callee>();
  for (const procedure of module.procedures) {
    const added = addProcedure({ wasm, module, places, constants, options, callees }, procedure);
    callees.set(procedure.name, added);
    if (procedure.name === module.prepare) wasm.export("prepare", added);
    if (procedure.name !== module.run) continue;
    wasm.export("run", team ? addCrewedRun(wasm, team, places, added) : added);
    if (team) wasm.export("work", addWork(wasm, team, places, reserve, added));
  }
  for (const { name, role } of module.buffers) {
    if (role === "scratch" || role === "temporary") continue;
    const address = places.addressOf(name);
    const shown = `address of ${name}`;
    wasm.export(shown, typeof address === "number" ? wasm.constantGlobal(shown, i32(address)) : address);
  }
  const length = places.dims.find(({ name }) => name === module.state?.length);
  if (length) wasm.export("length of state", length.global);
  const seen = places.dims.find(({ name }) => name === module.state?.window?.seen);
  if (seen) wasm.export("positions seen by state", seen.global);
  if (options.mark !== undefined) wasm.export(options.mark, wasm.constantGlobal(options.mark, i32(1)));
  if (constants.bytes.length > 0) wasm.putData(firstConstant, constants.bytes);
  return encodeModule(wasm, { names: options.names === true });
}

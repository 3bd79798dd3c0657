import type { Module } from "../../../ir/nodes.js";
import { encodeModule, i32, ModuleBuilder } from "../encode/index.js";
import { ConstantPool } from "./constant-pool.js";
import { FIRST_BUFFER, layOut } from "./layout.js";
import { limitsOf, type LowerOptions } from "./options.js";
import { Places } from "./places.js";
import { addProcedure } from "./procedure.js";
import { addReserve } from "./reserve.js";
import type { Callee } from "./statements.js";

/** Below this nothing lies: an address of 0 is none. */
const FIRST_CONSTANT = 64;

/**
 * A module of loops as a WebAssembly module, in float32 arithmetic. It exports
 *
 * - `memory`, unless that is imported;
 * - `reserve(dims..)`, called before the first call and before each with other sizes: 1, or 0 where memory is missing;
 * - `prepare` and `run`;
 * - `address of <name>`, a global, for each param, packed buffer, input and output. Those that may move with the sizes
 *   hold their place from the last `reserve` on.
 *
 * Throws IrError for vectors of other than four lanes, and for params whose extents name dims.
 */
export function lowerModule(module: Module, options: LowerOptions = {}): Uint8Array<ArrayBuffer> {
  const wasm = new ModuleBuilder(module.name);
  const layout = layOut(module);
  const places = new Places(wasm, module, layout);
  const constants = new ConstantPool(FIRST_CONSTANT, FIRST_BUFFER);
  wasm.useMemory(limitsOf(Math.ceil(layout.fixedEnd / 65_536), options.memory), options.memory?.from);
  if (!options.memory) wasm.export("memory", "memory");
  wasm.export("reserve", addReserve(wasm, places));
  const callees = new Map<string, Callee>();
  for (const procedure of module.procedures) {
    const added = addProcedure({ wasm, module, places, constants, options, callees }, procedure);
    callees.set(procedure.name, added);
    if (procedure.name === module.prepare) wasm.export("prepare", added);
    if (procedure.name === module.run) wasm.export("run", added);
  }
  for (const { name, role } of module.buffers) {
    if (role === "scratch" || role === "temporary") continue;
    const address = places.addressOf(name);
    const shown = `address of ${name}`;
    wasm.export(shown, typeof address === "number" ? wasm.constantGlobal(shown, i32(address)) : address);
  }
  if (constants.bytes.length > 0) wasm.putData(FIRST_CONSTANT, constants.bytes);
  return encodeModule(wasm, { names: options.names === true });
}

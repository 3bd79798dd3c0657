import { rewriteProgram } from "./plan/rewrite/rewrite.js";
import type { ProgramGraph } from "./plan/program.js";
import { usesOf } from "./plan/uses.js";
import { type Machine, webAssembly, webAssemblyDouble, webAssemblyRelaxed } from "./schedule/machine.js";

/** The machines that a program's WebAssembly is scheduled for. */
export interface WasmMachines {
  readonly plain: Machine;
  /** Where products and sums are one instruction; undefined where that would not be faster. */
  readonly relaxed?: Machine;
}

/**
 * In vectors of float32, or all of it in scalars of float64 where an attention asks for a softmax in f64. Relaxed SIMD has
 * nothing for scalars.
 */
export function wasmMachines(program: ProgramGraph): WasmMachines {
  const { outputs, nextCache = [] } = rewriteProgram(program);
  const { order } = usesOf([...outputs, ...nextCache].map(({ node }) => node));
  const isDouble = order.some((node) => node.op === "attention" && node.precision === "f64");
  return isDouble ? { plain: webAssemblyDouble } : { plain: webAssembly, relaxed: webAssemblyRelaxed };
}

import type { ArithmeticName } from "./ir/interpreter/arithmetic.js";
import type { Module } from "./ir/nodes.js";
import type { WasmOptions } from "./kernel.js";
import type { ProgramGraph } from "./plan/program.js";
import type { Machine } from "./schedule/machine.js";
import { toBase64 } from "./targets/base64.js";
import type { CodeVariant, Feature } from "./targets/wasm/host/index.js";
import { lowerModule, markOf } from "./targets/wasm/index.js";
import { wasmMachines } from "./wasm-machines.js";

/** The loops of a program's plain WebAssembly, and its code in all variants. */
export interface WasmCode {
  readonly module: Module;
  readonly arithmetic: ArithmeticName;
  /** The name of an export that all of them have, and the code of no other kernel. */
  readonly mark: string;
  readonly variants: readonly CodeVariant[];
}

/**
 * The variants of a program's WebAssembly that `options` ask for, the plain one first. `lower` gives the loops for a
 * machine: where products and sums are one instruction they are others. A program in float64 has no relaxed variant.
 */
export function wasmCode(program: ProgramGraph, options: WasmOptions, lower: (machine: Machine) => Module): WasmCode {
  const machines = wasmMachines(program);
  const { arithmetic } = machines.plain;
  const module = lower(machines.plain);
  const mark = markOf(program, module);
  const variant = (loops: Module, needs: readonly Feature[]): CodeVariant => {
    const [relaxed, threads] = [needs.includes("relaxed"), needs.includes("threads")];
    const bytes = lowerModule(loops, { mark, arithmetic, relaxed, threads });
    return { needs, code: toBase64(bytes) };
  };
  const forms = (loops: Module, needs: readonly Feature[]): readonly CodeVariant[] => [
    variant(loops, needs),
    ...(options.threads === true ? [variant(loops, [...needs, "threads"])] : []),
  ];
  const relaxed = options.relaxed === true && machines.relaxed ? forms(lower(machines.relaxed), ["relaxed"]) : [];
  return { module, arithmetic, mark, variants: [...forms(module, []), ...relaxed] };
}

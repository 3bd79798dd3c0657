import { GenerateError } from "./errors.js";
import { inspectionOf } from "./inspection.js";
import { dropUnused, forwardStores, scalarise, simplify, vectorise, verify } from "./ir/index.js";
import type { Module } from "./ir/nodes.js";
import type { CompileOptions, Kernel, Target, WasmOptions } from "./kernel.js";
import { planProgram } from "./plan/plan.js";
import type { ProgramGraph } from "./plan/program.js";
import { javaScript, type Machine } from "./schedule/machine.js";
import { schedule } from "./schedule/schedule.js";
import { kernelFiles, type TargetKernel } from "./targets/kernel-folder.js";
import { wasmCode } from "./wasm-variants.js";

/**
 * The loop IR of a program: planned, scheduled, proven in bounds, and simplified for a target of scalars; `machine` says
 * how large its blocks are. Throws GenerateError for a program that can't be generated.
 */
export function lowerProgram(program: ProgramGraph, machine: Machine = javaScript): Module {
  const scheduled = dropUnused(schedule(planProgram(program, machine.temporary), machine));
  // What a pass rewrites stays in bounds only if it was: the schedule's own output is what is proven.
  verify(scheduled);
  const lowered = dropUnused(simplify(scalarise(scheduled)));
  verify(lowered);
  return lowered;
}

/** {@link lowerProgram} for a target with vectors: `machine` says how wide they are. */
export function lowerForVectors(program: ProgramGraph, machine: Machine): Module {
  const scheduled = dropUnused(schedule(planProgram(program, machine.temporary), machine));
  verify(scheduled);
  const lowered = dropUnused(simplify(forwardStores(simplify(vectorise(scheduled, machine.lanes)))));
  verify(lowered);
  return lowered;
}

/** The loops of a program for `machine`: in vectors where it has them. Throws GenerateError as the others do. */
export function lowerFor(program: ProgramGraph, machine: Machine): Module {
  return machine.lanes > 1 ? lowerForVectors(program, machine) : lowerProgram(program, machine);
}

/** A program made into code. Throws GenerateError, with the program's name, for one that can't be generated. */
export function compileKernel(program: ProgramGraph, options: CompileOptions): Kernel {
  const { name } = program;
  const { targets = ["typescript"], wasm = { bytes: "base64" } } = options;
  try {
    const kernels = targets.map((target) => compileTarget(program, target, wasm));
    if (kernels.length === 0) throw new GenerateError("no target is named");
    const files = kernelFiles(program, kernels, options.command);
    return {
      name,
      files,
      inspect(dims, target = targets[0]) {
        const kernel = kernels.find((candidate) => candidate.target === target);
        if (!kernel) throw new RangeError(`${name} isn't generated for ${target}, but for ${targets.join(", ")}`);
        return inspectionOf(program, kernel, files, dims);
      },
    };
  } catch (error) {
    if (!(error instanceof GenerateError) || error.program !== undefined) throw error;
    throw new GenerateError(error.message, { program: name, ...(error.op === undefined ? {} : { op: error.op }) });
  }
}

function compileTarget(program: ProgramGraph, target: Target, wasm: WasmOptions): TargetKernel {
  if (target === "typescript") return { target, module: lowerProgram(program) };
  return { target, ...wasmCode(program, wasm, (machine) => lowerFor(program, machine)), bytes: wasm.bytes };
}

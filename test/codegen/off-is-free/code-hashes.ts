import { createHash } from "node:crypto";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { webAssembly, webAssemblyRelaxed } from "../../../codegen/schedule/machine.js";
import { printFunctions } from "../../../codegen/targets/typescript/functions.js";
import { Identifiers } from "../../../codegen/targets/typescript/names.js";
import { lowerModule } from "../../../codegen/targets/wasm/index.js";

/** The SHA-256 of a program's loops as each target has them; what stands around the loops is not in it. */
export interface CodeHashes {
  readonly typescript: string;
  readonly wasm: string;
  /** With relaxed SIMD, for several threads. */
  readonly wasmRelaxedThreads: string;
}

/** Compiles a program for each target. */
export function codeHashes(program: ProgramGraph): CodeHashes {
  const { functions, scratch } = printFunctions(lowerProgram(program), new Identifiers([]));
  const relaxed = lowerForVectors(program, webAssemblyRelaxed);
  return {
    typescript: hashOf(JSON.stringify([functions, scratch])),
    wasm: hashOf(lowerModule(lowerForVectors(program, webAssembly), {})),
    wasmRelaxedThreads: hashOf(lowerModule(relaxed, { relaxed: true, threads: true })),
  };
}

function hashOf(code: string | Uint8Array): string {
  return createHash("sha256").update(code).digest("hex");
}

import type { Program } from "heddle";
import { InterpretError, type Module, type Statement, verify, VerifyError } from "../../../codegen/ir/index.js";
import { distance, tolerance } from "./close.js";
import { type AnyTensor, outputsOf } from "./any-kernel.js";
import { interpretProgram } from "./interpret.js";

/** How a module is found to be wrong; `"not at all"` is what must not be. */
export type Found = "by the verifier" | "by the interpreter" | "by its result" | "not at all";

/** In which arithmetic a module is interpreted, how far its result may be from the evaluator's, and from which size on. */
export interface Comparison {
  readonly arithmetic: "f32" | "f64";
  readonly tolerance: number;
  readonly least: number;
}

/** As kernels in TypeScript compute. */
const inFloat64: Comparison = { arithmetic: "f64", tolerance, least: 0 };

/** Whether the verifier refuses a module, or its only output is not the evaluator's. */
export function found(
  module: Module,
  program: Program,
  tensors: Readonly<Record<string, AnyTensor>>,
  comparison: Comparison = inFloat64,
): Found {
  try {
    verify(module);
    const expected = outputsOf(program, program.evaluate(tensors)).get("out");
    const actual = interpretProgram(module, program, tensors, comparison.arithmetic).get("out");
    const far = distance(actual ?? [], expected?.data ?? [], comparison.least);
    return far <= comparison.tolerance ? "not at all" : "by its result";
  } catch (error) {
    if (error instanceof VerifyError) return "by the verifier";
    if (error instanceof InterpretError) return "by the interpreter";
    throw error;
  }
}

/** Whether a statement stores to that buffer. */
export function isStore(statement: Statement, buffer: string): statement is Extract<Statement, { kind: "store" }> {
  return statement.kind === "store" && statement.buffer === buffer;
}

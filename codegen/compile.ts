import { cost, scalarise, showModule, simplify, verify } from "./ir/index.js";
import type { CompileOptions, Kernel } from "./kernel.js";
import { planProgram } from "./plan/plan.js";
import type { ProgramGraph } from "./plan/program.js";
import { javaScript } from "./schedule/machine.js";
import { schedule } from "./schedule/schedule.js";
import { printTypeScript } from "./targets/typescript/index.js";

export function compileIr(program: ProgramGraph) {
  const scheduled = schedule(planProgram(program, javaScript.temporary), javaScript);
  verify(scheduled);
  return simplify(scalarise(scheduled));
}

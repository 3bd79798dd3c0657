import type { Module, Statement } from "../../../codegen/ir/index.js";
import { mapStatement } from "../../../codegen/ir/index.js";

/** What becomes of a statement: others in its place, or undefined where it stays. */
export type Change = (statement: Statement) => readonly Statement[] | undefined;

/** A module with some of its statements changed. Throws where nothing changes: the change would prove nothing. */
export function rewrite(module: Module, change: Change): Module {
  let changes = 0;
  const body = (statements: readonly Statement[]): readonly Statement[] =>
    statements.flatMap((statement) => {
      const inner = mapStatement(statement, { body });
      const changed = change(inner);
      if (changed) changes++;
      return changed ?? [inner];
    });
  const procedures = module.procedures.map((procedure) => ({ ...procedure, body: body(procedure.body) }));
  if (changes === 0) throw new Error("no statement is one that changes");
  return { ...module, procedures };
}

import type { Module, Procedure } from "./nodes.js";
import { visitStatements } from "./traverse.js";

/** `module` without the procedures that neither `prepare` nor `run` comes to call. */
export function dropUnused(module: Module): Module {
  const byName = new Map(module.procedures.map((procedure) => [procedure.name, procedure]));
  const used = new Set<Procedure>();
  const reach = (name: string): void => {
    const procedure = byName.get(name);
    if (!procedure || used.has(procedure)) return;
    used.add(procedure);
    visitStatements(procedure.body, (statement) => {
      if (statement.kind === "call") reach(statement.callee);
    });
  };
  reach(module.prepare);
  reach(module.run);
  return { ...module, procedures: module.procedures.filter((procedure) => used.has(procedure)) };
}

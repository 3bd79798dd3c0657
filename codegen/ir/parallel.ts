import type { Buffer, Module, Procedure, Statement } from "./nodes.js";
import { bodiesOf, expressionsOf, visitExpression, visitStatements } from "./traverse.js";

/** The names of the procedures in which a parallel loop runs, be it in one that they call. */
export function parallelProcedures(module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, body } of module.procedures) {
    if (body.some((statement) => holdsParallel(statement, found))) found.add(name);
  }
  return found;
}

/** Whether a parallel loop runs in `statement`; `procedures` are those in which one does. */
export function holdsParallel(statement: Statement, procedures: ReadonlySet<string>): boolean {
  if (statement.kind === "call") return procedures.has(statement.callee);
  if (statement.kind === "for" && statement.parallel) return true;
  return bodiesOf(statement).some((body) => body.some((inner) => holdsParallel(inner, procedures)));
}

/** The names under which statements load and store buffers. */
export interface Touched {
  readonly loaded: ReadonlySet<string>;
  readonly stored: ReadonlySet<string>;
}

/** What `body` loads and stores, with what its callees do to the buffers that it passes. Scratch has its own name. */
export function touchedBy(module: Module, body: readonly Statement[]): Touched {
  const loaded = new Set<string>();
  const stored = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "store") stored.add(statement.buffer);
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, (part) => {
        if (part.kind === "load") loaded.add(part.buffer);
      });
    }
    if (statement.kind !== "call") return;
    const callee = module.procedures.find(({ name }) => name === statement.callee);
    if (!callee) return;
    const inside = touchedBy(module, callee.body);
    for (const name of inside.loaded) loaded.add(passed(callee, statement.buffers, name));
    for (const name of inside.stored) stored.add(passed(callee, statement.buffers, name));
  });
  return { loaded, stored };
}

/** The caller's name for what `callee` calls `name`. */
function passed(callee: Procedure, buffers: readonly string[], name: string): string {
  return buffers[callee.buffers.findIndex((parameter) => parameter.name === name)] ?? name;
}

/** Whether each thread has a buffer of this name to itself. */
export function isPrivate({ role, isPrivate: own = false }: Buffer): boolean {
  return role === "scratch" || own;
}

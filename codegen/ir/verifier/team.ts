import { VerifyError } from "../errors.js";
import type { Expression, Module, Procedure, Statement } from "../nodes.js";
import { holdsParallel, parallelProcedures, touchedBy, type Touched } from "../parallel.js";
import { showHead } from "../printer.js";
import { bodiesOf, visitExpression, visitStatements } from "../traverse.js";

/**
 * Checks that threads can share the parallel loops of `run`. Each thread then runs what stands around such a loop, one
 * of them a little ahead; so that must change nothing that others see, and must not read what the loops store. Steps of
 * `run` without a parallel loop are run by one thread. Throws VerifyError.
 */
export function verifyTeam(module: Module): void {
  const procedures = parallelProcedures(module);
  if (!procedures.has(module.run)) return;
  for (const procedure of module.procedures) {
    if (!procedures.has(procedure.name) || procedure.name === module.prepare) continue;
    verifyCalls(module, procedure);
    if (procedure.name === module.run) verifySteps(procedure);
    else new TeamWalk(module, procedure, procedures).body(procedure.body);
  }
}

function verifySteps({ name, body }: Procedure): void {
  for (const statement of body) {
    if (statement.kind === "call") continue;
    throw new VerifyError("where loops are parallel, run holds nothing but calls", {
      procedure: name,
      statement: showHead(statement),
    });
  }
}

/** What follows looks at names: a buffer that is stored to must not go by a second one. */
function verifyCalls(module: Module, caller: Procedure): void {
  visitStatements(caller.body, (statement) => {
    const callee = module.procedures.find(({ name }) => statement.kind === "call" && name === statement.callee);
    if (statement.kind !== "call" || !callee) return;
    const { stored } = touchedBy(module, callee.body);
    const twice = statement.buffers.find((name, i) => {
      const isStored = stored.has(callee.buffers[i]?.name ?? "");
      return isStored && statement.buffers.some((other, j) => other === name && j !== i);
    });
    if (twice === undefined) return;
    throw new VerifyError(`${callee.name} stores to ${twice}, which it is given twice`, {
      procedure: caller.name,
      statement: showHead(statement),
    });
  });
}

class TeamWalk {
  readonly #module: Module;
  readonly #procedure: Procedure;
  readonly #procedures: ReadonlySet<string>;
  readonly #scratch: ReadonlySet<string>;
  readonly #touched: Touched;

  constructor(module: Module, procedure: Procedure, procedures: ReadonlySet<string>) {
    this.#module = module;
    this.#procedure = procedure;
    this.#procedures = procedures;
    this.#scratch = new Set(module.buffers.filter(({ role }) => role === "scratch").map(({ name }) => name));
    this.#touched = touchedBy(module, procedure.body);
  }

  body(body: readonly Statement[]): void {
    for (const statement of body) {
      if (statement.kind === "bindValue" && !isOfIndices(statement.value)) {
        this.#refuse(
          statement,
          "an index beside a parallel loop must not depend on values, which a thread may see too early",
        );
      }
      if (!holdsParallel(statement, this.#procedures)) this.#everyThreads(statement);
      else if (statement.kind === "if" && !isOfIndices(statement.condition)) {
        this.#refuse(
          statement,
          "a parallel loop must not depend on values, which a thread may see too early or too late",
        );
      } else if (statement.kind === "for" && statement.parallel) this.#passes(statement, statement.body);
      else bodiesOf(statement).forEach((inner) => this.body(inner));
    }
  }

  /** The body of a parallel loop: what it assigns to is its own. */
  #passes(loop: Statement, body: readonly Statement[]): void {
    const own = new Set<string>();
    visitStatements(body, (statement) => {
      if (statement.kind === "var") own.add(statement.name);
      if (statement.kind !== "assign" || own.has(statement.name)) return;
      this.#refuse(loop, `its passes are not independent: they share the var ${statement.name}`);
    });
  }

  /** What each thread runs, outside of parallel loops. */
  #everyThreads(statement: Statement): void {
    const { loaded, stored } = touchedBy(this.#module, [statement]);
    const shared = [...stored].find((name) => !this.#scratch.has(name));
    if (shared !== undefined) {
      this.#refuse(statement, `every thread would store to ${shared}, since it stands beside a parallel loop`);
    }
    const changing = [...loaded].find((name) => !this.#scratch.has(name) && this.#touched.stored.has(name));
    if (changing === undefined) return;
    this.#refuse(statement, `a thread may load ${changing} here while others, ahead of it, store to it`);
  }

  #refuse(statement: Statement, problem: string): never {
    throw new VerifyError(problem, { procedure: this.#procedure.name, statement: showHead(statement) });
  }
}

/** Whether all threads compute the same from an expression: from indices and numbers alone. */
function isOfIndices(value: Expression): boolean {
  let isFit = true;
  visitExpression(value, ({ kind }) => {
    if (kind === "load" || kind === "name") isFit = false;
  });
  return isFit;
}

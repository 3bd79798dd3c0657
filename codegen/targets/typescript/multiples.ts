import type { Affine, Module, Statement } from "../../ir/nodes.js";
import { visitStatements } from "../../ir/traverse.js";

/** Of which number each index variable of a procedure is always a multiple; 0 for one that is always 0. */
export type Multiples = ReadonlyMap<string, number>;

/** {@link Multiples} of each procedure of a module, by its name. */
export function multiplesOf(module: Module): ReadonlyMap<string, Multiples> {
  const all = new Map<string, Map<string, number>>(module.procedures.map(({ name }) => [name, new Map()]));
  // Callers stand after their callees: going backward, all calls of a procedure are seen before it is.
  for (const procedure of module.procedures.toReversed()) {
    const multiples = all.get(procedure.name) ?? new Map<string, number>();
    visitStatements(procedure.body, (statement) => {
      if (statement.kind === "for") {
        multiples.set(statement.variable, gcd(multipleOf(statement.lower, multiples), statement.step));
      } else if (statement.kind === "strip") {
        multiples.set(statement.variable, stripMultiple(statement, multiples));
      } else if (statement.kind === "call") {
        const callee = module.procedures.find(({ name }) => name === statement.callee);
        const parameters = all.get(statement.callee);
        for (const [i, index] of statement.indices.entries()) {
          const name = callee?.indices[i];
          if (name !== undefined) parameters?.set(name, gcd(parameters.get(name) ?? 0, multipleOf(index, multiples)));
        }
      }
    });
  }
  return all;
}

/** The greatest number of which `index` is known to be a multiple. */
export function multipleOf({ constant, terms }: Affine, multiples: Multiples): number {
  return terms.reduce((common, [name, coefficient]) => gcd(common, coefficient * (multiples.get(name) ?? 1)), constant);
}

/** Parts start where the ones before them stopped: this walks through all that the first part can leave over. */
function stripMultiple({ lower, parts }: Extract<Statement, { kind: "strip" }>, multiples: Multiples): number {
  const [first = 1, ...others] = parts.map(({ width }) => width);
  let common = gcd(multipleOf(lower, multiples), first);
  for (let rest = 1; rest < first; rest++) {
    let at = 0;
    for (const width of others) {
      for (; rest - at >= width; at += width) common = gcd(common, at);
    }
  }
  return common;
}

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

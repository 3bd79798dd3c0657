import { add, constant, constantValue, sub, variable as variableOf } from "../affine.js";
import type { FreshNames } from "../names.js";
import type { Affine, Statement, UpperBound } from "../nodes.js";
import { bodiesOf } from "../traverse.js";
import { renamedCopy, withIndices } from "./copy.js";

/** A rewriting of a statement whose inside is simple: the statements that do the same, or undefined. */
export interface StatementRule {
  readonly name: string;
  readonly rewrite: (statement: Statement, names: FreshNames) => readonly Statement[] | undefined;
}

/** The rules for statements, in the order in which they are tried. */
export const statementRules: readonly StatementRule[] = [
  { name: "an empty statement is nothing", rewrite: dropEmpty },
  { name: "an unrolled loop, or one that runs at most once, is its passes", rewrite: repeatBody },
  { name: "a strip of constant length is a loop for each part that runs", rewrite: splitStrip },
  { name: "an if with a constant condition is its branch", rewrite: takeBranch },
];

/** `bounds` without those that another is never above (`direction` 1: the least counts) or below (-1: the greatest). */
export function withoutRedundant(bounds: UpperBound, direction: 1 | -1): UpperBound {
  return bounds.filter((bound, i) => {
    return !bounds.some((other, j) => {
      const above = constantValue(sub(bound, other));
      if (i === j || above === undefined) return false;
      return above === 0 ? j < i : above * direction > 0;
    });
  });
}

function dropEmpty(statement: Statement): readonly Statement[] | undefined {
  const bodies = bodiesOf(statement);
  return bodies.length > 0 && bodies.every((body) => body.length === 0) ? [] : undefined;
}

function repeatBody(statement: Statement, names: FreshNames): readonly Statement[] | undefined {
  if (statement.kind !== "for") return undefined;
  const { variable, lower, upper, step, unroll, parallel, body } = statement;
  const length = constantLength(lower, upper);
  if (length === undefined) return undefined;
  const trips = Math.max(0, Math.ceil(length / step));
  if (!unroll && trips > 1) return undefined;
  // One pass of a parallel loop is one thread's, but what stands beside such a loop is all threads'.
  if (parallel && trips === 1) return undefined;
  return Array.from({ length: trips }, (_, trip) => {
    const indices = new Map([[variable, add(lower, trip * step)]]);
    // The body itself is gone after this, so the first pass can have its names.
    return trip === 0 ? withIndices(body, indices) : renamedCopy(body, indices, names);
  }).flat();
}

function splitStrip(statement: Statement, names: FreshNames): readonly Statement[] | undefined {
  if (statement.kind !== "strip") return undefined;
  const { variable, lower, upper, parts } = statement;
  const length = constantLength(lower, upper);
  if (length === undefined) return undefined;
  const loops: Statement[] = [];
  let start = 0;
  for (const { width, body } of parts) {
    const end = start + width * Math.floor(Math.max(0, length - start) / width);
    if (end > start) {
      const name = loops.length === 0 ? variable : names.fresh(variable);
      loops.push({
        kind: "for",
        variable: name,
        lower: add(lower, start),
        upper: [add(lower, end)],
        step: width,
        unroll: false,
        body: withIndices(body, new Map([[variable, variableOf(name)]])),
      });
    }
    start = end;
  }
  return loops;
}

function takeBranch(statement: Statement): readonly Statement[] | undefined {
  if (statement.kind !== "if" || statement.condition.kind !== "number") return undefined;
  return statement.condition.value === 0 ? statement.otherwise : statement.whenTrue;
}

function constantLength(lower: Affine, upper: UpperBound): number | undefined {
  const [end, ...others] = upper;
  return end === undefined || others.length > 0 ? undefined : constantValue(sub(end, lower));
}

/** The value of a bound index if it is constant. */
export function constantBound(statement: Statement): Affine | undefined {
  if (statement.kind === "bindValue") {
    const [value, extent] = [statement.value, constantValue(statement.extent)];
    if (value.kind !== "number" || extent === undefined) return undefined;
    return constant(Math.min(Math.max(value.value, 0), extent - 1));
  }
  if (statement.kind !== "bind" && statement.kind !== "bindMax") return undefined;
  const values = (statement.kind === "bind" ? statement.min : statement.max).map(constantValue);
  if (!values.every((value) => value !== undefined)) return undefined;
  return constant(statement.kind === "bind" ? Math.min(...values) : Math.max(...values));
}

import { constantValue, sub } from "./affine.js";
import type { Affine, Expression, Module, Procedure, Statement } from "./nodes.js";
import { bodiesOf, expressionsOf, mapOperands, mapStatement, visitExpression, visitStatements } from "./traverse.js";
import { typeOf } from "./types.js";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;
type NameExpression = Extract<Expression, { readonly kind: "name" }>;

/** An element, or vector, of a scratch buffer that is known to hold a named value. */
interface Held {
  readonly buffer: string;
  readonly indices: readonly Affine[];
  readonly value: NameExpression;
}

/**
 * A module in which what was just stored to a scratch buffer isn't loaded again: the value itself is taken. Scratch that
 * nothing loads any more isn't stored to either. Schedules may so hand values on through a block, element by element,
 * which stay in registers in the end. A value that would be rounded by its store isn't any more: this is for modules
 * whose scratch holds floats as wide as their arithmetic.
 */
export function forwardStores(module: Module): Module {
  const scratch = new Set(module.buffers.filter(({ role }) => role === "scratch").map(({ name }) => name));
  const forwarded = module.procedures.map((procedure): Procedure => {
    const body = new Forwarding(scratch).body(procedure.body);
    return Object.freeze({ ...procedure, body: Object.freeze(body) });
  });
  const loaded = new Set(forwarded.flatMap(({ body }) => [...buffersLoaded(body)]));
  const isDead = (name: string): boolean => scratch.has(name) && !loaded.has(name);
  const procedures = forwarded.map((procedure) =>
    Object.freeze({ ...procedure, body: Object.freeze(withoutStores(procedure.body, isDead)) }),
  );
  return Object.freeze({ ...module, procedures: Object.freeze(procedures) });
}

class Forwarding {
  readonly #scratch: ReadonlySet<string>;
  #held: readonly Held[] = [];

  constructor(scratch: ReadonlySet<string>) {
    this.#scratch = scratch;
  }

  body(body: readonly Statement[]): readonly Statement[] {
    return body.map((statement) => this.#statement(statement));
  }

  #statement(statement: Statement): Statement {
    const inner = bodiesOf(statement);
    if (inner.length > 0) return this.#nested(statement, inner);
    const forwarded = mapStatement(statement, { expression: (expression) => this.#expression(expression) });
    if (forwarded.kind === "store") this.#store(forwarded);
    // A callee sees all scratch.
    else if (forwarded.kind === "call") this.#held = [];
    else if (forwarded.kind === "assign") this.#held = this.#held.filter(({ value }) => value.name !== forwarded.name);
    return forwarded;
  }

  /** What is known before a loop or a branch holds in it if nothing in it changes that; what it finds out stays inside. */
  #nested(statement: Statement, inner: readonly (readonly Statement[])[]): Statement {
    const before = this.#held;
    const kept = inner.reduce((held, body) => unchangedBy(body, held), before);
    const expression = (part: Expression): Expression => this.#expression(part);
    const result = mapStatement(statement, {
      expression,
      body: (body) => {
        this.#held = kept;
        return this.body(body);
      },
    });
    this.#held = kept;
    return result;
  }

  #store({ buffer, indices, value }: StatementOf<"store">): void {
    if (!this.#scratch.has(buffer)) return;
    const { lanes } = typeOf(value);
    this.#held = this.#held.filter((held) => held.buffer !== buffer || isApart(held, indices, lanes));
    if (value.kind === "name") this.#held = [...this.#held, { buffer, indices, value }];
  }

  #expression(expression: Expression): Expression {
    if (expression.kind !== "load") return mapOperands(expression, (operand) => this.#expression(operand));
    const held = this.#held.find(
      ({ buffer, indices, value }) =>
        buffer === expression.buffer &&
        value.type.lanes === expression.type.lanes &&
        indices.every((index, axis) => distanceOf(index, expression.indices[axis]) === 0),
    );
    return held ? held.value : expression;
  }
}

/** Whether a store of `lanes` elements at `indices` leaves `held` as it is. */
function isApart(held: Held, indices: readonly Affine[], lanes: number): boolean {
  return indices.some((index, axis) => {
    const distance = distanceOf(index, held.indices[axis]);
    if (distance === undefined) return false;
    const isLast = axis === indices.length - 1;
    return isLast ? distance >= held.value.type.lanes || -distance >= lanes : distance !== 0;
  });
}

function distanceOf(left: Affine, right: Affine | undefined): number | undefined {
  return right && constantValue(sub(left, right));
}

/** What of `held` still holds after statements that may run any number of times. */
function unchangedBy(body: readonly Statement[], held: readonly Held[]): readonly Held[] {
  let kept = held;
  visitStatements(body, (statement) => {
    if (statement.kind === "call") kept = [];
    else if (statement.kind === "store") kept = kept.filter(({ buffer }) => buffer !== statement.buffer);
    else if (statement.kind === "assign") kept = kept.filter(({ value }) => value.name !== statement.name);
  });
  return kept;
}

function buffersLoaded(body: readonly Statement[]): ReadonlySet<string> {
  const loaded = new Set<string>();
  visitStatements(body, (statement) => {
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, (part) => {
        if (part.kind === "load") loaded.add(part.buffer);
      });
    }
  });
  return loaded;
}

function withoutStores(body: readonly Statement[], isDead: (buffer: string) => boolean): readonly Statement[] {
  return body
    .filter((statement) => statement.kind !== "store" || !isDead(statement.buffer))
    .map((statement) => mapStatement(statement, { body: (inner) => withoutStores(inner, isDead) }));
}

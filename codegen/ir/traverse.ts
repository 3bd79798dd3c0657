import type { Affine, Expression, Statement } from "./nodes.js";

/** The expressions that `expression` is made of, in the order of evaluation. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "name":
    case "index":
    case "load":
      return [];
    case "unary":
    case "splat":
    case "lane":
    case "convert":
    case "powerOfTwo":
      return [expression.operand];
    case "binary":
    case "compare":
      return [expression.left, expression.right];
    case "select":
      return [expression.condition, expression.whenTrue, expression.otherwise];
  }
}

/** Calls `visit` with `expression` and everything in it, operands first. */
export function visitExpression(expression: Expression, visit: (part: Expression) => void): void {
  for (const operand of operandsOf(expression)) visitExpression(operand, visit);
  visit(expression);
}

/** `expression` with each operand replaced by `map(operand)`. */
export function mapOperands(expression: Expression, map: (operand: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "number":
    case "name":
    case "index":
    case "load":
      return expression;
    case "unary":
    case "splat":
    case "lane":
    case "convert":
    case "powerOfTwo":
      return Object.freeze({ ...expression, operand: map(expression.operand) });
    case "binary":
    case "compare":
      return Object.freeze({ ...expression, left: map(expression.left), right: map(expression.right) });
    case "select":
      return Object.freeze({
        ...expression,
        condition: map(expression.condition),
        whenTrue: map(expression.whenTrue),
        otherwise: map(expression.otherwise),
      });
  }
}

/** The expressions of `statement` itself, not those of the statements in it. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "let":
    case "var":
    case "assign":
    case "store":
    case "bindValue":
      return [statement.value];
    case "if":
      return [statement.condition];
    default:
      return [];
  }
}

/** The indices that `statement` itself and its expressions name. */
export function indicesOf(statement: Statement): readonly Affine[] {
  const inExpressions: Affine[] = [];
  for (const expression of expressionsOf(statement)) {
    visitExpression(expression, (part) => {
      if (part.kind === "index") inExpressions.push(part.index);
      if (part.kind === "load") inExpressions.push(...part.indices);
    });
  }
  switch (statement.kind) {
    case "bind":
      return statement.min;
    case "bindMax":
      return statement.max;
    case "for":
      return [statement.lower, ...statement.upper, ...(statement.parallel ? [statement.parallel] : [])];
    case "strip":
      return [statement.lower, ...statement.upper];
    case "call":
      return statement.indices;
    case "bindValue":
      return [statement.extent, ...inExpressions];
    case "store":
      return [...statement.indices, ...inExpressions];
    default:
      return inExpressions;
  }
}

/** The lists of statements that stand in `statement`. */
export function bodiesOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "for":
    case "block":
      return [statement.body];
    case "strip":
      return statement.parts.map((part) => part.body);
    case "if":
      return [statement.whenTrue, statement.otherwise];
    default:
      return [];
  }
}

/** Calls `visit` with every statement of `body`, a statement before those in it. */
export function visitStatements(body: readonly Statement[], visit: (statement: Statement) => void): void {
  for (const statement of body) {
    visit(statement);
    for (const inner of bodiesOf(statement)) visitStatements(inner, visit);
  }
}

/** What {@link mapStatement} does with the parts of a statement; a part without a map stays as it is. */
export interface StatementMap {
  readonly expression?: (expression: Expression) => Expression;
  readonly index?: (index: Affine) => Affine;
  readonly body?: (body: readonly Statement[]) => readonly Statement[];
  /** Names of values and index variables where they are defined or assigned. */
  readonly name?: (name: string) => string;
}

/** `statement` with its parts replaced as `map` says. */
export function mapStatement(statement: Statement, map: StatementMap): Statement {
  const expression = map.expression ?? same;
  const index = map.index ?? same;
  const name = map.name ?? same;
  const body = (statements: readonly Statement[]) => Object.freeze((map.body ?? same)(statements));
  const indices = (list: readonly Affine[]) => Object.freeze(list.map(index));
  switch (statement.kind) {
    case "let":
    case "var":
    case "assign":
      return Object.freeze({ ...statement, name: name(statement.name), value: expression(statement.value) });
    case "bind":
      return Object.freeze({ ...statement, name: name(statement.name), min: indices(statement.min) });
    case "bindMax":
      return Object.freeze({ ...statement, name: name(statement.name), max: indices(statement.max) });
    case "bindValue":
      return Object.freeze({
        ...statement,
        name: name(statement.name),
        value: expression(statement.value),
        extent: index(statement.extent),
      });
    case "store":
      return Object.freeze({ ...statement, indices: indices(statement.indices), value: expression(statement.value) });
    case "for":
      return Object.freeze({
        ...statement,
        variable: name(statement.variable),
        lower: index(statement.lower),
        upper: indices(statement.upper),
        ...(statement.parallel === undefined ? {} : { parallel: index(statement.parallel) }),
        body: body(statement.body),
      });
    case "strip":
      return Object.freeze({
        ...statement,
        variable: name(statement.variable),
        lower: index(statement.lower),
        upper: indices(statement.upper),
        parts: Object.freeze(
          statement.parts.map((part) => Object.freeze({ width: part.width, body: body(part.body) })),
        ),
      });
    case "if":
      return Object.freeze({
        ...statement,
        condition: expression(statement.condition),
        whenTrue: body(statement.whenTrue),
        otherwise: body(statement.otherwise),
      });
    case "block":
      return Object.freeze({ ...statement, body: body(statement.body) });
    case "call":
      return Object.freeze({ ...statement, indices: indices(statement.indices) });
  }
}

function same<T>(value: T): T {
  return value;
}

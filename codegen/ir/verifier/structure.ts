import { constantValue, equals, sub, substitute } from "../affine.js";
import { IrError, VerifyError } from "../errors.js";
import { scalarOf } from "../expressions.js";
import type { Affine, Expression, Module, Procedure, Statement } from "../nodes.js";
import { showBuffer, showHead } from "../printer.js";
import { expressionsOf, visitExpression } from "../traverse.js";
import { sameType, showType, typeOf, valueType } from "../types.js";
import { NameScope } from "./scope.js";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

/**
 * Checks names, types, loops and calls of `procedure`: each name defined once and before its use, operands that fit,
 * strips that end with width 1, unrolled loops of constant length, arguments that are what the callee's parameters say.
 * `taken` are the names that `procedure` must not define again: the module's dims. Buffers and procedures have names of
 * their own kind. Throws VerifyError.
 */
export function verifyStructure(module: Module, procedure: Procedure, taken: ReadonlyMap<string, string>): void {
  const isEntry = procedure.name === module.prepare || procedure.name === module.run;
  const scratch = module.buffers.filter(({ role }) => role === "scratch");
  const buffers = isEntry ? module.buffers : [...scratch, ...procedure.buffers];
  const scope = new NameScope(taken, module.dims, buffers);
  const place = { procedure: procedure.name };
  located(place, () => {
    if (isEntry && procedure.buffers.length + procedure.indices.length > 0) {
      throw new IrError("an entry takes no parameters: it names the module's buffers");
    }
    for (const index of procedure.indices) scope.define(index, { kind: "index" });
    for (const { extents } of procedure.buffers) extents.forEach((extent) => scope.requireIndex(extent));
  });
  const before = module.procedures.slice(0, module.procedures.indexOf(procedure));
  const callees = new Map(before.map((callee) => [callee.name, callee]));
  new StructureWalk(scope, procedure.name, callees).body(procedure.body);
}

/** Turns an IrError in `check` into a VerifyError at `place`. */
export function located(place: { readonly procedure: string; readonly statement?: string }, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof IrError) || error instanceof VerifyError) throw error;
    throw new VerifyError(error.message, place);
  }
}

class StructureWalk {
  readonly #scope: NameScope;
  readonly #procedure: string;
  readonly #callees: ReadonlyMap<string, Procedure>;

  constructor(scope: NameScope, procedure: string, callees: ReadonlyMap<string, Procedure>) {
    this.#scope = scope;
    this.#procedure = procedure;
    this.#callees = callees;
  }

  body(body: readonly Statement[]): void {
    this.#scope.within(() => {
      for (const statement of body) {
        const place = { procedure: this.#procedure, statement: showHead(statement) };
        located(place, () => {
          for (const expression of expressionsOf(statement)) this.#expression(expression);
          this.#statement(statement);
        });
      }
    });
  }

  #expression(expression: Expression): void {
    visitExpression(expression, (part) => {
      if (part.kind === "index") this.#scope.requireIndex(part.index);
      if (part.kind === "load") this.#access(part.buffer, part.indices, part);
      if (part.kind !== "name") return;
      const { type } = this.#scope.value(part.name);
      if (!sameType(type, part.type)) {
        throw new IrError(`${part.name} is ${showType(type)}, but is used as ${showType(part.type)}`);
      }
    });
    typeOf(expression);
  }

  #access(name: string, indices: readonly Affine[], value: Expression): void {
    const buffer = this.#scope.buffer(name);
    const type = typeOf(value);
    if (type.scalar !== scalarOf(buffer.element)) {
      throw new IrError(`${name} holds ${buffer.element}, which is no ${showType(type)}`);
    }
    if (indices.length !== buffer.extents.length || (type.lanes > 1 && indices.length === 0)) {
      throw new IrError(`${name} has rank ${buffer.extents.length}, but ${indices.length} indices are given`);
    }
    for (const index of indices) this.#scope.requireIndex(index);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
      case "var":
        return this.#scope.define(statement.name, { kind: statement.kind, type: typeOf(statement.value) });
      case "assign":
        return this.#assign(statement);
      case "bind":
        return this.#bind(statement.name, statement.min);
      case "bindMax":
        return this.#bind(statement.name, statement.max);
      case "bindValue":
        if (!sameType(typeOf(statement.value), valueType("int"))) throw new IrError("the value is not an int");
        return this.#bind(statement.name, [statement.extent]);
      case "store":
        return this.#access(statement.buffer, statement.indices, statement.value);
      case "for":
        return this.#for(statement);
      case "strip":
        return this.#strip(statement);
      case "if":
        if (!sameType(typeOf(statement.condition), valueType("bool"))) throw new IrError("the condition is not a bool");
        this.body(statement.whenTrue);
        return this.body(statement.otherwise);
      case "block":
        return this.body(statement.body);
      case "call":
        return this.#call(statement);
    }
  }

  #assign({ name, value }: StatementOf<"assign">): void {
    const definition = this.#scope.value(name);
    if (definition.kind !== "var") throw new IrError(`${name} is a let, which does not change`);
    const type = typeOf(value);
    if (sameType(type, definition.type)) return;
    throw new IrError(`${name} is ${showType(definition.type)}, the value is ${showType(type)}`);
  }

  #bind(name: string, values: readonly Affine[]): void {
    this.#bounds(values);
    this.#scope.define(name, { kind: "index" });
  }

  #for(loop: StatementOf<"for">): void {
    this.#bounds([loop.lower, ...loop.upper]);
    if (!Number.isInteger(loop.step) || loop.step < 1) throw new IrError(`the step is ${loop.step}, not 1 or more`);
    const [end, ...others] = loop.upper;
    if (end === undefined) throw new IrError("the loop has no upper bound");
    if (loop.parallel) this.#scope.requireIndex(loop.parallel);
    if (loop.unroll && (others.length > 0 || constantValue(sub(end, loop.lower)) === undefined)) {
      throw new IrError("the loop is unrolled, but how often it runs is not constant");
    }
    this.#loopBody(loop.variable, [loop.body]);
  }

  #strip(strip: StatementOf<"strip">): void {
    this.#bounds(strip.upper);
    this.#bounds([strip.lower]);
    const widths = strip.parts.map((part) => part.width);
    const falling = widths.every((width, i) => Number.isInteger(width) && width < (widths[i - 1] ?? Infinity));
    if (!falling || widths.at(-1) !== 1) {
      throw new IrError(`the widths are ${widths.join(", ")}; they must fall and end with 1`);
    }
    this.#loopBody(
      strip.variable,
      strip.parts.map((part) => part.body),
    );
  }

  #loopBody(variable: string, bodies: readonly (readonly Statement[])[]): void {
    this.#scope.within(() => {
      this.#scope.define(variable, { kind: "index" });
      for (const body of bodies) this.body(body);
    });
  }

  #bounds(bounds: readonly Affine[]): void {
    if (bounds.length === 0) throw new IrError("a bound needs at least one expression");
    for (const bound of bounds) this.#scope.requireIndex(bound);
  }

  #call(call: StatementOf<"call">): void {
    const callee = this.#callees.get(call.callee);
    if (callee === undefined) throw new IrError(`no procedure ${call.callee} stands before this one`);
    if (call.buffers.length !== callee.buffers.length || call.indices.length !== callee.indices.length) {
      const wanted = `${callee.buffers.length} buffers and ${callee.indices.length} indices`;
      throw new IrError(`${callee.name} takes ${wanted}, not ${call.buffers.length} and ${call.indices.length}`);
    }
    for (const index of call.indices) this.#scope.requireIndex(index);
    const indices = new Map(callee.indices.map((name, i) => [name, call.indices[i] ?? name]));
    for (const [i, parameter] of callee.buffers.entries()) {
      const actual = this.#scope.buffer(call.buffers[i] ?? "");
      const extents = parameter.extents.map((extent) => substitute(extent, indices));
      const fits =
        actual.element === parameter.element &&
        actual.extents.length === extents.length &&
        extents.every((extent, axis) => equals(extent, actual.extents[axis] ?? 0));
      if (fits) continue;
      const wanted = showBuffer({ ...parameter, extents });
      throw new IrError(`${callee.name} takes ${wanted}, but is given ${showBuffer(actual)}`);
    }
  }
}

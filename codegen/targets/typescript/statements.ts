import type { Affine, Procedure, Statement, UpperBound } from "../../ir/nodes.js";
import { sub } from "../../ir/affine.js";
import { num, select } from "../../ir/expressions.js";
import { typeOf } from "../../ir/types.js";
import type { Addressed } from "./banks.js";
import { ExpressionPrinter } from "./expression.js";
import type { Multiples } from "./multiples.js";
import type { Identifiers } from "./names.js";
import { showIndex } from "../../ir/offset.js";
import { Scopes } from "./scope.js";

/** How to call another procedure: its identifier, the dims that it takes, and which of its own indices after those. */
export interface Callee {
  readonly identifier: string;
  readonly dims: readonly string[];
  readonly takes: readonly boolean[];
}

/** Prints the statements of one procedure. */
export class StatementPrinter {
  readonly #identifiers: Identifiers;
  readonly #scopes: Scopes;
  readonly #expressions: ExpressionPrinter;
  readonly #callees: ReadonlyMap<string, Callee>;

  constructor(
    identifiers: Identifiers,
    buffers: ReadonlyMap<string, Addressed>,
    callees: ReadonlyMap<string, Callee>,
    multiples: Multiples,
  ) {
    this.#identifiers = identifiers;
    this.#scopes = new Scopes(identifiers);
    this.#expressions = new ExpressionPrinter(identifiers, this.#scopes, buffers, multiples);
    this.#callees = callees;
  }

  /** Whether the printed code reads the table of powers of two. */
  get usesPowers(): boolean {
    return this.#expressions.usesPowers;
  }

  /** The lines of a procedure's body, in which `indices` are in view. */
  body(procedure: Procedure, indices: readonly string[]): readonly string[] {
    return this.#scopes.within(indices, () => this.#all(procedure.body));
  }

  #all(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    const line = (text: string): void => this.#scopes.line(text);
    switch (statement.kind) {
      case "let":
      case "var": {
        const value = this.#expressions.print(statement.value);
        const keyword = statement.kind === "let" ? "const" : "let";
        line(`${keyword} ${this.#identifiers.of("value", statement.name)} = ${value};`);
        return;
      }
      case "assign": {
        const value = this.#expressions.print(statement.value);
        line(`${this.#identifiers.of("value", statement.name)} = ${value};`);
        return;
      }
      case "store": {
        const { value } = statement;
        const stored = typeOf(value).scalar === "bool" ? select(value, num(1), num(0)) : value;
        const text = this.#expressions.print(stored);
        line(`${this.#expressions.place(statement.buffer, statement.indices)} = ${text};`);
        return;
      }
      case "bind":
        this.#bind(statement.name, this.#bound("min", statement.min));
        return;
      case "bindMax":
        this.#bind(statement.name, this.#bound("max", statement.max));
        return;
      case "bindValue": {
        const value = `Math.max(${this.#expressions.print(statement.value)}, 0)`;
        this.#bind(statement.name, `Math.min(${value}, ${this.#index(sub(statement.extent, 1))})`);
        return;
      }
      case "for":
        this.#for(statement);
        return;
      case "strip":
        this.#strip(statement);
        return;
      case "if":
        this.#if(statement);
        return;
      case "block":
        line(`// ${statement.label}`);
        this.#block([], () => {
          this.#all(statement.body);
          return "";
        });
        return;
      case "call": {
        const callee = this.#callees.get(statement.callee);
        if (!callee) throw new Error(`no procedure ${statement.callee}`);
        const buffers = statement.buffers.map((name) => this.#identifiers.of("buffer", name));
        const dims = callee.dims.map((name) => this.#identifiers.of("index", name));
        const indices = statement.indices.filter((_, i) => callee.takes[i]).map((index) => this.#index(index));
        line(`${callee.identifier}(${[...buffers, ...dims, ...indices].join(", ")});`);
      }
    }
  }

  #bind(name: string, value: string): void {
    this.#scopes.line(`const ${this.#identifiers.of("index", name)} = ${value};`);
    this.#scopes.introduce([name]);
  }

  #for({ variable, lower, upper, step, body }: Extract<Statement, { kind: "for" }>): void {
    const end = this.#end(upper);
    const start = this.#index(lower);
    this.#block([variable], () => {
      const name = this.#identifiers.of("index", variable);
      this.#all(body);
      return `for (let ${name} = ${start}; ${name} < ${end}; ${next(name, step)})`;
    });
  }

  /** One counter runs through all parts; each takes what the part before it left over. */
  #strip({ variable, lower, upper, parts }: Extract<Statement, { kind: "strip" }>): void {
    const end = this.#end(upper);
    const start = this.#index(lower);
    const counter = this.#identifiers.freshFor(variable);
    this.#scopes.line(`let ${counter} = ${start};`);
    for (const { width, body } of parts) {
      const last = width === 1 ? end : `${end} - ${width - 1}`;
      this.#block([variable], () => {
        this.#identifiers.alias("index", variable, counter);
        this.#all(body);
        return `for (; ${counter} < ${last}; ${next(counter, width)})`;
      });
    }
  }

  #if({ condition, whenTrue, otherwise }: Extract<Statement, { kind: "if" }>): void {
    const test = this.#expressions.print(condition);
    this.#block([], () => {
      this.#all(whenTrue);
      return `if (${test})`;
    });
    if (otherwise.length === 0) return;
    this.#block([], () => {
      this.#all(otherwise);
      return "else";
    });
  }

  /** Prints what `write` prints in a block; `write` gives what stands before it. */
  #block(introduced: readonly string[], write: () => string): void {
    let head = "";
    const lines = this.#scopes.within(introduced, () => {
      head = write();
    });
    this.#scopes.line(`${head} {`.trimStart());
    for (const text of lines) this.#scopes.line(text);
    this.#scopes.line("}");
  }

  #index(index: Affine): string {
    return showIndex(index, (name) => this.#identifiers.of("index", name));
  }

  /** The end of a loop as a name or a number: it is compared each time round. */
  #end(upper: UpperBound): string {
    const text = this.#bound("min", upper);
    if (/^\w+$/.test(text)) return text;
    const name = this.#identifiers.fresh("end");
    this.#scopes.line(`const ${name} = ${text};`);
    return name;
  }

  #bound(combine: "min" | "max", values: readonly Affine[]): string {
    const texts = values.map((value) => this.#index(value));
    return texts.length === 1 ? (texts[0] ?? "0") : `Math.${combine}(${texts.join(", ")})`;
  }
}

function next(name: string, step: number): string {
  return `${name} = (${name} + ${step}) | 0`;
}

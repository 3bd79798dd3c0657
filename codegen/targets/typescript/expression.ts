import type { Affine, BinaryOperator, Comparison, Expression } from "../../ir/nodes.js";
import { IrError } from "../../ir/errors.js";
import { typeOf } from "../../ir/types.js";
import { type Addressed, bankName, bankOf } from "./banks.js";
import { numberLiteral } from "./literal.js";
import type { Multiples } from "./multiples.js";
import type { Identifiers } from "./names.js";
import { offsetOf, showIndex } from "../../ir/offset.js";
import type { Scopes } from "./scope.js";

/** JavaScript's precedences, as far as generated code uses them. */
enum Precedence {
  Conditional = 1,
  Or = 2,
  And = 3,
  BitOr = 4,
  Equality = 5,
  Relational = 6,
  Additive = 7,
  Multiplicative = 8,
  Unary = 9,
  Atom = 10,
}

interface Printed {
  readonly text: string;
  readonly precedence: Precedence;
}

const OPERATORS: {
  readonly [O in Exclude<BinaryOperator, "min" | "max" | "addPairs">]: readonly [string, Precedence];
} = {
  add: ["+", Precedence.Additive],
  sub: ["-", Precedence.Additive],
  mul: ["*", Precedence.Multiplicative],
  div: ["/", Precedence.Multiplicative],
  and: ["&&", Precedence.And],
  or: ["||", Precedence.Or],
};

const COMPARISONS: { readonly [C in Comparison]: readonly [string, Precedence] } = {
  lt: ["<", Precedence.Relational],
  le: ["<=", Precedence.Relational],
  eq: ["===", Precedence.Equality],
  ne: ["!==", Precedence.Equality],
};

/** The table of powers of two in generated code, and the exponent of its first entry. */
export const POWERS = { name: "POWERS_OF_TWO", least: -1022, greatest: 1023 } as const;

/** Prints expressions of scalars. What would be evaluated twice is named first, in a line of its own. */
export class ExpressionPrinter {
  readonly #identifiers: Identifiers;
  readonly #scopes: Scopes;
  readonly #buffers: ReadonlyMap<string, Addressed>;
  readonly #multiples: Multiples;
  /** Whether the table of powers of two is needed. */
  usesPowers = false;

  constructor(identifiers: Identifiers, scopes: Scopes, buffers: ReadonlyMap<string, Addressed>, multiples: Multiples) {
    this.#identifiers = identifiers;
    this.#scopes = scopes;
    this.#buffers = buffers;
    this.#multiples = multiples;
  }

  /** The text of `expression`, as it stands alone. */
  print(expression: Expression): string {
    return this.#printed(expression).text;
  }

  /** The text of a place in a buffer: `query[(queryAt + 1) | 0]`. */
  place(buffer: string, indices: readonly Affine[]): string {
    const declared = this.#buffers.get(buffer);
    if (!declared) throw new Error(`no buffer ${buffer}`);
    const name = this.#identifiers.of("buffer", buffer);
    if (declared.banks === undefined) return `${name}[${this.#scopes.offset(offsetOf(declared, indices), name)}]`;
    const { bank, at } = bankOf(declared, declared.banks, indices, this.#multiples);
    return `${bankName(name, bank)}[${this.#scopes.offset(offsetOf(declared, at), name)}]`;
  }

  #printed(expression: Expression): Printed {
    switch (expression.kind) {
      case "number":
        return this.#number(expression);
      case "name":
        return atom(this.#identifiers.of("value", expression.name));
      case "index": {
        const text = showIndex(expression.index, (name) => this.#identifiers.of("index", name));
        return { text, precedence: /^\w+$/.test(text) ? Precedence.Atom : Precedence.Additive };
      }
      case "load": {
        const text = `${this.place(expression.buffer, expression.indices)}!`;
        return expression.type.scalar === "bool"
          ? { text: `${text} !== 0`, precedence: Precedence.Equality }
          : atom(text);
      }
      case "unary":
        return this.#unary(expression);
      case "binary":
        return this.#binary(expression);
      case "compare": {
        const [operator, precedence] = COMPARISONS[expression.operator];
        return this.#infix(operator, precedence, expression.left, expression.right);
      }
      case "select": {
        const condition = this.#at(expression.condition, Precedence.Or);
        const whenTrue = this.#at(expression.whenTrue, Precedence.Or);
        const otherwise = this.#at(expression.otherwise, Precedence.Conditional);
        return { text: `${condition} ? ${whenTrue} : ${otherwise}`, precedence: Precedence.Conditional };
      }
      case "convert":
        if (expression.to === "float") return this.#printed(expression.operand);
        return { text: `${this.#at(expression.operand, Precedence.BitOr)} | 0`, precedence: Precedence.BitOr };
      case "powerOfTwo": {
        this.usesPowers = true;
        const exponent = this.#at(expression.operand, Precedence.Additive);
        return atom(`${POWERS.name}[(${exponent} + ${-POWERS.least}) | 0]!`);
      }
      case "splat":
      case "lane":
        throw new Error(`${expression.kind} must be scalarised before it is printed`);
    }
  }

  #number(expression: Extract<Expression, { kind: "number" }>): Printed {
    if (expression.type.scalar === "bool") return atom(expression.value === 0 ? "false" : "true");
    const text = numberLiteral(expression.value);
    return { text, precedence: text.startsWith("-") ? Precedence.Unary : Precedence.Atom };
  }

  #unary({ operator, operand }: Extract<Expression, { kind: "unary" }>): Printed {
    switch (operator) {
      case "neg":
      case "not": {
        const text = this.#at(operand, Precedence.Unary);
        // Two minus signs in a row would read as a decrement.
        const sign = operator === "not" ? "!" : "-";
        return { text: text.startsWith(sign) ? `${sign}(${text})` : `${sign}${text}`, precedence: Precedence.Unary };
      }
      case "abs":
      case "floor":
      case "sqrt":
        return atom(`Math.${operator}(${this.print(operand)})`);
    }
  }

  #binary(expression: Extract<Expression, { kind: "binary" }>): Printed {
    const { operator, left, right } = expression;
    if (operator === "min" || operator === "max") {
      const [a, b] = [this.#named(left), this.#named(right)];
      const test = operator === "min" ? `${b} < ${a}` : `${a} < ${b}`;
      return { text: `${test} ? ${b} : ${a}`, precedence: Precedence.Conditional };
    }
    if (operator === "addPairs") throw new IrError("addPairs: there are no vectors");
    const isInteger = typeOf(left).scalar === "int";
    if (isInteger && operator === "mul") return atom(`Math.imul(${this.print(left)}, ${this.print(right)})`);
    const [symbol, precedence] = OPERATORS[operator];
    const printed = this.#infix(symbol, precedence, left, right);
    return isInteger ? { text: `(${printed.text}) | 0`, precedence: Precedence.BitOr } : printed;
  }

  /** Left-associative, which floating-point arithmetic needs: the right side of an equal precedence is bracketed. */
  #infix(operator: string, precedence: Precedence, left: Expression, right: Expression): Printed {
    const text = `${this.#at(left, precedence)} ${operator} ${this.#at(right, precedence + 1)}`;
    return { text, precedence };
  }

  #at(expression: Expression, least: Precedence): string {
    const { text, precedence } = this.#printed(expression);
    return precedence < least ? `(${text})` : text;
  }

  /** A name or a number for `expression`, so that it can be written twice. */
  #named(expression: Expression): string {
    const text = this.print(expression);
    if (/^-?[\w.]+$/.test(text)) return text;
    const name = this.#identifiers.fresh("value");
    this.#scopes.line(`const ${name} = ${text};`);
    return name;
  }
}

function atom(text: string): Printed {
  return { text, precedence: Precedence.Atom };
}

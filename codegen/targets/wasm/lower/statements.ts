import { sub } from "../../../ir/affine.js";
import { IrError } from "../../../ir/errors.js";
import type { Affine, Expression, Statement } from "../../../ir/nodes.js";
import { typeOf } from "../../../ir/types.js";
import {
  call,
  type Code,
  type FunctionReference,
  getLocal,
  i32,
  ifElse,
  type Local,
  operation,
  sequence,
  setLocal,
} from "../encode/index.js";
import type { Addresses } from "./addresses.js";
import { chooseInt } from "./choose.js";
import type { Frame } from "./frame.js";
import type { HeldKind } from "./kinds.js";
import { ROUNDS } from "./values.js";
import { countedPasses, type Passes, pointedPasses } from "./passes.js";
import { besideLoops, sharedPasses, type Sharing } from "./sharing.js";
import { storeCode } from "./store.js";
import type { Values } from "./value-lowering.js";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

/** The function of a procedure that may be called: addresses of its buffers, then its indices. */
export type Callee = FunctionReference<readonly "i32"[], "nothing">;

/** Lowers the statements of one procedure. */
export class StatementLowering {
  readonly #frame: Frame;
  readonly #addresses: Addresses;
  readonly #values: Values;
  readonly #callees: ReadonlyMap<string, Callee>;
  readonly #lets = new Set<string>();
  readonly #sharing: Sharing | undefined;
  /** Whether the statement at hand stands in a parallel loop. */
  #isInPass = false;

  constructor(
    frame: Frame,
    addresses: Addresses,
    values: Values,
    callees: ReadonlyMap<string, Callee>,
    sharing?: Sharing,
  ) {
    this.#sharing = sharing;
    this.#frame = frame;
    this.#addresses = addresses;
    this.#values = values;
    this.#callees = callees;
  }

  /** A list of statements, with what they define in view up to its end. */
  body(statements: readonly Statement[]): readonly Code[] {
    const defined: string[] = [];
    const code = this.#from(statements, 0, defined);
    this.#frame.forget(defined);
    return code;
  }

  #from(statements: readonly Statement[], first: number, defined: string[]): readonly Code[] {
    const code: Code[] = [];
    for (let i = first; i < statements.length; i++) {
      const statement = statements[i];
      if (!statement) break;
      if (statement.kind === "bind" || statement.kind === "bindMax" || statement.kind === "bindValue") {
        return [...code, ...this.#bind(statement, () => this.#from(statements, i + 1, defined))];
      }
      const lowered = this.#statement(statement);
      code.push(...(this.#sharing && !this.#isInPass ? besideLoops(this.#sharing, statement, lowered) : lowered));
      this.#frame.endStatement();
      if (statement.kind === "let" || statement.kind === "var") defined.push(statement.name);
    }
    return code;
  }

  #statement(statement: Statement): readonly Code[] {
    switch (statement.kind) {
      case "let":
      case "var":
        return [this.#define(statement)];
      case "assign":
        return [this.#set(this.#frame.value(statement.name), statement.value)];
      case "store":
        return [storeCode(this.#addresses, this.#frame, this.#values, statement)];
      case "for":
        return this.#for(statement);
      case "strip":
        return this.#strip(statement);
      case "if":
        return [this.#if(statement)];
      case "block":
        return this.body(statement.body);
      case "call":
        return [this.#call(statement)];
      case "bind":
      case "bindMax":
      case "bindValue":
        throw new Error("a bind is lowered with what follows it");
    }
  }

  #define({ kind: definition, name, value }: StatementOf<"let" | "var">): Code {
    if (definition === "let" && value.kind === "unary" && value.operator === "floor") this.#frame.defineInteger(name);
    if (definition === "let") this.#lets.add(name);
    const rounded = definition === "let" ? roundedIn(value) : undefined;
    if (rounded !== undefined && this.#lets.has(rounded)) this.#frame.defineRounded(name, rounded);
    const computed = this.#value(value);
    return setLocal(this.#frame.define(name, computed.kind), computed);
  }

  #set(local: Local, value: Expression): Code {
    return set(local, this.#value(value));
  }

  #value(value: Expression): Code<HeldKind> {
    const { scalars, vectors } = this.#values;
    const { scalar, lanes } = typeOf(value);
    if (lanes > 1) return vectors.lower(value);
    return scalar === "float" ? scalars.float(value) : scalars.int(value);
  }

  #bind(statement: StatementOf<"bind" | "bindMax" | "bindValue">, rest: () => readonly Code[]): readonly Code[] {
    const value = this.#boundValue(statement);
    const local = this.#frame.locals.take("i32", statement.name);
    this.#frame.endStatement();
    const inside = this.#frame.within([[statement.name, local]], undefined, rest);
    this.#frame.locals.release(local);
    return [setLocal(local, value), ...inside.ahead, ...inside.code];
  }

  #boundValue(statement: StatementOf<"bind" | "bindMax" | "bindValue">): Code<"i32"> {
    if (statement.kind === "bind") return this.#addresses.bound("least", statement.min);
    if (statement.kind === "bindMax") return this.#addresses.bound("greatest", statement.max);
    const notBefore = chooseInt(this.#frame, "gt", this.#values.scalars.int(statement.value), i32(0));
    return chooseInt(this.#frame, "lt", this.#addresses.index(sub(statement.extent, 1)), notBefore);
  }

  #for(statement: StatementOf<"for">): readonly Code[] {
    const { variable, lower, upper, step, body } = statement;
    if (statement.parallel && this.#sharing) return this.#parallel(statement, statement.parallel, this.#sharing);
    const { endStart, counterStart, end, counter } = this.#range(variable, lower, upper);
    const first = lower.terms.length === 0 ? lower.constant : undefined;
    const isSure = isSureToRun(lower, upper);
    const inside = this.#frame.within([[variable, counter]], { variable, step, first }, () => this.body(body));
    const pointer = inside.isCounted ? undefined : inside.pointers.find(({ bytes }) => bytes > 0);
    const passes: Passes = { counter, end: end.read, step, inside, isSure };
    const code = pointer ? pointedPasses(this.#frame, passes, first, pointer) : countedPasses(passes);
    this.#release(counter, end.held);
    return [...endStart, ...(pointer && first !== undefined ? [] : [counterStart]), ...code];
  }

  /** The thread's passes are a loop of their own, from the first that it has taken to the last. */
  #parallel(
    { variable, lower, upper, step, body }: StatementOf<"for">,
    parallel: Affine,
    sharing: Sharing,
  ): readonly Code[] {
    const [counter, last] = ["", " end"].map((part) => this.#frame.locals.take("i32", `${variable}${part}`));
    if (!counter || !last) throw new Error("a loop has a counter and an end");
    const loop = {
      lower: this.#addresses.index(lower),
      end: this.#addresses.bound("least", upper),
      step,
      work: this.#addresses.index(parallel),
      counter,
      last,
    };
    const code = sharedPasses(this.#frame, sharing, loop, () => {
      this.#isInPass = true;
      const inner = { variable, step, first: undefined };
      const inside = this.#frame.within([[variable, counter]], inner, () => this.body(body));
      this.#isInPass = false;
      return countedPasses({ counter, end: getLocal(last), step, inside, isSure: true });
    });
    for (const local of [counter, last]) this.#frame.locals.release(local);
    return code;
  }

  /** One counter runs through all parts; each takes what the part before it left over. */
  #strip({ variable, lower, upper, parts }: StatementOf<"strip">): readonly Code[] {
    const { endStart, counterStart, end, counter } = this.#range(variable, lower, upper);
    const loops = parts.flatMap(({ width, body }) => {
      const strip = { variable, step: width, first: undefined };
      const passes = { counter, step: width, isSure: false };
      const write = () => this.#frame.within([[variable, counter]], strip, () => this.body(body));
      if (width === 1) return countedPasses({ ...passes, end: end.read, inside: write() });
      const last = this.#frame.locals.take("i32", `${variable} last`);
      const limit = setLocal(last, operation("i32.sub", end.read, i32(width - 1)));
      const code = countedPasses({ ...passes, end: getLocal(last), inside: write() });
      this.#frame.locals.release(last);
      return [limit, ...code];
    });
    this.#release(counter, end.held);
    return [...endStart, counterStart, ...loops];
  }

  /** The counter of a loop, set to where it starts, and where it ends. */
  #range(variable: string, lower: Affine, upper: readonly Affine[]) {
    const first = this.#addresses.index(lower);
    const last = this.#addresses.bound("least", upper);
    const { locals } = this.#frame;
    const counter = locals.take("i32", variable);
    const [only] = upper;
    const isConstant = upper.length === 1 && only !== undefined && only.terms.length === 0;
    const held = isConstant ? undefined : locals.take("i32", `${variable} end`);
    this.#frame.endStatement();
    const end = { read: held ? getLocal(held) : last, held };
    return { endStart: held ? [setLocal(held, last)] : [], counterStart: setLocal(counter, first), end, counter };
  }

  #release(counter: Local, held: Local | undefined): void {
    this.#frame.locals.release(counter);
    if (held) this.#frame.locals.release(held);
  }

  #if({ condition, whenTrue, otherwise }: StatementOf<"if">): Code {
    const test = this.#values.scalars.int(condition);
    this.#frame.endStatement();
    const first = sequence(...this.body(whenTrue));
    return otherwise.length === 0 ? ifElse(test, first) : ifElse(test, first, sequence(...this.body(otherwise)));
  }

  #call({ callee, buffers, indices }: StatementOf<"call">): Code {
    const target = this.#callees.get(callee);
    if (!target) throw new IrError(`there is no procedure ${callee} before the one that calls it`);
    const addresses = buffers.map((name) => this.#addresses.start(name));
    const called = call(target, ...addresses, ...indices.map((index) => this.#addresses.index(index)));
    return this.#sharing && this.#isInPass ? sequence(this.#sharing.team.beat, called) : called;
  }
}

/** The name of the value from which {@link ROUNDS} is taken away again. */
function roundedIn(value: Expression): string | undefined {
  if (value.kind !== "binary" || value.operator !== "sub") return undefined;
  const { left, right } = value;
  return left.kind === "name" && right.kind === "number" && right.value === ROUNDS ? left.name : undefined;
}

function isSureToRun(lower: Affine, upper: readonly Affine[]): boolean {
  return (
    lower.terms.length === 0 && upper.every(({ terms, constant }) => terms.length === 0 && lower.constant < constant)
  );
}

function set(local: Local, value: Code<HeldKind>): Code {
  if (local.kind !== value.kind)
    throw new IrError(`${local.name} is held as ${local.kind}, its value as ${value.kind}`);
  return setLocal(local, value);
}

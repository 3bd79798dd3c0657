import { substitute, variable } from "../affine.js";
import { VerifyError } from "../errors.js";
import type { Affine, Buffer, Module, Procedure, Statement } from "../nodes.js";
import { showHead } from "../printer.js";
import { expressionsOf, visitExpression, visitStatements } from "../traverse.js";
import type { Access } from "./access.js";

/** A procedure at one call: what its buffers and index variables stand for. */
export class Frame {
  readonly procedure: Procedure;
  readonly #buffers: ReadonlyMap<string, Buffer>;
  readonly #indices: Map<string, Affine>;
  /** Put before the names of local variables, so that those of caller and callee differ. */
  readonly #prefix: string;
  /** The calls that led here, for messages. */
  readonly #path: string;

  readonly #module: Module;
  /** The buffers that the procedure's own loads and stores name. */
  readonly #used: ReadonlySet<string>;

  private constructor(
    module: Module,
    procedure: Procedure,
    buffers: ReadonlyMap<string, Buffer>,
    indices: Map<string, Affine>,
    caller?: Frame,
  ) {
    this.procedure = procedure;
    this.#module = module;
    this.#buffers = buffers;
    this.#indices = indices;
    this.#used = buffersUsed(procedure);
    this.#prefix = caller === undefined ? "" : `${procedure.name}.`;
    this.#path = caller === undefined ? procedure.name : `${procedure.name} (called from ${caller.#path})`;
  }

  /** `prepare` or `run`, which name the module's buffers. */
  static entry(module: Module, procedure: Procedure): Frame {
    const buffers = new Map(module.buffers.map((buffer) => [buffer.name, buffer]));
    return new Frame(module, procedure, buffers, new Map());
  }

  /** The frame of `callee` for the arguments of `call`. */
  call(callee: Procedure, call: Extract<Statement, { kind: "call" }>): Frame {
    const scratch = this.#module.buffers.flatMap((buffer) =>
      buffer.role === "scratch" ? [[buffer.name, buffer] as const] : [],
    );
    const passed = callee.buffers.map(({ name }, i) => [name, this.buffer(call.buffers[i] ?? "")] as const);
    const indices = callee.indices.map((name, i) => [name, this.resolve(call.indices[i] ?? variable(name))] as const);
    return new Frame(this.#module, callee, new Map([...scratch, ...passed]), new Map(indices), this);
  }

  /** Defines a local index variable; gives its name among all variables in scope. */
  define(name: string): string {
    const unique = `${this.#prefix}${name}`;
    if (unique !== name) this.#indices.set(name, variable(unique));
    return unique;
  }

  /** `index` in the variables of the facts. */
  resolve(index: Affine): Affine {
    return substitute(index, this.#indices);
  }

  /** The module's buffer that `name` stands for. */
  buffer(name: string): Buffer {
    const buffer = this.#buffers.get(name);
    if (buffer === undefined) throw new VerifyError(`there is no buffer ${name}`, { procedure: this.procedure.name });
    return buffer;
  }

  /** The access to the module's buffer that a load or store here makes. */
  access(operation: Access["operation"], name: string, indices: readonly Affine[], lanes: number): Access {
    return { operation, buffer: this.buffer(name), indices: indices.map((index) => this.resolve(index)), lanes };
  }

  /** Whether the procedure uses `buffer` under more than one name. */
  isAliased(buffer: Buffer): boolean {
    return [...this.#buffers].filter(([name, other]) => other === buffer && this.#used.has(name)).length > 1;
  }

  /** Throws VerifyError with the place of `statement` if there is a `problem`. */
  require(statement: Statement, problem: string | undefined): void {
    if (problem === undefined) return;
    throw new VerifyError(problem, { procedure: this.#path, statement: showHead(statement) });
  }
}

function buffersUsed(procedure: Procedure): ReadonlySet<string> {
  const used = new Set<string>();
  visitStatements(procedure.body, (statement) => {
    if (statement.kind === "store") used.add(statement.buffer);
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, (part) => {
        if (part.kind === "load") used.add(part.buffer);
      });
    }
  });
  return used;
}

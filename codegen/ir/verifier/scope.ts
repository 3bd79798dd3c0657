import { IrError } from "../errors.js";
import { isIdentifier } from "../names.js";
import type { Affine, BufferParameter, ValueType } from "../nodes.js";

/** What a name stands for in a procedure. */
export type Definition = { readonly kind: "index" } | { readonly kind: "let" | "var"; readonly type: ValueType };

/** The names of one procedure: each is defined once in the whole of it, and used only in the body that defines it. */
export class NameScope {
  readonly #taken: Map<string, string>;
  readonly #buffers: ReadonlyMap<string, BufferParameter>;
  #visible = new Map<string, Definition>();

  /** `taken` says what each name that can't be defined again stands for; `dims` are visible as indices. */
  constructor(taken: ReadonlyMap<string, string>, dims: readonly string[], buffers: readonly BufferParameter[]) {
    this.#taken = new Map(taken);
    this.#buffers = new Map(buffers.map((buffer) => [buffer.name, buffer]));
    for (const dim of dims) this.#visible.set(dim, { kind: "index" });
  }

  /** Defines `name` from here to the end of the body. Throws IrError for a name that is taken or no identifier. */
  define(name: string, definition: Definition): void {
    if (!isIdentifier(name)) throw new IrError(`"${name}" is not an identifier`);
    const other = this.#taken.get(name);
    if (other !== undefined) throw new IrError(`${name} is already the name of ${other}`);
    this.#taken.set(name, definition.kind === "index" ? "an index" : `a ${definition.kind}`);
    this.#visible.set(name, definition);
  }

  /** Runs `body`, whose definitions end with it. */
  within(body: () => void): void {
    const outer = this.#visible;
    this.#visible = new Map(outer);
    body();
    this.#visible = outer;
  }

  /** The `let` or `var` called `name`. Throws IrError where there is none in scope. */
  value(name: string): Extract<Definition, { readonly type: ValueType }> {
    const definition = this.#visible.get(name);
    if (definition === undefined) throw new IrError(`${name} is not defined here`);
    if (definition.kind === "index") throw new IrError(`${name} is an index, not a value`);
    return definition;
  }

  /** Throws IrError unless every variable of `index` is an index in scope. */
  requireIndex(index: Affine): void {
    for (const [name] of index.terms) {
      const definition = this.#visible.get(name);
      if (definition === undefined) throw new IrError(`the index ${name} is not defined here`);
      if (definition.kind !== "index") throw new IrError(`${name} is a value, not an index`);
    }
  }

  /** The buffer called `name`. Throws IrError where the procedure has none. */
  buffer(name: string): BufferParameter {
    const buffer = this.#buffers.get(name);
    if (buffer === undefined) throw new IrError(`there is no buffer ${name} here`);
    return buffer;
  }
}

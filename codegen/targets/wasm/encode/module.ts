import type { Code } from "./code.js";
import type { ResultKind, ValueKind } from "./kinds.js";
import { type Local, Locals } from "./locals.js";
import type { FunctionReference, GlobalReference, MutableGlobal } from "./references.js";

/** The size of a memory in pages of 64 KiB. A shared one, which threads see, has a maximum. */
export type MemoryLimits =
  | { readonly initial: number; readonly maximum?: number; readonly shared?: false }
  | { readonly initial: number; readonly maximum: number; readonly shared: true };

/** What stands in another module: `module` and `name` are how that is asked for. */
export interface Import {
  readonly module: string;
  readonly name: string;
}

/** One function of the module itself. */
export interface DefinedFunction {
  readonly reference: FunctionReference;
  readonly parameters: readonly Local[];
  readonly locals: readonly Local[];
  readonly body: Code<ResultKind>;
}

/** One global of the module itself. */
export interface DefinedGlobal {
  readonly reference: GlobalReference;
  readonly initial: Code<ValueKind>;
}

/** What callers of the module see. */
export interface Export {
  readonly name: string;
  readonly what: FunctionReference | GlobalReference | "memory";
}

/** Puts together a module: what it imports, defines and exports. {@link encodeModule} gives its bytes. */
export class ModuleBuilder {
  readonly name: string;
  readonly importedFunctions: { readonly from: Import; readonly reference: FunctionReference }[] = [];
  readonly functions: DefinedFunction[] = [];
  readonly globals: DefinedGlobal[] = [];
  readonly exports: Export[] = [];
  readonly data: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  #memory: { readonly limits: MemoryLimits; readonly from: Import | undefined } | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** The one memory, and where it is imported from if it is. */
  get memory(): { readonly limits: MemoryLimits; readonly from: Import | undefined } | undefined {
    return this.#memory;
  }

  /** Gives the module its one memory, of its own or imported. Throws Error the second time. */
  useMemory(limits: MemoryLimits, from?: Import): void {
    if (this.#memory) throw new Error(`${this.name}: a module has one memory`);
    this.#memory = { limits, from };
  }

  /** A function that comes from outside. */
  importFunction<const P extends readonly ValueKind[], R extends ResultKind>(
    from: Import,
    parameters: P,
    result: R,
  ): FunctionReference<P, R> {
    const reference = { name: from.name, parameters, result };
    this.importedFunctions.push({ from, reference });
    return reference;
  }

  /** A function whose body `write` gives; it may make locals, and read and set its parameters as locals. */
  function<const P extends readonly ValueKind[], R extends ResultKind>(
    name: string,
    parameters: P,
    result: R,
    write: (locals: Locals, ...given: LocalsOf<P>) => Code<NoInfer<R>>,
    parameterNames: readonly string[] = [],
  ): FunctionReference<P, R> {
    const reference = { name, parameters, result };
    const given = parameters.map((kind, index) => ({ kind, index, name: parameterNames[index] ?? `p${index}` }));
    const locals = new Locals(parameters.length);
    // A mapped tuple can't be built by `map` in the type system; `given` has one local for each parameter.
    const body = write(locals, ...(given as unknown as LocalsOf<P>));
    this.functions.push({ reference, parameters: given, locals: locals.all, body });
    return reference;
  }

  /** A global that keeps its value. `initial` is a constant instruction. */
  constantGlobal<K extends ValueKind>(name: string, initial: Code<K>): GlobalReference<K> {
    const reference = { name, kind: initial.kind, mutable: false };
    this.globals.push({ reference, initial });
    return reference;
  }

  /** A global that code may set. `initial` is a constant instruction. */
  mutableGlobal<K extends ValueKind>(name: string, initial: Code<K>): MutableGlobal<K> {
    const reference = { name, kind: initial.kind, mutable: true } as const;
    this.globals.push({ reference, initial });
    return reference;
  }

  /** Shows a function, a global or the memory to callers of the module. */
  export(name: string, what: Export["what"]): void {
    this.exports.push({ name, what });
  }

  /** Bytes that stand in the memory from the start. */
  putData(at: number, bytes: Uint8Array): void {
    this.data.push({ at, bytes });
  }
}

/** A local for each kind. */
export type LocalsOf<P extends readonly ValueKind[]> = { readonly [I in keyof P]: Local<P[I]> };

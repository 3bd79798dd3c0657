import { type Local, type Locals, type ValueKind } from "../encode/index.js";

/** Gives out the locals of a function, and gives those out again that are free. */
export class LocalPool {
  readonly #locals: Locals;
  readonly #free = new Map<ValueKind, Local[]>();

  constructor(locals: Locals) {
    this.#locals = locals;
  }

  /** A local for what is set from here on. What it held before is lost. */
  take<K extends ValueKind>(kind: K, name: string): Local<K> {
    const free = this.#free.get(kind)?.pop();
    return free && isOf(free, kind) ? free : this.#locals.make(kind, name);
  }

  /**
   * A local that nothing has had so far: for what is set in front of code that is already there, which may have had
   * one that is free now.
   */
  fresh<K extends ValueKind>(kind: K, name: string): Local<K> {
    return this.#locals.make(kind, name);
  }

  /** Frees a local: its value isn't read any more. */
  release(local: Local): void {
    const free = this.#free.get(local.kind);
    if (free) free.push(local);
    else this.#free.set(local.kind, [local]);
  }
}

function isOf<K extends ValueKind>(local: Local, kind: K): local is Local<K> {
  return local.kind === kind;
}

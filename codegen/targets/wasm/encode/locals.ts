import { type Code, code } from "./code.js";
import type { ValueKind } from "./kinds.js";

/** A local variable or parameter of a function. */
export interface Local<K extends ValueKind = ValueKind> {
  readonly kind: K;
  readonly index: number;
  readonly name: string;
}

/** The value of a local. */
export function getLocal<K extends ValueKind>(local: Local<K>): Code<K> {
  return code(local.kind, (out) => {
    out.byte(0x20);
    out.unsigned(local.index);
  });
}

/** Gives a local another value. */
export function setLocal<K extends ValueKind>(local: Local<K>, value: Code<NoInfer<K>>): Code {
  return code("nothing", (out) => {
    value.write(out);
    out.byte(0x21);
    out.unsigned(local.index);
  });
}

/** Gives a local another value, which stays on the stack. */
export function teeLocal<K extends ValueKind>(local: Local<K>, value: Code<NoInfer<K>>): Code<K> {
  return code(local.kind, (out) => {
    value.write(out);
    out.byte(0x22);
    out.unsigned(local.index);
  });
}

/** The locals of one function, after its parameters. */
export class Locals {
  readonly #all: Local[] = [];
  readonly #parameters: number;

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  /** All locals, in the order of their indices. */
  get all(): readonly Local[] {
    return this.#all;
  }

  /** A new local; it starts as 0. */
  make<K extends ValueKind>(kind: K, name: string): Local<K> {
    const made = { kind, name, index: this.#parameters + this.#all.length };
    this.#all.push(made);
    return made;
  }
}

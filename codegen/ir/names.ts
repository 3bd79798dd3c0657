import { IrError } from "./errors.js";

/** A letter or underscore, then letters, digits and underscores: an identifier in every target's language. */
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether `name` may name something in the IR. */
export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** Gives out names that are unique among themselves, the same ones for the same requests in the same order. */
export class FreshNames {
  readonly #used: Set<string>;

  /** Starts with `taken` as given out already. */
  constructor(taken: Iterable<string> = []) {
    this.#used = new Set(taken);
  }

  /** `name` itself the first time, then `name2`, `name3`, .. (`x0_2` for `x0`). Throws IrError if not an identifier. */
  fresh(name: string): string {
    const unique = freshName(name, (other) => this.#used.has(other));
    this.#used.add(unique);
    return unique;
  }
}

/** The first of `name`, `name2`, `name3`, .. (`x0_2` for `x0`) that isn't taken. Throws IrError if not an identifier. */
export function freshName(name: string, isTaken: (name: string) => boolean): string {
  if (!isIdentifier(name)) throw new IrError(`"${name}" is not an identifier: letters, digits and _ only`);
  const base = /\d$/.test(name) ? `${name}_` : name;
  let unique = name;
  for (let suffix = 2; isTaken(unique); suffix++) unique = `${base}${suffix}`;
  return unique;
}

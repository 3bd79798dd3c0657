import type { Sizes } from "../cases.js";
import { ListError } from "../list-error.js";

/** The fields of a JSON object, checked as they are read. What is wrong is thrown as ListError. */
export class Fields {
  /** What the object is, for messages: `cases[3]`. */
  readonly where: string;
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(where: string, value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ListError(`${where} is no object`);
    }
    this.where = where;
    this.#fields = new Map(Object.entries(value));
  }

  /** Whether the field is there and not null. */
  has(name: string): boolean {
    return (this.#fields.get(name) ?? null) !== null;
  }

  string(name: string): string {
    const value = this.#fields.get(name);
    if (typeof value === "string") return value;
    throw this.#wrong(name, "no string");
  }

  /** One of `choices`. */
  choice<const C extends string>(name: string, choices: readonly C[]): C {
    const value = this.string(name);
    const known = choices.find((choice) => choice === value);
    if (known !== undefined) return known;
    throw this.#wrong(name, `${JSON.stringify(value)}, not ${choices.map((choice) => `"${choice}"`).join(" or ")}`);
  }

  /** An integer of at least 0, or undefined where the field is missing. */
  optionalCount(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#fields.get(name);
    if (isSize(value)) return value;
    throw this.#wrong(name, "no integer of at least 0");
  }

  /** A list of numbers, or undefined where the field is missing. */
  optionalNumbers(name: string): readonly number[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#fields.get(name);
    if (isListOf(value, isFinite)) return value;
    throw this.#wrong(name, "no list of numbers");
  }

  /** A list of strings; empty where the field is missing. */
  strings(name: string): readonly string[] {
    const value = this.#fields.get(name) ?? [];
    if (isListOf(value, isString)) return value;
    throw this.#wrong(name, "no list of strings");
  }

  /** A list of integers of at least 0. */
  sizes(name: string): Sizes {
    const value = this.#fields.get(name);
    if (isListOf(value, isSize)) return value;
    throw this.#wrong(name, "no shape: a list of integers of at least 0");
  }

  /** A list of lists of integers of at least `least`. */
  shapes(name: string, least = 0): readonly Sizes[] {
    const value = this.#fields.get(name);
    if (isListOf(value, (shape) => isListOf(shape, (size): size is number => isInteger(size) && size >= least)))
      return value;
    throw this.#wrong(name, `no list of shapes: lists of integers of at least ${least}`);
  }

  /** Finite numbers by name; empty where the field is missing. They may be sizes that nothing can have. */
  numbersByName(name: string): Readonly<Record<string, number>> {
    const object = this.object(name);
    return Object.fromEntries([...object.#fields].map(([field, value]) => [field, object.#number(field, value)]));
  }

  /** An object; an empty one where the field is missing. */
  object(name: string): Fields {
    return new Fields(`${this.where}.${name}`, this.#fields.get(name) ?? {});
  }

  /** A list of objects; empty where the field is missing. */
  objects(name: string): readonly Fields[] {
    const value: unknown = this.#fields.get(name) ?? [];
    if (!Array.isArray(value)) throw this.#wrong(name, "no list");
    return value.map((each: unknown, index) => new Fields(`${name}[${index}]`, each));
  }

  /** The elements of a list that must have `count`, each as a field of an object of its own, by its index. */
  list(name: string, count: number): Fields {
    const value: unknown = this.#fields.get(name);
    if (!Array.isArray(value) || value.length !== count) throw this.#wrong(name, `no list of ${count}`);
    return new Fields(`${this.where}.${name}`, { ...value });
  }

  #number(name: string, value: unknown): number {
    if (isFinite(value)) return value;
    throw this.#wrong(name, "no number");
  }

  #wrong(name: string, problem: string): ListError {
    return new ListError(`${this.where}: ${name} is ${this.#fields.has(name) ? problem : "missing"}`);
  }
}

function isListOf<T>(value: unknown, isElement: (element: unknown) => element is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isElement);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isFinite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isSize(value: unknown): value is number {
  return isInteger(value) && value >= 0;
}

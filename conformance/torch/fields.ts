import { FolderError } from "../folder-error.js";

/** The fields of a JSON object, checked as they are read. What is wrong is thrown as FolderError. */
export class Fields {
  /** What the object is, for messages: `index.json: mha[3]`. */
  readonly where: string;
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(where: string, value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new FolderError(`${where} is no object`);
    }
    this.where = where;
    this.#fields = new Map(Object.entries(value));
  }

  /** The names of all fields. */
  names(): readonly string[] {
    return [...this.#fields.keys()];
  }

  /** The field as it is; undefined where it is missing. */
  value(name: string): unknown {
    return this.#fields.get(name);
  }

  string(name: string): string {
    const value = this.value(name);
    if (typeof value === "string") return value;
    throw new FolderError(`${this.where}: ${name} is no string`);
  }

  /** A positive integer. */
  size(name: string): number {
    const value = this.value(name);
    if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
    throw new FolderError(`${this.where}: ${name} is no positive integer`);
  }

  /** A number of at least 0, or undefined where the field is missing. */
  optionalAmount(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === "number" && value >= 0 && Number.isFinite(value)) return value;
    throw new FolderError(`${this.where}: ${name} is no number of at least 0`);
  }

  /** An object; an empty one where the field is missing. */
  object(name: string): Fields {
    return new Fields(`${this.where}.${name}`, this.value(name) ?? {});
  }

  /** An object of strings by name; empty where the field is missing. */
  strings(name: string): ReadonlyMap<string, string> {
    const object = this.object(name);
    return new Map(object.names().map((field) => [field, object.string(field)]));
  }
}

import { FolderError } from "../folder-error.js";
import type { Fields } from "../torch/fields.js";
import { Unsupported } from "../torch/refusals.js";

/** An attribute that is a number, or what it is where it is left out. */
export function numberOf<T extends number | undefined>(attributes: Fields, name: string, otherwise: T): number | T {
  const value = attributes.value(name);
  if (value === undefined) return otherwise;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new FolderError(`${attributes.where}: ${name} is no number`);
}

/** Throws Unsupported for an attribute that isn't one of `known`: it would change the result unnoticed. */
export function refuseOthers(attributes: Fields, known: readonly string[]): void {
  const other = attributes.names().find((name) => !known.includes(name));
  if (other !== undefined) throw new Unsupported(`the attribute ${other} is not known here`);
}

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readSafetensors, WeightsError } from "heddle/weights";
import type { StoredTensor } from "heddle/weights";
import type { Reference } from "../accuracy.js";
import { FolderError } from "../folder-error.js";
import { Fields } from "./fields.js";

/** The tensors of a file, by name. */
export type TensorFile = ReadonlyMap<string, StoredTensor>;

/** A folder of PyTorch's results: index.json, and safetensors files that it names. */
export class GoldenFolder {
  readonly #path: string;
  readonly #files = new Map<string, TensorFile>();

  constructor(path: string) {
    this.#path = path;
  }

  /** What index.json says. Throws FolderError where it can't be read. */
  index(): Fields {
    const text = new TextDecoder().decode(this.#read("index.json"));
    try {
      return new Fields("index.json", JSON.parse(text));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new FolderError(`${join(this.#path, "index.json")} is no JSON: ${oneLine(error.message)}`);
    }
  }

  /** The tensors of the file called `name`, read once. Throws FolderError where it can't be read. */
  file(name: string): TensorFile {
    const known = this.#files.get(name);
    if (known) return known;
    if (basename(name) !== name || name.includes("\\")) {
      throw new FolderError(`${JSON.stringify(name)} is no name of a file beside index.json`);
    }
    const tensors = this.#parse(name);
    this.#files.set(name, tensors);
    return tensors;
  }

  #parse(name: string): TensorFile {
    const bytes = this.#read(name);
    try {
      return readSafetensors(bytes);
    } catch (error) {
      if (!(error instanceof WeightsError)) throw error;
      throw new FolderError(`${join(this.#path, name)}: ${oneLine(error.message)}`);
    }
  }

  #read(name: string): Uint8Array {
    const path = join(this.#path, name);
    try {
      return readFileSync(path);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
      throw new FolderError(`${path} can't be read (${code})`);
    }
  }
}

/** The tensor called `name`. Throws FolderError where `file` lacks it. */
export function tensorOf(where: string, file: TensorFile, name: string): StoredTensor {
  const tensor = file.get(name);
  if (tensor === undefined) throw new FolderError(`${where}: there is no tensor ${JSON.stringify(name)}`);
  return tensor;
}

/** The elements of a tensor that must be F32. */
export function float32Of(where: string, name: string, tensor: StoredTensor): Float32Array {
  if (tensor.dtype === "F32") return tensor.data;
  throw new FolderError(`${where}: tensor ${JSON.stringify(name)} is ${tensor.dtype}, not F32`);
}

/**
 * What is expected under the name `output`: the tensors that `expected` gives for it and, in float64, for
 * `output` followed by `_f64`. Throws FolderError where one is missing or they don't belong together.
 */
export function referenceOf(
  where: string,
  file: TensorFile,
  expected: ReadonlyMap<string, string>,
  output: string,
): Reference {
  const [name, name64] = [expected.get(output), expected.get(`${output}_f64`)];
  if (name === undefined || name64 === undefined) {
    throw new FolderError(`${where}: expected needs both ${output} and ${output}_f64`);
  }
  const [stored, stored64] = [tensorOf(where, file, name), tensorOf(where, file, name64)];
  if (stored64.dtype !== "F64") {
    throw new FolderError(`${where}: tensor ${JSON.stringify(name64)} is ${stored64.dtype}, not F64`);
  }
  if (stored.shape.join() !== stored64.shape.join()) {
    throw new FolderError(
      `${where}: ${output} is [${stored.shape.join(", ")}], in float64 [${stored64.shape.join(", ")}]`,
    );
  }
  return { shape: stored.shape, float32: float32Of(where, name, stored), float64: stored64.data };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

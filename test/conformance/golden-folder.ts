import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSafetensors, type StoredTensor, writeSafetensors } from "heddle/weights";
import { temporaryFolder } from "../codegen/temporary-folder.js";

/** The folder of PyTorch's results that the repository holds. */
export const golden = fileURLToPath(new URL("../golden/torch", import.meta.url));

/** A case of index.json; tests change it in ways that no type of a sound case allows. */
export interface CaseEntry {
  name: string;
  file: string;
  weights_file?: string;
  expected: Record<string, string>;
  [field: string]: unknown;
}

/** index.json, as tests change it. */
export interface Index {
  mha: CaseEntry[];
  primitives: CaseEntry[];
  [section: string]: unknown;
}

/** What is done to a folder before it is used. */
export interface Changes {
  readonly index?: (index: Index) => void;
  /** By file and tensor; what it gives replaces the tensor. */
  readonly tensors?: Readonly<Record<string, Readonly<Record<string, (tensor: StoredTensor) => StoredTensor>>>>;
}

/** A folder of the same format with those cases alone, removed after the test. */
export function goldenFolder(names: readonly string[], { index: change, tensors = {} }: Changes = {}): string {
  const index: Index = JSON.parse(readFileSync(join(golden, "index.json"), "utf8"));
  index.mha = index.mha.filter(({ name }) => names.includes(name));
  index.primitives = index.primitives.filter(({ name }) => names.includes(name));
  const used = [...index.mha, ...index.primitives].flatMap(({ file, weights_file }) => [file, weights_file ?? file]);
  change?.(index);
  const folder = temporaryFolder({ "index.json": JSON.stringify(index) });
  for (const file of new Set(used)) {
    const stored = readSafetensors(readFileSync(join(golden, file)));
    for (const [name, replace] of Object.entries(tensors[file] ?? {})) {
      const tensor = stored.get(name);
      if (tensor === undefined) throw new Error(`${file} has no ${name}`);
      stored.set(name, replace(tensor));
    }
    writeFileSync(join(folder, file), writeSafetensors(stored));
  }
  return folder;
}

/** Adds `amount` to the element `at`. */
export function shifted(at: number, amount: number): (tensor: StoredTensor) => StoredTensor {
  return mapped((value, i) => (i === at ? value + amount : value));
}

/** Puts `value` into the first elements. */
export function startingWith(count: number, value: number): (tensor: StoredTensor) => StoredTensor {
  return mapped((old, i) => (i < count ? value : old));
}

/** Changes each element. */
export function mapped(change: (value: number, at: number) => number): (tensor: StoredTensor) => StoredTensor {
  return (tensor) => {
    switch (tensor.dtype) {
      case "F32":
        return { ...tensor, data: tensor.data.map(change) };
      case "F64":
        return { ...tensor, data: tensor.data.map(change) };
      case "BOOL":
        return { ...tensor, data: tensor.data.map(change) };
      default:
        throw new Error(`no test changes ${tensor.dtype}`);
    }
  };
}

/** The first entry of a tensor's first axis, without that axis. */
export function firstEntry(tensor: StoredTensor): StoredTensor {
  const [entries = 1, ...shape] = tensor.shape;
  const length = tensor.data.length / entries;
  if (tensor.dtype === "F32") return { ...tensor, shape, data: tensor.data.slice(0, length) };
  if (tensor.dtype === "F64") return { ...tensor, shape, data: tensor.data.slice(0, length) };
  throw new Error(`no test changes ${tensor.dtype}`);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromFloat16 } from "heddle/weights";
import { FolderError } from "../folder-error.js";
import { Fields } from "../torch/fields.js";

/** A tensor of a case. Floats of every width are float32 here, integers are i32. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: "f32" | "i32" | "bool";
  readonly data: Float32Array | Int32Array | Uint8Array;
  /** Whether it is stored as float16. */
  readonly isHalf: boolean;
}

/** One case: an operator with its attributes, the inputs by position (a gap where an optional one is left out). */
export interface OnnxCase {
  readonly name: string;
  readonly op: string;
  readonly attributes: Fields;
  readonly inputs: readonly (OnnxTensor | undefined)[];
  readonly outputs: readonly (OnnxTensor | undefined)[];
}

/** The cases of a folder with index.json and data.bin. Throws FolderError where it can't be used. */
export function readCases(path: string): readonly OnnxCase[] {
  const [index, data] = [read(join(path, "index.json")), read(join(path, "data.bin"))];
  const fields = new Fields("index.json", parse(join(path, "index.json"), index));
  const list: unknown = fields.value("cases");
  if (!Array.isArray(list) || list.length === 0) throw new FolderError("index.json: there is no case");
  return list.map((entry: unknown, i) => readCase(new Fields(`index.json: cases[${i}]`, entry), data));
}

function readCase(fields: Fields, data: Uint8Array): OnnxCase {
  return {
    name: fields.string("name"),
    op: fields.string("op"),
    attributes: fields.object("attributes"),
    inputs: readTensors(fields, "inputs", data),
    outputs: readTensors(fields, "outputs", data),
  };
}

function readTensors(
  fields: Fields,
  list: "inputs" | "outputs",
  data: Uint8Array,
): readonly (OnnxTensor | undefined)[] {
  const entries: unknown = fields.value(list);
  if (!Array.isArray(entries)) throw new FolderError(`${fields.where}: ${list} is no list`);
  const tensors: (OnnxTensor | undefined)[] = [];
  for (const [i, entry] of entries.entries()) {
    const tensor = new Fields(`${fields.where}.${list}[${i}]`, entry);
    tensors[natural(tensor, "position")] = readTensor(tensor, data);
  }
  return Array.from(tensors);
}

function readTensor(fields: Fields, data: Uint8Array): OnnxTensor {
  const [offset, length] = [natural(fields, "offset"), natural(fields, "bytes")];
  const shape: unknown = fields.value("shape");
  if (!Array.isArray(shape) || !shape.every((size): size is number => Number.isSafeInteger(size) && size >= 0)) {
    throw new FolderError(`${fields.where}: shape is no list of sizes`);
  }
  if (offset + length > data.length) throw new FolderError(`${fields.where}: it lies past the end of data.bin`);
  const type = fields.string("dtype");
  const decoded = decode(fields.where, type, Uint8Array.from(data.subarray(offset, offset + length)).buffer);
  const count = shape.reduce((product, size) => product * size, 1);
  if (decoded.data.length !== count) {
    throw new FolderError(`${fields.where}: it has ${decoded.data.length} elements, its shape has ${count}`);
  }
  return { name: fields.string("name"), shape, isHalf: type === "float16", ...decoded };
}

function decode(where: string, type: string, bytes: ArrayBuffer): Pick<OnnxTensor, "dtype" | "data"> {
  try {
    switch (type) {
      case "float32":
        return { dtype: "f32", data: new Float32Array(bytes) };
      case "float64":
        return { dtype: "f32", data: Float32Array.from(new Float64Array(bytes)) };
      case "float16":
        return { dtype: "f32", data: fromFloat16(new Uint16Array(bytes)) };
      case "int32":
        return { dtype: "i32", data: new Int32Array(bytes) };
      case "int64":
        return { dtype: "i32", data: Int32Array.from(new BigInt64Array(bytes), Number) };
      case "bool":
        return { dtype: "bool", data: new Uint8Array(bytes) };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new FolderError(`${where}: its bytes are no whole number of ${type}`);
  }
  throw new FolderError(`${where}: the dtype ${type} is not known here`);
}

function natural(fields: Fields, name: string): number {
  const value = fields.value(name);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new FolderError(`${fields.where}: ${name} is no whole number from 0`);
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new FolderError(`${path} can't be read (${code})`);
  }
}

function parse(path: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FolderError(`${path} is no JSON: ${error.message}`);
  }
}

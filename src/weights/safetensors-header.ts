import { quoted, shownShape, WeightsError } from "./error.js";
import { checkHeaderText } from "./header-text.js";
import { elementBytes, elementCount, isStoredDType } from "./stored-tensor.js";
import type { StoredDType } from "./stored-tensor.js";

/** Where one tensor lies: `begin` and `end` count bytes from the start of the file. */
export interface HeaderEntry {
  readonly name: string;
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** The checked header of a safetensors file; the entries are in the order of their data. */
export interface Header {
  readonly entries: readonly HeaderEntry[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** The header's name for the file's own notes: it can't be a tensor's name. */
export const METADATA = "__metadata__";
/** Bytes of the header's length, which the file begins with. */
export const LENGTH_BYTES = 8;
/** The longest header that is read, in bytes: the limit of the format's own implementation. */
export const MAX_HEADER_BYTES = 100_000_000;

/**
 * Reads and checks the header of a safetensors file: 8 bytes of little-endian length, then JSON. After it every offset
 * is known to lie in the file, to fit dtype and shape, and the data to be covered without hole or overlap.
 *
 * @throws {WeightsError} for anything else.
 */
export function readHeader(file: Uint8Array): Header {
  const dataStart = LENGTH_BYTES + headerLength(file);
  const json = parseJson(decodeUtf8(file.subarray(LENGTH_BYTES, dataStart)));
  if (!isRecord(json)) {
    throw new WeightsError(`safetensors: the header is ${kindOf(json)}; it must be a JSON object`);
  }
  const entries: HeaderEntry[] = [];
  let metadata: ReadonlyMap<string, string> = new Map();
  for (const [name, value] of Object.entries(json)) {
    if (name === METADATA) {
      metadata = readMetadata(value);
    } else {
      entries.push(readEntry(name, value, dataStart, file.byteLength));
    }
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCoverage(entries, dataStart, file.byteLength);
  return { entries, metadata };
}

function headerLength(file: Uint8Array): number {
  if (file.byteLength < LENGTH_BYTES) {
    throw new WeightsError(`safetensors: the file has ${file.byteLength} bytes; the header's length alone takes 8`);
  }
  const length = new DataView(file.buffer, file.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES)) {
    throw new WeightsError(
      `safetensors: the header claims ${length} bytes, more than the ${MAX_HEADER_BYTES} a header may have`,
    );
  }
  const available = file.byteLength - LENGTH_BYTES;
  if (length > BigInt(available)) {
    throw new WeightsError(
      `safetensors: the header claims ${length} bytes, the file has ${available} after its length`,
    );
  }
  return Number(length);
}

function decodeUtf8(bytes: Uint8Array): string {
  const unshared = new Uint8Array(bytes); // a TextDecoder refuses shared memory
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(unshared);
  } catch {
    throw new WeightsError("safetensors: the header is not valid UTF-8");
  }
}

function parseJson(text: string): unknown {
  checkHeaderText(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WeightsError(`safetensors: the header is not JSON: ${error instanceof Error ? error.message : "?"}`);
  }
}

function readMetadata(value: unknown): ReadonlyMap<string, string> {
  if (!isRecord(value)) {
    throw new WeightsError(`safetensors: ${METADATA} is ${kindOf(value)}; it must be an object of strings`);
  }
  const metadata = new Map<string, string>();
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") {
      throw new WeightsError(`safetensors: ${METADATA} ${quoted(key)} is ${kindOf(text)}; it must be a string`);
    }
    metadata.set(key, text);
  }
  return metadata;
}

function readEntry(name: string, value: unknown, dataStart: number, fileBytes: number): HeaderEntry {
  const what = `safetensors: tensor ${quoted(name)}`;
  checkTensorName(name, "safetensors");
  if (!isRecord(value)) {
    throw new WeightsError(`${what} is ${kindOf(value)}; it must be an object with dtype, shape and data_offsets`);
  }
  const { dtype, shape, data_offsets: offsets } = value;
  if (!isStoredDType(dtype)) {
    const given = typeof dtype === "string" ? quoted(dtype) : kindOf(dtype);
    throw new WeightsError(`${what}: dtype is ${given}; this library reads ${Object.keys(elementBytes).join(", ")}`);
  }
  if (!isNumbers(shape)) {
    throw new WeightsError(`${what}: shape is ${kindOf(shape)}; it must be an array of integers`);
  }
  if (!isNumbers(offsets) || offsets.length !== 2) {
    throw new WeightsError(`${what}: data_offsets is ${kindOf(offsets)}; it must be [begin, end] in bytes`);
  }
  const [begin = 0, end = 0] = offsets;
  const shown = `data_offsets [${begin}, ${end}]`;
  if (!Number.isSafeInteger(begin) || !Number.isSafeInteger(end) || begin < 0 || end < begin) {
    throw new WeightsError(`${what}: ${shown} must be integers with 0 <= begin <= end`);
  }
  const dataBytes = fileBytes - dataStart;
  if (end > dataBytes) {
    throw new WeightsError(`${what}: ${shown} end past the file's ${dataBytes} bytes of data; is the file cut short?`);
  }
  const needed = elementCount(shape, what) * elementBytes[dtype];
  if (end - begin !== needed) {
    throw new WeightsError(
      `${what}: ${dtype} ${shownShape(shape)} takes ${needed} bytes, ${shown} hold ${end - begin}`,
    );
  }
  return { name, dtype, shape, begin: dataStart + begin, end: dataStart + end };
}

/**
 * Refuses names that no tensor may have: the metadata's own, and `__proto__`, which isn't an ordinary key of a record.
 *
 * @throws {WeightsError}
 */
export function checkTensorName(name: string, what: string): void {
  if (name === METADATA || name === "__proto__") {
    throw new WeightsError(`${what}: tensor ${quoted(name)}: this name is reserved; rename the tensor`);
  }
}

function checkCoverage(entries: readonly HeaderEntry[], dataStart: number, fileBytes: number): void {
  let covered = dataStart;
  let previous = "";
  for (const { name, begin, end } of entries) {
    const at = begin - dataStart;
    if (begin < covered) {
      throw new WeightsError(
        `safetensors: tensor ${quoted(name)} begins at ${at}, inside ${previous}, which ends at ${covered - dataStart}`,
      );
    }
    if (begin > covered) {
      throw new WeightsError(
        `safetensors: tensor ${quoted(name)} begins at ${at}; no tensor covers the bytes from ${covered - dataStart}`,
      );
    }
    covered = end;
    previous = `tensor ${quoted(name)}`;
  }
  if (covered !== fileBytes) {
    throw new WeightsError(
      `safetensors: the tensors end at ${covered - dataStart}, the data has ${fileBytes - dataStart} bytes`,
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}

function kindOf(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  if (value === null) {
    return "null";
  }
  return Array.isArray(value) ? `an array of ${value.length}` : `a JSON ${typeof value}`;
}

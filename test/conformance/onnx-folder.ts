import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../codegen/temporary-folder.js";

/** The data of a tensor; its type says how it is stored. */
export type OnnxData = Float32Array | Float64Array | BigInt64Array | Uint8Array | Uint16Array;

/** A tensor as a case of ONNX names it; undefined leaves its position out. */
export type OnnxEntry = readonly [name: string, data: OnnxData, shape: readonly number[]] | undefined;

/** One case. */
export interface OnnxCaseEntry {
  readonly name: string;
  readonly op: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly inputs: readonly OnnxEntry[];
  readonly outputs: readonly OnnxEntry[];
}

/** A folder of ONNX's node tests with those cases, removed after the test. */
export function onnxFolder(cases: readonly OnnxCaseEntry[]): string {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const stored = (entries: readonly OnnxEntry[]): unknown[] =>
    entries.flatMap((entry, position) => {
      if (entry === undefined) return [];
      const [name, data, shape] = entry;
      const at = offset;
      parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      offset += data.byteLength;
      return [{ name, position, dtype: typeOf(data), shape, offset: at, bytes: data.byteLength }];
    });
  const written = cases.map(({ inputs, outputs, attributes = {}, ...rest }) => {
    return { ...rest, attributes, inputs: stored(inputs), outputs: stored(outputs) };
  });
  const folder = temporaryFolder({ "index.json": JSON.stringify({ cases: written }) });
  writeFileSync(join(folder, "data.bin"), Buffer.concat(parts));
  return folder;
}

function typeOf(data: OnnxData): string {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof BigInt64Array) return "int64";
  return data instanceof Uint16Array ? "float16" : "bool";
}

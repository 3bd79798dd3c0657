import type { Buffer, ConstantData } from "../../ir/nodes.js";
import { toBase64 } from "../base64.js";
import { numberLiteral } from "./literal.js";

/** A buffer of a module whose elements the kernel brings along. */
export interface HostConstant {
  readonly buffer: string;
  readonly element: Buffer["element"];
  readonly data: ConstantData;
}

/** The constants among a module's buffers. */
export function constantsOf(buffers: readonly Buffer[]): readonly HostConstant[] {
  return buffers.flatMap(({ name, element, data }) => (data ? [{ buffer: name, element, data }] : []));
}

/** An array as an expression: its numbers, or where there are many of them its bytes, the lowest of a number first. */
export function dataLiteral(data: ConstantData): string {
  const type = arrayOf(data);
  if (data.length <= FEW) return `${type}.of(${Array.from(data, numberLiteral).join(", ")})`;
  const lines = toBase64(littleEndian(data)).match(/.{1,112}/g) ?? [""];
  const bytes = `bytesFrom(\n${lines.map((line) => `"${line}"`).join(" +\n")},\n)`;
  return data instanceof Uint8Array ? bytes : `new ${type}(${bytes}.buffer)`;
}

/** As many numbers are easier to read than their bytes, and hardly longer. */
const FEW = 16;

/** The function that such expressions call; nothing where `body` has none. */
export function constantFunctions(body: string): string {
  if (!body.includes(`${BYTES_FROM}(`)) return "";
  return `
/** The bytes of a text in base64. */
function ${BYTES_FROM}(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, "").length * 3) / 4));
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let i = 0, at = 0, held = 0; at < bytes.length; i++) {
    held = (held << 6) | digits.indexOf(text.charAt(i));
    if (i % 4 !== 0) bytes[at++] = held >> (6 - 2 * (i % 4));
  }
  return bytes;
}
`;
}

/** The name of that function, where constants may need it. */
export function constantNames(constants: readonly HostConstant[]): readonly string[] {
  return constants.length > 0 ? [BYTES_FROM] : [];
}

const BYTES_FROM = "bytesFrom";

/** The kind of array that it is. */
export function arrayOf(data: ConstantData): string {
  if (data instanceof Float32Array) return "Float32Array";
  if (data instanceof Float64Array) return "Float64Array";
  return data instanceof Int32Array ? "Int32Array" : "Uint8Array";
}

/** The bytes of an array, in the order that WebAssembly and nearly every processor has. */
function littleEndian(data: ConstantData): Uint8Array {
  const view = new DataView(new ArrayBuffer(data.byteLength));
  for (const [i, value] of data.entries()) {
    if (data instanceof Float32Array) view.setFloat32(4 * i, value, true);
    else if (data instanceof Float64Array) view.setFloat64(8 * i, value, true);
    else if (data instanceof Int32Array) view.setInt32(4 * i, value, true);
    else view.setUint8(i, value);
  }
  return new Uint8Array(view.buffer);
}

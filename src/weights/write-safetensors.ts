import { quoted, WeightsError } from "./error.js";
import { entriesOf } from "./named.js";
import type { Named } from "./named.js";
import { checkTensorName, LENGTH_BYTES, MAX_HEADER_BYTES, METADATA } from "./safetensors-header.js";
import { checkTensor, elementBytes } from "./stored-tensor.js";
import type { StoredTensor } from "./stored-tensor.js";

/**
 * The bytes of a safetensors file with these tensors. Equal input gives equal bytes: the widest elements come first and
 * equal widths are sorted by name (by UTF-16 code unit), so all data is aligned; the header is padded with spaces to a
 * multiple of 8. `metadata` is stored under `__metadata__`, its keys sorted.
 *
 * @throws {WeightsError} where data, shape and dtype don't fit each other, or a name is reserved.
 */
export function writeSafetensors(
  tensors: Named<StoredTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const checked = entriesOf(tensors);
  for (const [name, tensor] of checked) {
    checkTensorName(name, "writeSafetensors");
    checkTensor(tensor, `writeSafetensors: tensor ${quoted(name)}`);
  }
  const sorted = checked.toSorted(
    ([nameA, a], [nameB, b]) => elementBytes[b.dtype] - elementBytes[a.dtype] || (nameA < nameB ? -1 : 1),
  );
  const fields = metadataFields(metadata);
  let dataBytes = 0;
  for (const [name, { dtype, shape, data }] of sorted) {
    const end = dataBytes + data.byteLength;
    fields.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [dataBytes, end] })}`);
    dataBytes = end;
  }
  const header = paddedHeader(`{${fields.join(",")}}`);
  return joined(
    header,
    sorted.map(([, tensor]) => tensor.data),
    dataBytes,
  );
}

function metadataFields(metadata: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, text] of entries) {
    if (typeof text !== "string") {
      throw new WeightsError(`writeSafetensors: metadata ${quoted(key)} is a ${typeof text}; it must be a string`);
    }
  }
  const pairs = entries.map(([key, text]) => `${JSON.stringify(key)}:${JSON.stringify(text)}`);
  return pairs.length > 0 ? [`"${METADATA}":{${pairs.join(",")}}`] : [];
}

function paddedHeader(json: string): Uint8Array {
  const unpadded = new TextEncoder().encode(json);
  const header = new Uint8Array(Math.ceil(unpadded.length / 8) * 8).fill(0x20);
  if (header.length > MAX_HEADER_BYTES) {
    throw new WeightsError(
      `writeSafetensors: the header takes ${header.length} bytes, the limit is ${MAX_HEADER_BYTES}`,
    );
  }
  header.set(unpadded);
  return header;
}

function joined(
  header: Uint8Array,
  parts: readonly StoredTensor["data"][],
  dataBytes: number,
): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(LENGTH_BYTES + header.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + header.length;
  for (const { buffer, byteOffset, byteLength } of parts) {
    file.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return file;
}

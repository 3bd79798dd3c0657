import { readHeader } from "./safetensors-header.js";
import { quoted } from "./error.js";
import { checkBooleans, viewTensor } from "./stored-tensor.js";
import type { StoredTensor } from "./stored-tensor.js";

/**
 * Reads a safetensors file: 8 bytes of little-endian header length, a JSON header
 * `{ name: { dtype, shape, data_offsets } }`, then the data (https://github.com/huggingface/safetensors).
 *
 * The tensors come in the order of their data. They are views of `file` wherever their data is aligned, copies
 * elsewhere, so `file` must not be changed while they are in use. Nothing is allocated that the file's size doesn't
 * justify.
 *
 * @throws {WeightsError} where a length, offset, name, dtype, shape or boolean is not what the format says, with the
 * tensor's name and both figures. Names given twice are refused.
 */
export function readSafetensors(file: Uint8Array): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const { name, dtype, shape, begin, end } of readHeader(file).entries) {
    const tensor = viewTensor(dtype, shape, file.subarray(begin, end));
    if (dtype === "BOOL") {
      checkBooleans(tensor.data, `safetensors: tensor ${quoted(name)}`);
    }
    tensors.set(name, tensor);
  }
  return tensors;
}

/**
 * The notes that a safetensors file holds under `__metadata__`; empty where it has none.
 *
 * @throws {WeightsError} as {@link readSafetensors} does, for everything but the data.
 */
export function readSafetensorsMetadata(file: Uint8Array): ReadonlyMap<string, string> {
  return readHeader(file).metadata;
}

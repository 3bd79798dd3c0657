import type { Data } from "../graph/dtype.js";
import type { StoredTensor } from "./stored-tensor.js";

/** Values by name: a Map, as {@link readSafetensors} gives it, or a plain object. */
export type Named<T> = ReadonlyMap<string, T> | Readonly<Record<string, T>>;

/** A tensor made by hand or by an importer: its shape and its elements row-major. The array decides the dtype. */
export interface DenseTensor {
  readonly shape: readonly number[];
  readonly data: Data;
  /** Where the elements come from, for messages: `in_proj_weight rows 0 to 63`. */
  readonly origin?: string;
}

/** What weights may come as. */
export type WeightTensor = StoredTensor | DenseTensor;

/** True for a tensor of a file, which says its dtype. */
export function isStored(tensor: WeightTensor): tensor is StoredTensor {
  return "dtype" in tensor;
}

/** The entries of `named`, in its order. */
export function entriesOf<T>(named: Named<T>): (readonly [name: string, value: T])[] {
  return isMap(named) ? [...named] : Object.entries(named);
}

function isMap<T>(named: Named<T>): named is ReadonlyMap<string, T> {
  return named instanceof Map;
}

import { dim, tensor } from "heddle";
import type { Dim, DimArgument, Tensor } from "heddle";
import type { StoredTensor } from "heddle/weights";
import { FolderError } from "../folder-error.js";
import { type AttentionForm, axesOf } from "./attention-program.js";
import type { ScoreSizes } from "./empty-rows.js";
import type { Fields } from "./fields.js";
import { float32Of, type TensorFile, tensorOf } from "./folder.js";

/** What one case gives to nn.MultiheadAttention, and the sizes that follow. */
export interface AttentionInputs {
  readonly sizes: ScoreSizes;
  readonly shape: Pick<AttentionForm, "width" | "heads" | "keyWidth" | "valueWidth" | "isSelf" | "isBatched">;
  /** Query, key and value; the query alone where they are one tensor. */
  readonly tensors: Readonly<Record<string, Tensor<Dim[]>>>;
  readonly attnMask: StoredTensor | undefined;
  readonly keyPaddingMask: StoredTensor | undefined;
}

/** Reads the inputs of a case from its file. Throws FolderError where they don't fit each other or what the case says. */
export function readInputs(fields: Fields, file: TensorFile): AttentionInputs {
  const { where } = fields;
  const names = fields.object("inputs");
  const [queryName, keyName, valueName] = [names.string("query"), names.string("key"), names.string("value")];
  const [query, key, value] = [queryName, keyName, valueName].map((name) => stored(where, file, name));
  if (!query || !key || !value) throw new FolderError(`${where}: query, key or value is missing`);
  const [width, heads] = [fields.size("embed_dim"), fields.size("num_heads")];
  const [queries, keys] = [query.length, key.length];
  const isSelf = queryName === keyName && queryName === valueName;
  checkSizes(fields, { width, heads }, query, key, value);
  const axes = axesOf({ isSelf });
  const all = { query: named(query, axes.queries), key: named(key, axes.keys), value: named(value, axes.keys) };
  const masks = fields.strings("masks");
  const mask = (name: string): StoredTensor | undefined => {
    const stands = masks.get(name);
    return stands === undefined ? undefined : tensorOf(where, file, stands);
  };
  return {
    sizes: { batch: query.batch ?? 1, heads, queries, keys },
    shape: {
      width,
      heads,
      keyWidth: key.features,
      valueWidth: value.features,
      isSelf,
      isBatched: query.batch !== undefined,
    },
    tensors: isSelf ? { query: all.query } : all,
    attnMask: mask("attn_mask"),
    keyPaddingMask: mask("key_padding_mask"),
  };
}

/** A stored `[batch, length, features]`, the batch of which may be missing. */
interface Sequence {
  readonly name: string;
  readonly batch: number | undefined;
  readonly length: number;
  readonly features: number;
  readonly data: Float32Array;
}

function stored(where: string, file: TensorFile, name: string): Sequence {
  const found = tensorOf(where, file, name);
  const [features, length, batch, ...more] = found.shape.toReversed();
  if (features === undefined || length === undefined || more.length > 0 || found.data.length === 0) {
    throw new FolderError(
      `${where}: tensor ${JSON.stringify(name)} is [${found.shape.join(", ")}], not [batch, length, features]`,
    );
  }
  return { name, batch, length, features, data: float32Of(where, name, found) };
}

function named({ batch, length, features, data }: Sequence, axis: string): Tensor<Dim[]> {
  const shape: DimArgument[] = [...(batch === undefined ? [] : [dim("batch", batch)]), dim(axis, length), features];
  return tensor(data, shape);
}

function checkSizes(
  fields: Fields,
  { width, heads }: { readonly width: number; readonly heads: number },
  query: Sequence,
  key: Sequence,
  value: Sequence,
): void {
  const facts: readonly (readonly [what: string, holds: boolean])[] = [
    [`embed_dim ${width} is not divisible by ${heads} heads`, width % heads === 0],
    [`embed_dim is ${width}, the query has ${query.features} features`, query.features === width],
    [`q_len is ${fields.size("q_len")}, the query has ${query.length}`, query.length === fields.size("q_len")],
    [`kv_len is ${fields.size("kv_len")}, the key has ${key.length}`, key.length === fields.size("kv_len")],
    [`the key has ${key.length} positions, the value ${value.length}`, key.length === value.length],
    [`query, key and value differ in their batch`, query.batch === key.batch && key.batch === value.batch],
    [`batch is ${fields.size("batch")}, the query has ${query.batch}`, (query.batch ?? 1) === fields.size("batch")],
  ];
  const broken = facts.find(([, holds]) => !holds);
  if (broken) throw new FolderError(`${fields.where}: ${broken[0]}`);
}

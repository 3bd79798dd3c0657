import { toFloat32 } from "./convert.js";
import { shownShape, WeightsError } from "./error.js";
import type { StoredTensor } from "./stored-tensor.js";

/** Masks as PyTorch's nn.MultiheadAttention takes them, and the sizes that they must fit. */
export interface TorchMasks {
  /** `[queries, keys]` or `[batch * heads, queries, keys]`. BOOL: true means NOT allowed. Floating point: added to the scores. */
  readonly attnMask?: StoredTensor | undefined;
  /** `[batch, keys]`, without a batch `[keys]`. BOOL: true means that the key is ignored. Floating point: added. */
  readonly keyPaddingMask?: StoredTensor | undefined;
  /** Left out for inputs without a batch axis. */
  readonly batch?: number | undefined;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
}

/**
 * A mask as `attention` takes it: bool, true where a query may attend, or f32, added to the scores. The shape broadcasts to
 * `[batch, heads, queries, keys]`, without a batch to `[heads, queries, keys]`.
 */
export type AttentionMask =
  | { readonly dtype: "bool"; readonly shape: readonly number[]; readonly data: Uint8Array }
  | { readonly dtype: "f32"; readonly shape: readonly number[]; readonly data: Float32Array };

/**
 * The mask that does what PyTorch's two masks do together; undefined where neither is given.
 *
 * PyTorch's boolean masks say what is forbidden and this library's say what is allowed: they are inverted here. Two boolean
 * masks give a boolean one. If either is floating point so is the result: their sum, with -Infinity where a boolean one
 * forbids. A row in which nothing is allowed gives zeros in this library, NaN in PyTorch.
 *
 * @throws {WeightsError} where a mask's shape doesn't fit the sizes, it holds integers, or a floating-point one holds NaN
 * or +Infinity.
 */
export function attentionMaskFromTorch(masks: TorchMasks): AttentionMask | undefined {
  const { attnMask, keyPaddingMask } = masks;
  const attn = attnMask && maskOf("attnMask", attnMask, attnShape(attnMask, masks));
  const padding = keyPaddingMask && maskOf("keyPaddingMask", keyPaddingMask, paddingShape(keyPaddingMask, masks));
  return attn && padding ? combined(attn, padding, masks) : (attn ?? padding);
}

/** The shape in which `attn_mask` broadcasts: the batch and the heads, which PyTorch folds into one axis, apart. */
function attnShape(mask: StoredTensor, { batch, heads, queries, keys }: TorchMasks): readonly number[] {
  const folded = batch === undefined ? [heads] : [batch * heads];
  const unfolded = batch === undefined ? [heads] : [batch, heads];
  if (same(mask.shape, [queries, keys])) {
    return mask.shape;
  }
  if (same(mask.shape, [...folded, queries, keys])) {
    return [...unfolded, queries, keys];
  }
  throw new WeightsError(
    `attentionMaskFromTorch: attnMask is ${shownShape(mask.shape)}; it must be [queries, keys] = ` +
      `${shownShape([queries, keys])} or [${batch === undefined ? "" : "batch * "}heads, queries, keys] = ` +
      shownShape([...folded, queries, keys]),
  );
}

function paddingShape(mask: StoredTensor, { batch, keys }: TorchMasks): readonly number[] {
  const expected = batch === undefined ? [keys] : [batch, keys];
  if (!same(mask.shape, expected)) {
    throw new WeightsError(
      `attentionMaskFromTorch: keyPaddingMask is ${shownShape(mask.shape)}; it must be ` +
        `${batch === undefined ? "[keys]" : "[batch, keys]"} = ${shownShape(expected)}`,
    );
  }
  return batch === undefined ? [1, keys] : [batch, 1, 1, keys];
}

function maskOf(name: string, mask: StoredTensor, shape: readonly number[]): AttentionMask {
  if (mask.dtype === "BOOL") {
    return { dtype: "bool", shape, data: mask.data.map((forbidden) => 1 - forbidden) };
  }
  if (mask.dtype === "I32" || mask.dtype === "I64") {
    throw new WeightsError(`attentionMaskFromTorch: ${name} is ${mask.dtype}; a mask is BOOL or floating point`);
  }
  const data = toFloat32(mask, `attentionMaskFromTorch: ${name}`);
  const wrong = data.findIndex((value) => Number.isNaN(value) || value === Infinity);
  if (wrong >= 0) {
    throw new WeightsError(
      `attentionMaskFromTorch: element ${wrong} of ${name} is ${data[wrong]}; a mask holds numbers and -Infinity`,
    );
  }
  return { dtype: "f32", shape, data };
}

function combined(attn: AttentionMask, padding: AttentionMask, { batch, keys }: TorchMasks): AttentionMask {
  const [queries = 0, ...last] = attn.shape.slice(-2);
  const shape = attn.shape.length > 2 || batch === undefined ? attn.shape : [batch, 1, queries, ...last];
  const length = shape.reduce((product, size) => product * size, 1);
  const perBatch = length / (batch ?? 1);
  // A mask shared by the batch repeats; the padding of a batch entry is the same for its heads and queries.
  const inAttn = (i: number) => i % attn.data.length;
  const inPadding = (i: number) => Math.floor(i / perBatch) * keys + (i % keys);
  if (attn.dtype === "bool" && padding.dtype === "bool") {
    const data = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      data[i] = (attn.data[inAttn(i)] ?? 0) & (padding.data[inPadding(i)] ?? 0);
    }
    return { dtype: "bool", shape, data };
  }
  const data = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    data[i] = addend(attn, inAttn(i)) + addend(padding, inPadding(i));
  }
  return { dtype: "f32", shape, data };
}

/** What an element of a mask adds to the score. */
function addend(mask: AttentionMask, at: number): number {
  const value = mask.data[at] ?? 0;
  return mask.dtype === "f32" ? value : value === 1 ? 0 : -Infinity;
}

function same(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis]);
}

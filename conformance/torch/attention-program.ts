import { add, full, linear, matmul, mean, program, scale, softmax, splitHeads, transpose, where } from "heddle";
import type { Dim, Program, Tensor } from "heddle";
import { multiHeadAttention } from "heddle/nn";

/** What a program of nn.MultiheadAttention is made from: two of one form are the same program. */
export interface AttentionForm {
  /** embed_dim, the width of the query and of every projection. */
  readonly width: number;
  readonly heads: number;
  /** kdim and vdim, the widths of key and value. */
  readonly keyWidth: number;
  readonly valueWidth: number;
  /** Whether the projections of query, key and value have biases, and that of the output. */
  readonly inBias: boolean;
  readonly outBias: boolean;
  /** Whether query, key and value are one tensor. */
  readonly isSelf: boolean;
  readonly isBatched: boolean;
  /** Whether the program itself keeps to j <= i. A mask is in force all the same, if there is one. */
  readonly isCausal: boolean;
  readonly mask: { readonly shape: readonly Dim[]; readonly dtype: "bool" | "f32" } | undefined;
}

/** The names of the axes whose sizes come with a call; one name for both lengths where they are one tensor's. */
export function axesOf({ isSelf }: Pick<AttentionForm, "isSelf">): { readonly queries: string; readonly keys: string } {
  return isSelf ? { queries: "seq", keys: "seq" } : { queries: "queries", keys: "keys" };
}

/** The layer: query, key and value to `out`, `[batch, queries, width]`. */
export function layerProgram(form: AttentionForm): Program {
  const { width, heads, keyWidth, valueWidth, inBias, outBias, mask, isCausal: causal } = form;
  return program({
    name: "multiheadAttention",
    params: {
      wq: [width, width],
      wk: [width, keyWidth],
      wv: [width, valueWidth],
      wo: [width, width],
      ...(inBias && { bq: [width], bk: [width], bv: [width] }),
      ...(outBias && { bo: [width] }),
    },
    inputs: { ...queryKeyValue(form), ...(mask && { mask }) },
    body: ({ query, key, value, mask: given, ...weights }) =>
      multiHeadAttention(query, weights, { heads, key, value, causal, mask: given }),
  });
}

/**
 * The weights that the layer attends with: `attn_weights_per_head`, `[batch, heads, queries, keys]`, and their mean over
 * the heads, `attn_weights`. A query without a key has zeros, which is decided by `allowed`, not by the scores: true
 * where the mask lets a query attend. A bool mask is that itself.
 */
export function weightsProgram(form: AttentionForm): Program {
  const { width, heads, keyWidth, inBias, mask } = form;
  const { query: queryShape, key: keyShape } = queryKeyValue(form);
  return program({
    name: "attentionWeights",
    params: {
      wq: [width, width],
      wk: [width, keyWidth],
      ...(inBias && { bq: [width], bk: [width] }),
    },
    inputs: {
      query: queryShape,
      ...(keyShape && { key: keyShape }),
      ...(mask?.dtype === "f32" && { mask: mask.shape }),
      ...(mask && { allowed: { shape: mask.shape, dtype: "bool" } }),
    },
    body: ({ query, key = query, wq, wk, bq, bk, mask: added, allowed }) => {
      const q = splitHeads(linear(query, wq, bq), heads);
      const k = splitHeads(linear(key, wk, bk), heads);
      const scores = scale(matmul(q, transpose(k)), 1 / Math.sqrt(width / heads));
      const perHead = allowed ? maskedSoftmax(scores, allowed, added) : softmax(scores);
      return { attn_weights_per_head: perHead, attn_weights: mean(perHead, -3) };
    },
  });
}

function maskedSoftmax(scores: Tensor, allowed: Tensor<Dim[], "bool">, added: Tensor | undefined): Tensor {
  const masked = where(allowed, added ? add(scores, added) : scores, full([], -Infinity));
  return where(allowed, softmax(masked), full([], 0));
}

/** The shapes of query, key and value; of the query alone where they are one tensor. */
function queryKeyValue(form: AttentionForm) {
  const { width, keyWidth, valueWidth, isBatched, isSelf } = form;
  const { queries, keys } = axesOf(form);
  const shape = (length: string, features: number): readonly Dim[] =>
    isBatched ? ["batch", length, features] : [length, features];
  return {
    query: shape(queries, width),
    ...(!isSelf && { key: shape(keys, keyWidth), value: shape(keys, valueWidth) }),
  };
}

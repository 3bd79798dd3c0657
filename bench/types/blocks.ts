/*
 * Files of decoder blocks as an author would write them by hand: 68 calls on 37 lines each, under common names for the
 * lengths, with sizes of its own, so that no block profits from the shapes of another. Six of them, 414 calls on 229
 * lines, are the file whose cost is compared from one version of the types to the next.
 */

/** How many operations the lines before the blocks call. */
export const callsBeforeBlocks = 6;

/** How many operations a block calls. */
export const callsPerBlock = 68;

/** What a file of blocks imports its operations from. */
export type Library = "heddle" | "untyped";

interface Sizes {
  readonly model: number;
  readonly heads: number;
  readonly hidden: number;
  readonly vocab: number;
}

/** Sizes of models that exist; the blocks after them have made-up ones. */
const known: readonly Sizes[] = [
  { model: 512, heads: 8, hidden: 2048, vocab: 32000 },
  { model: 768, heads: 12, hidden: 3072, vocab: 50257 },
  { model: 1024, heads: 16, hidden: 4096, vocab: 30522 },
  { model: 384, heads: 6, hidden: 1536, vocab: 21128 },
  { model: 1280, heads: 20, hidden: 5120, vocab: 51865 },
  { model: 896, heads: 14, hidden: 4864, vocab: 151936 },
];

function sizesOf(index: number): Sizes {
  const heads = 24 + index;
  return known[index] ?? { model: heads * 64, heads, hidden: heads * 256, vocab: 40000 + 128 * index };
}

/** A file of blocks: 7 lines and 37 a block. */
export function blocksFile(count: number, library: Library): string {
  const operations =
    "add, attention, concat, dim, embedding, full, gelu, layerNorm, linear, matmul, mergeHeads, mul, narrow, ones, scale, " +
    "softmax, splitHeads, transpose, where, zeros";
  const blocks = Array.from({ length: count }, (_, index) => block(index));
  return `import { ${operations} } from "${library === "heddle" ? "heddle" : "./untyped.js"}";

// Lengths that all blocks share, and what is made of lengths alone.
const [seq, past, memory] = [dim("seq", 16), dim("past", 4), dim("memory", 24)];
const visible = full([seq, 1], true, "bool");
const never = full([1], -1e9);
const half = full([1], 0.5);
${blocks.join("")}`;
}

/** The declarations that a file of blocks without types imports from. */
export function untypedLibrary(): string {
  const [, operations = ""] = /\{ (.*) \}/.exec(blocksFile(0, "untyped")) ?? [];
  return `export interface Value { readonly data: Float32Array }
type Operation = (...operands: readonly unknown[]) => Value;
${operations
  .split(", ")
  .map((operation) => `export declare const ${operation}: Operation;`)
  .join("\n")}
`;
}

function block(index: number): string {
  const { model, heads, hidden, vocab } = sizesOf(index);
  const width = model / heads;
  return `
// Block ${index}: ${heads} heads of ${width} in a model of ${model}, with a cache, a memory and a feed-forward part.
export function block${index}() {
  const [table, ids, source] = [zeros([${vocab}, ${model}]), zeros([seq], "i32"), zeros([memory, ${model}])];
  const [wq, bq, wk, bk] = [zeros([${model}, ${model}]), zeros([${model}]), zeros([${model}, ${model}]), zeros([${model}])];
  const [wv, bv, wo, bo] = [zeros([${model}, ${model}]), zeros([${model}]), zeros([${model}, ${model}]), zeros([${model}])];
  const [mq, cq, mk, ck] = [zeros([${model}, ${model}]), zeros([${model}]), zeros([${model}, ${model}]), zeros([${model}])];
  const [mv, cv, mo, co] = [zeros([${model}, ${model}]), zeros([${model}]), zeros([${model}, ${model}]), zeros([${model}])];
  const [up, upBias, down, downBias] = [zeros([${hidden}, ${model}]), zeros([${hidden}]), zeros([${model}, ${hidden}]), zeros([${model}])];
  const [pastKeys, pastValues] = [zeros([${heads}, past, ${width}]), zeros([${heads}, past, ${width}])];
  const [gain, shift] = [ones([${model}]), zeros([${model}])];

  const x = mul(embedding(table, ids), half);
  const normed = layerNorm(x, gain, shift);
  const q = splitHeads(linear(normed, wq, bq), ${heads});
  const k = splitHeads(linear(normed, wk, bk), ${heads});
  const v = splitHeads(linear(normed, wv, bv), ${heads});
  const keys = concat([pastKeys, k], 1);
  const values = concat([pastValues, v], 1);
  const scores = scale(matmul(q, transpose(keys)), 0.125);
  const weights = softmax(where(visible, scores, never));
  const context = mergeHeads(matmul(weights, values));
  const attended = add(x, linear(context, wo, bo));

  const normedAgain = layerNorm(attended, gain, shift);
  const query = splitHeads(linear(normedAgain, mq, cq), ${heads});
  const key = splitHeads(linear(source, mk, ck), ${heads});
  const value = splitHeads(linear(source, mv, cv), ${heads});
  const remembered = mergeHeads(attention(query, key, value));
  const mixed = add(attended, linear(remembered, mo, co));

  const inner = gelu(linear(layerNorm(mixed, gain, shift), up, upBias));
  const out = add(mixed, linear(inner, down, downBias));
  const logits = matmul(layerNorm(out, gain, shift), transpose(table));
  const probabilities = softmax(narrow(logits, 0, 0, 1));
  return { out, probabilities, keys, values };
}
`;
}

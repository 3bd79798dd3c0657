/** A call whose cost is held to a budget. Words with a `$` are dims, see {@link withDims}. */
export interface BudgetCase {
  /** The operation, and what is special about the call: `reshape: -1`. */
  readonly name: string;
  readonly operands: string;
  readonly call: string;
}

const x = 'declare const x: Tensor<["$seq", $model]>;';
const q = 'declare const q: Tensor<[$heads, "$seq", $width]>;';
const kv = 'declare const k: Tensor<[$heads, "$past", $width]>; declare const v: Tensor<[$heads, "$past", $width]>;';
const weights = "declare const w: Tensor<[$wide, $model]>; declare const b: Tensor<[$wide]>;";
const norm = "declare const g: Tensor<[$model]>; declare const b: Tensor<[$model]>;";
const mask = 'declare const mask: Tensor<["$seq", "$seq"], "bool">;';
const dims = 'declare const seq: DimVariable<"$seq">; declare const past: DimVariable<"$past">;';

/** Calls as an author writes them: one an operation or more, with names in the shapes. */
export const budgetCases: readonly BudgetCase[] = [
  { name: "dim", operands: "", call: 'dim("$seq", 10)' },
  { name: "zeros", operands: dims, call: "zeros([seq, $model])" },
  { name: "ones", operands: dims, call: "ones([$heads, seq, $width])" },
  { name: "full", operands: dims, call: "full([seq, past], 0.5)" },
  { name: "tensor", operands: dims, call: 'tensor([1, 2], [past, $model], "i32")' },
  { name: "cast", operands: x, call: 'cast(x, "i32")' },
  { name: "add", operands: `${x} ${norm}`, call: "add(x, b)" },
  { name: "sub", operands: x, call: "sub(x, x)" },
  { name: "mul", operands: `${x} ${q}`, call: "mul(q, 0.5)" },
  { name: "div", operands: `${q} declare const sums: Tensor<[$heads, "$seq", 1]>;`, call: "div(q, sums)" },
  ...["neg", "exp", "sqrt", "tanh", "relu", "gelu", "silu", "sigmoid"].map((op) => ({
    name: op,
    operands: x,
    call: `${op}(x)`,
  })),
  { name: "scale", operands: q, call: "scale(q, 0.125)" },
  { name: "matmul", operands: `${x} declare const w: Tensor<[$model, $wide]>;`, call: "matmul(x, w)" },
  {
    name: "matmul: heads",
    operands: `${q} declare const t: Tensor<[$heads, $width, "$past"]>;`,
    call: "matmul(q, t)",
  },
  { name: "linear", operands: `${x} ${weights}`, call: "linear(x, w)" },
  { name: "linear: bias", operands: `${x} ${weights}`, call: "linear(x, w, b)" },
  { name: "transpose", operands: q, call: "transpose(q)" },
  { name: "permute", operands: q, call: "permute(q, [1, 0, 2])" },
  { name: "splitHeads", operands: x, call: "splitHeads(x, $heads)" },
  { name: "mergeHeads", operands: q, call: "mergeHeads(q)" },
  { name: "reshape: -1", operands: x, call: "reshape(x, [$heads, -1, $width])" },
  { name: "reshape: names", operands: `${x} ${dims}`, call: "reshape(x, [seq, $heads, $width])" },
  {
    name: "reshape: products",
    operands: `declare const t: Tensor<["$batch", "$seq", $model]>; declare const batch: DimVariable<"$batch">; ${dims}`,
    call: "reshape(t, [batch, seq, $heads, -1])",
  },
  { name: "concat", operands: `${kv} ${q}`, call: "concat([k, q], 1)" },
  {
    name: "concat: numbers",
    operands: "declare const t: Tensor<[$wide, $model]>; declare const u: Tensor<[$model, $model]>;",
    call: "concat([t, u], 0)",
  },
  { name: "append", operands: `${kv} ${q}`, call: "append(k, q)" },
  { name: "stack", operands: q, call: "stack([q, q], 0)" },
  { name: "split", operands: x, call: "split(x, [$width, $rest], 1)" },
  { name: "chunk", operands: `${x}`, call: "chunk(x, $heads, 1)" },
  { name: "broadcastTo", operands: `${x} ${dims}`, call: "broadcastTo(x, [$heads, seq, $model])" },
  { name: "gather", operands: `${x} declare const i: Tensor<["$past"], "i32">;`, call: "gather(x, i, 1)" },
  { name: "einsum", operands: `${q} ${kv}`, call: 'einsum("hid,hjd->hij", q, k)' },
  {
    name: "einsum: three",
    operands: `${x} ${weights} declare const u: Tensor<[$wide, "$past"]>;`,
    call: 'einsum("im,wm,wp->ip", x, w, u)',
  },
  { name: "rearrange", operands: x, call: 'rearrange(x, "s (h d) -> h s d", { h: $heads })' },
  { name: "rearrange: merge", operands: q, call: 'rearrange(q, "h s d -> s (h d)")' },
  { name: "reduce", operands: q, call: 'reduce(q, "h s d -> h s", "sum")' },
  { name: "repeat", operands: x, call: 'repeat(x, "s m -> s m n", { n: $heads })' },
  { name: "pack", operands: `${q} ${kv}`, call: 'pack([q, k], "h * d")' },
  {
    name: "unpack",
    operands: `declare const packed: Tensor<[$heads, "$past+$seq", $width]>; declare const shapes: [["$past"], ["$seq"]];`,
    call: 'unpack(packed, shapes, "h * d")',
  },
  { name: "parseShape", operands: q, call: 'parseShape(q, "h s d")' },
  { name: "assertShape", operands: `declare const t: Tensor<Shape>; ${dims}`, call: "assertShape(t, [seq, $model])" },
  { name: "view", operands: `declare const data: Float32Array; ${dims}`, call: "view(data, [seq, $model])" },
  { name: "narrow", operands: `${x} ${dims}`, call: "narrow(x, 1, $heads, $width)" },
  { name: "softmax", operands: q, call: "softmax(q)" },
  { name: "topK", operands: x, call: "topK(x, $heads)" },
  { name: "argMax", operands: q, call: "argMax(q)" },
  { name: "sum", operands: q, call: "sum(q, 0)" },
  { name: "mean", operands: x, call: "mean(x, -1, { keepDim: true })" },
  { name: "max", operands: q, call: "max(q, 1)" },
  { name: "min", operands: q, call: "min(q, [0, 2])" },
  { name: "prod", operands: x, call: "prod(x)" },
  { name: "any", operands: mask, call: "any(mask, 1)" },
  { name: "all", operands: mask, call: "all(mask, 0)" },
  { name: "layerNorm", operands: `${x} ${norm}`, call: "layerNorm(x, g, b)" },
  {
    name: "embedding",
    operands: 'declare const table: Tensor<[$vocab, $model]>; declare const ids: Tensor<["$seq"], "i32">;',
    call: "embedding(table, ids)",
  },
  {
    name: "where",
    operands: `${mask} declare const s: Tensor<[$heads, "$seq", "$seq"]>; declare const never: Tensor<[1]>;`,
    call: "where(mask, s, never)",
  },
  { name: "causalMask", operands: dims, call: "causalMask(seq, past)" },
  { name: "attention", operands: `${q} ${kv}`, call: "attention(q, k, v)" },
  { name: "attention: mask", operands: `${q} ${mask}`, call: "attention(q, q, q, { mask })" },
];

/** Dims of a model, and others that have no number or name in common with them. */
const vocabularies = {
  met: { seq: "rows", past: "before", batch: "blocks", model: 21, heads: 3, width: 7, rest: 14, wide: 33, vocab: 99 },
  fresh: {
    seq: "seq",
    past: "past",
    batch: "batch",
    model: 512,
    heads: 8,
    width: 64,
    rest: 448,
    wide: 2048,
    vocab: 50257,
  },
};

/** A text with dims in place of its words: those that are `fresh` to the compiler, or those that it has `met` before. */
export function withDims(text: string, vocabulary: keyof typeof vocabularies): string {
  return Object.entries(vocabularies[vocabulary]).reduce((sofar, [word, dim]) => {
    return sofar.replaceAll(new RegExp(String.raw`\$${word}\b`, "g"), String(dim));
  }, text);
}

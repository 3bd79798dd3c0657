import { add, concat, einsum, embedding, narrow, program, reshape, topK } from "heddle";
import { encoderBlock, l2Normalise, multiHeadAttention } from "heddle/nn";

/** How many words the model knows. */
export const wordCount = 40;

/** How many documents each head finds. */
export const found = 3;

const width = 64;
const heads = 4;

/**
 * A small transformer, up to its last attention. Of the token at the end of a text it gives what each head attends to,
 * `[4, 16]`, before the output projection: an embedding for each aspect that a head looks for. And it gives what the
 * projection makes of them, one embedding for the whole text.
 */
export const embedText = program({
  name: "embedText",
  params: {
    table: [wordCount, width],
    end: [1, width],
    norm1: [width],
    wq1: [width, width],
    wk1: [width, width],
    wv1: [width, width],
    wo1: [width, width],
    norm2: [width],
    up: [128, width],
    down: [width, 128],
    wq: [width, width],
    wk: [width, width],
    wv: [width, width],
    wo: [width, width],
  },
  inputs: { ids: { shape: ["seq"], dtype: "i32" } },
  body: ({ ids, table, end, norm1, wq1, wk1, wv1, wo1, norm2, up, down, ...last }) => {
    const attention = { wq: wq1, wk: wk1, wv: wv1, wo: wo1 };
    const weights = { norm1: { weight: norm1 }, attention, norm2: { weight: norm2 }, feedForward: { up, down } };
    const tokens = concat([embedding(table, ids), end], 0);
    const x = encoderBlock(tokens, weights, { heads, causal: true, normalise: "rmsNorm" });
    const token = narrow(x, 0, "seq", 1);
    const { output, headOutputs } = multiHeadAttention(token, last, { heads, key: x, returns: ["headOutputs"] });
    return { aspects: reshape(headOutputs, [heads, 16]), whole: reshape(add(token, output), [width]) };
  },
});

/** For each head the documents whose embeddings are nearest to the query's by their angle, the nearest first. */
export const nearest = program({
  name: "nearest",
  params: {},
  inputs: { query: [heads, 16], stored: ["documents", heads, 16] },
  body: ({ query, stored }) => {
    const cosines = einsum("hd,nhd->hn", l2Normalise(query), l2Normalise(stored));
    return topK(cosines, found);
  },
});

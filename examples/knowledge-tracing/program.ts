import { add, embedding, layerNorm, linear, program, reshape, sigmoid } from "heddle";
import { feedForward, multiHeadAttention } from "heddle/nn";

/** How many exercises there are. */
export const exerciseCount = 20;

/** How many steps a sequence is padded to. */
export const steps = 16;

/** An exercise and how it was answered, as one id. */
export function interactionId(exercise: number, isRight: boolean): number {
  return exercise + (isRight ? exerciseCount : 0);
}

const width = 32;
const heads = 4;

/**
 * How likely a student answers each next exercise rightly, from how those before were answered: `[batch, 16]`. The next
 * exercises are the queries, the answers until then the keys and values. After `lengths` of them comes padding.
 */
export const knowledgeTracing = program({
  name: "knowledgeTracing",
  params: {
    exercises: [exerciseCount, width],
    interactions: [2 * exerciseCount, width],
    positions: [steps, width],
    wq: [width, width],
    wk: [width, width],
    wv: [width, width],
    wo: [width, width],
    attentionScale: [width],
    attentionShift: [width],
    up: [64, width],
    upBias: [64],
    down: [width, 64],
    downBias: [width],
    layerScale: [width],
    layerShift: [width],
    chance: [1, width],
    chanceBias: [1],
  },
  inputs: {
    answered: { shape: ["batch", steps], dtype: "i32" },
    next: { shape: ["batch", steps], dtype: "i32" },
    lengths: { shape: ["batch"], dtype: "i32" },
  },
  body: ({ answered, next, lengths, ...p }) => {
    const asked = embedding(p.exercises, next);
    const past = add(embedding(p.interactions, answered), p.positions);
    const attended = multiHeadAttention(asked, p, { heads, key: past, causal: true, lengths });
    const x = layerNorm(add(asked, attended), p.attentionScale, p.attentionShift);
    const y = layerNorm(add(x, feedForward(x, p)), p.layerScale, p.layerShift);
    return reshape(sigmoid(linear(y, p.chance, p.chanceBias)), ["batch", steps]);
  },
});

import { createMha512x8 } from "../../generated/mha512x8/typescript.js";
import { createMultiHeadWeights512x8 } from "../../generated/multiHeadWeights512x8/index.js";
import { createSelfAttention512 } from "../../generated/selfAttention512/typescript.js";
import { createSelfAttentionWeights512 } from "../../generated/selfAttentionWeights512/index.js";
import { maxDifference } from "../max-difference.js";
import { distributionsOf } from "./distributions.js";
import type { Distributions } from "./distributions.js";
import { multiHead, singleHead } from "./programs.js";
import type { MultiHeadTensors } from "./programs.js";

/** The largest difference between kernels and evaluator that counts as equal; the numbers are about 1 in size. */
export const tolerance = 1e-5;

/** How far generated kernels are from the reference evaluator: the largest difference between elements. */
export interface Differences {
  readonly weights: number;
  readonly out: number;
  /** Of the output of a kernel that never stores the weights. */
  readonly fusedOut: number;
}

/** Both mechanisms on the same tensors. */
export interface Comparison {
  /** Every step of each, by the reference evaluator. */
  readonly single: ReturnType<typeof singleHead>;
  readonly multi: ReturnType<typeof multiHead>;
  readonly singleDifferences: Differences;
  readonly multiDifferences: Differences;
}

/** Runs both mechanisms by the reference evaluator and by generated kernels. */
export async function compare(tensors: MultiHeadTensors): Promise<Comparison> {
  const { x, wo, bo, ...projections } = tensors;
  const single = singleHead(tensors);
  const multi = multiHead(tensors);
  const kernels = {
    single: await createSelfAttentionWeights512(projections),
    singleFused: await createSelfAttention512(projections),
    multi: await createMultiHeadWeights512x8({ ...projections, wo, bo }),
    multiFused: await createMha512x8({ ...projections, wo, bo }),
  };
  return {
    single,
    multi,
    singleDifferences: differences(single, kernels.single({ x }), kernels.singleFused({ x })),
    multiDifferences: differences(multi, kernels.multi({ x }), kernels.multiFused({ x })),
  };
}

interface Data {
  readonly data: Float32Array;
}

interface Results {
  readonly weights: Data;
  readonly out: Data;
}

function differences(expected: Results, stored: Results, fused: Data): Differences {
  return {
    weights: maxDifference(stored.weights.data, expected.weights.data),
    out: maxDifference(stored.out.data, expected.out.data),
    fusedOut: maxDifference(fused.data, expected.out.data),
  };
}

/** Whether all of them are small; one that is no number isn't. */
export function agree({ singleDifferences, multiDifferences }: Comparison): boolean {
  const all = [...Object.values(singleDifferences), ...Object.values(multiDifferences)];
  return all.every((difference) => difference <= tolerance);
}

/** The attention weights of both mechanisms. */
export interface AttentionWeights {
  readonly single: Distributions;
  readonly heads: readonly Distributions[];
}

/** The attention weights as the evaluator gives them. */
export function attentionWeights({ single, multi }: Comparison): AttentionWeights {
  const [, length = 0] = single.weights.sizes;
  return {
    single: distributionsOf(single.weights.data, length).flat(),
    heads: distributionsOf(multi.weights.data, length),
  };
}

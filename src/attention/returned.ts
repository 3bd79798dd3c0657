import type { AttentionResult } from "../graph/node.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Result } from "../shape/message.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * What attention can give beside its output: for each query and key the products times the scale, these after the score
 * functions, these after bias and masks (-Infinity where a key is masked), and the weights of the softmax, in each head
 * or as their mean over the heads; for each query the logarithm of the softmax's denominator. The first four are modes 0
 * to 3 of ONNX's Attention. A query without a key has weights of 0, and -Infinity for the logarithm.
 */
export type Returned = Exclude<AttentionResult, "output">;

/** What attention gives: its output of shape `S`, or a record of it and what was asked for. */
export type AttentionOutput<S extends Shape, Scores, R extends readonly Returned[]> = R extends readonly []
  ? Tensor<S>
  : { readonly [Name in "output" | R[number]]: Tensor<ResultOf<Name, S, Scores>> };

/** The shape of a result, given that of the output and what the rule of the scores yields. */
export type ResultOf<Name extends "output" | Returned, S extends Shape, Scores> = Name extends "output"
  ? S
  : Name extends "logSumExp"
    ? Result<WithoutKeys<Scores>>
    : Name extends "meanProbabilities"
      ? Result<WithoutHeads<Scores>>
      : Result<Scores>;

type WithoutKeys<Scores> =
  Scores extends Fits<infer S>
    ? { scores: S } extends { scores: [...infer Rest, unknown] }
      ? Fits<Rest>
      : Fits<Shape>
    : Scores;

type WithoutHeads<Scores> =
  Scores extends Fits<infer S>
    ? { scores: S } extends { scores: [...infer Batch, unknown, infer Queries, infer Keys] }
      ? Fits<[...Batch, Queries, Keys]>
      : { scores: S } extends { scores: [unknown, unknown] }
        ? Fits<S>
        : Fits<Shape>
    : Scores;

/** The names in {@link Returned}. */
export const returnedNames: ReadonlySet<string> = new Set<Returned>([
  "rawScores",
  "modifiedScores",
  "maskedScores",
  "probabilities",
  "meanProbabilities",
  "logSumExp",
]);

/** The shape of a result other than the output, given the shape of the scores. */
export function shapeOfResult(result: Returned, scores: Readonly<Shape>): Shape {
  if (result === "logSumExp") return scores.slice(0, -1);
  return result === "meanProbabilities" ? scores.toSpliced(scores.length - 3, 1) : [...scores];
}

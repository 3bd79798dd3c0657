import type { Shape } from "../shape/dim.js";
import type { Fits, Result } from "../shape/message.js";
import type { DivDim } from "../shape/polynomial.js";
import type { AttentionRule, ScoresRule } from "../shape/rules/attention.js";
import type { DTypeRule } from "../shape/rules/dtype.js";
import type { OptionNamesRule } from "../shape/rules/option-names.js";
import type { HeadsRule } from "../shape/rules/projected-heads.js";
import type { MemoryOutputRule } from "../shape/rules/projected-memory.js";
import type { ProjectionBiasRule, ProjectionRule } from "../shape/rules/projection.js";
import { attentionOptionNames } from "../attention/option-names.js";
import type { MaskFunction } from "../attention/score-function.js";
import type { QueryHeads } from "./layer-cache.js";
import type { Output, Scores, ScoreOptionsRule } from "./multi-head-rule.js";
import type { AnyTensor, DTypeOf, ShapeOf } from "./projection.js";

/*
 * The rules of attention to a memory whose keys and values are projected already. What is wrong between these and the
 * projected query is attention's to say.
 */

/** The weights `[out, in]` and biases `[out]` of a query and of the result. */
export interface CrossAttentionWeights {
  readonly wq: AnyTensor;
  readonly bq?: AnyTensor | undefined;
  readonly wo: AnyTensor;
  readonly bo?: AnyTensor | undefined;
}

/** The weights `[out, in]` and biases `[out]` of keys and values. */
export interface MemoryWeights {
  readonly wk: AnyTensor;
  readonly bk?: AnyTensor | undefined;
  readonly wv: AnyTensor;
  readonly bv?: AnyTensor | undefined;
}

/** Options whose tensors are held to the scores. */
export interface AnyCrossOptions {
  readonly heads: number;
  readonly mask?: AnyTensor | MaskFunction | undefined;
  readonly bias?: AnyTensor | undefined;
  readonly lengths?: AnyTensor | undefined;
  readonly sinks?: AnyTensor | undefined;
}

/** The tensor called `Name`, of unknown shape if it isn't given. */
type Given<W, Name extends string> = W extends { readonly [N in Name]: infer T extends AnyTensor } ? ShapeOf<T> : Shape;
type GivenDType<W, Name extends string> = W extends { readonly [N in Name]: infer T extends AnyTensor }
  ? DTypeOf<T>
  : "f32";

type Biased<
  Op extends string,
  Input extends string,
  X extends Shape,
  Name extends "q" | "k" | "v",
  W,
  Next,
> = ProjectionRule<
  Op,
  Input,
  X,
  `w${Name}`,
  Given<W, `w${Name}`>,
  GivenDType<W, `w${Name}`>,
  ProjectionBiasRule<
    Op,
    `w${Name}`,
    Given<W, `w${Name}`>,
    `b${Name}`,
    Given<W, `b${Name}`>,
    GivenDType<W, `b${Name}`>,
    Next
  >
>;

/** `[]` if the weights take the query and the values of so many heads, or the message. */
export type CrossWeightsRule<
  Op extends string,
  X extends Shape,
  W extends CrossAttentionWeights,
  V extends Shape,
  Heads extends number,
> = Biased<
  Op,
  "query",
  X,
  "q",
  W,
  MemoryOutputRule<
    Op,
    V,
    ShapeOf<W["wo"]>,
    DTypeOf<W["wo"]>,
    Heads,
    ProjectionBiasRule<Op, "wo", ShapeOf<W["wo"]>, "bo", Given<W, "bo">, GivenDType<W, "bo">, Fits<[]>>
  >
>;

/** `[]` if keys and values fit the projected query, or attention's message. */
export type MemoryFitsRule<
  X extends Shape,
  W extends CrossAttentionWeights,
  Heads extends number,
  K extends Shape,
  V extends Shape,
  DK extends string,
  DV extends string,
> = DTypeRule<
  "attention",
  "key",
  DK,
  "f32",
  After<
    ScoresRule<Result<QueryHeads<X, ShapeOf<W["wq"]>, Heads>>, K>,
    DTypeRule<
      "attention",
      "value",
      DV,
      "f32",
      After<AttentionRule<Result<QueryHeads<X, ShapeOf<W["wq"]>, Heads>>, K, V>, Fits<[]>>
    >
  >
>;

/** `[]` if the heads divide what `wq` gives, and the tensors fit the scores, or the message. */
export type CrossOptionsRule<
  Op extends string,
  X extends Shape,
  W extends CrossAttentionWeights,
  K extends Shape,
  O extends AnyCrossOptions,
> = OptionNamesRule<
  Op,
  keyof O,
  typeof crossOptionNames,
  HeadsRule<Op, "wq", ShapeOf<W["wq"]>, O["heads"], ScoreOptionsRule<Op, Scores<X, K, O["heads"]>, O>>
>;

/** The names of the options, as messages list them. */
export const crossOptionNames = ["heads", ...attentionOptionNames] as const;

/** The shape of the result, if nothing was refused. */
export type CrossResult<X extends Shape, W extends CrossAttentionWeights, Weights, Memory, Options> = After<
  Weights,
  After<Memory, After<Options, Output<X, ShapeOf<W["wo"]>>>>
>;

/** `[]` if the weights take the memory and give so many heads, or the message. */
export type ProjectMemoryRule<
  Op extends string,
  M extends Shape,
  W extends MemoryWeights,
  Heads extends number,
> = Biased<
  Op,
  "memory",
  M,
  "k",
  W,
  Biased<
    Op,
    "memory",
    M,
    "v",
    W,
    HeadsRule<Op, "wk", ShapeOf<W["wk"]>, Heads, HeadsRule<Op, "wv", ShapeOf<W["wv"]>, Heads, Fits<[]>>>
  >
>;

/** What a weight `[out, in]` gives of `M [.., length, in]`, split into heads. */
export type ProjectedHeads<M extends Shape, W extends Shape, Heads extends number> = { memory: M; w: W } extends {
  memory: [...infer Leading, infer Length, unknown];
  w: [infer Out, unknown];
}
  ? Fits<[...Leading, Heads, Length, DivDim<Out, Heads>]>
  : Fits<Shape>;

type After<Rule, Next> = Rule extends Fits<unknown> ? Next : Rule;

import type { Fits, Result } from "../shape/message.js";
import type { DivDim } from "../shape/polynomial.js";
import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { KeyInputRule, ValueInputRule } from "../shape/rules/attended.js";
import type { OthersRule } from "../attention/options.js";
import type { Returned, ResultOf } from "../attention/returned.js";
import type { MaskFunction } from "../attention/score-function.js";
import type { MaskDTypeRule } from "../shape/rules/dtype.js";
import type { MaskRule } from "../shape/rules/mask.js";
import type { HeadsRule, OutputWeightRule } from "../shape/rules/projected-heads.js";
import type { ProjectionBiasRule } from "../shape/rules/projection.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AnyTensor, DTypeOf, ProjectionsRule, ProjectionWeights, ShapeOf } from "./projection.js";

/*
 * The rules of multi-head attention, one for each argument. They are put together from rules that each take the next
 * and yield what that yields, or a message. None of them takes the shape that another one gave: such a rule would be
 * decided while its shapes are still type parameters, and wrongly.
 */

type Op = "multiHeadAttention";
type Inputs = { q: "query"; k: "key"; v: "value" };

/** The weights and biases of all four projections. A bias that isn't given has an unknown shape here. */
export interface LayerWeights extends ProjectionWeights {
  readonly wo: AnyTensor;
  readonly bo: AnyTensor;
}

/** What multi-head attention takes beside the query and the weights. */
export interface LayerOptions {
  readonly heads: number;
  readonly key?: AnyTensor | undefined;
  readonly value?: AnyTensor | undefined;
  readonly mask?: AnyTensor | MaskFunction | undefined;
  readonly bias?: AnyTensor | undefined;
  readonly lengths?: AnyTensor | undefined;
  readonly sinks?: AnyTensor | undefined;
  readonly returns?: readonly LayerReturned[] | undefined;
}

/** What multi-head attention can give beside its output: what attention can, and the output of each head by itself. */
export type LayerReturned = Returned | "headOutputs";

/*
 * The shapes and dtypes of optional tensors. Each tests the options themselves, so that the answer stays open while they
 * are a type parameter. `heads` is there as nothing is assignable to a type of optional properties that it has none of.
 */

type KeyShape<XQ extends Shape, O> = O extends { readonly heads: number; readonly key?: undefined }
  ? XQ
  : O extends { readonly key?: infer T }
    ? ShapeOf<Exclude<T, undefined>>
    : XQ;

type ValueShape<XQ extends Shape, O> = O extends { readonly heads: number; readonly value?: undefined }
  ? KeyShape<XQ, O>
  : O extends { readonly value?: infer T }
    ? ShapeOf<Exclude<T, undefined>>
    : XQ;

/** The names of the options that are tensors and fit the scores. */
type ScoreOption = "mask" | "bias" | "lengths" | "sinks";

/** The shape of a tensor; a scalar's if it isn't given. A mask that is a function is of unknown rank here. */
type OptionShape<O, Name extends ScoreOption> = O extends { readonly heads: number } & {
  readonly [N in Name]?: undefined;
}
  ? []
  : O extends { readonly [N in Name]?: infer T }
    ? ShapeOf<Exclude<T, undefined>>
    : [];

/** The dtype of the tensor `Name`, or `Else` if it isn't given. */
type GivenDType<O, Name extends "key" | "value" | ScoreOption, Else extends DType> = O extends {
  readonly heads: number;
} & { readonly [N in Name]?: undefined }
  ? Else
  : O extends { readonly [N in Name]?: { readonly dtype: infer D extends DType } | undefined }
    ? D
    : Else;

/**
 * `[]` if the weights fit what they project and each other, and the heads divide what `wv` gives, or the message. If
 * the heads don't divide what `wq` gives, that is the options' mistake.
 */
export type WeightsRule<XQ extends Shape, W extends LayerWeights, O extends LayerOptions> = ProjectionsRule<
  Op,
  Inputs,
  XQ,
  KeyShape<XQ, O>,
  ValueShape<XQ, O>,
  W,
  UnlessHeads<
    HeadsRule<Op, "wq", ShapeOf<W["wq"]>, O["heads"], Fits<[]>>,
    HeadsRule<Op, "wv", ShapeOf<W["wv"]>, O["heads"], OutputRule<W>>,
    OutputRule<W>
  >
>;

type UnlessHeads<QueryHeads, Then, Else> = [QueryHeads] extends [Fits<unknown>] ? Then : Else;

type OutputRule<W extends LayerWeights> = OutputWeightRule<
  Op,
  ShapeOf<W["wv"]>,
  ShapeOf<W["wo"]>,
  DTypeOf<W["wo"]>,
  ProjectionBiasRule<Op, "wo", ShapeOf<W["wo"]>, "bo", ShapeOf<W["bo"]>, DTypeOf<W["bo"]>, Fits<[]>>
>;

/** `[]` if the heads divide what `wq` gives and key, value and mask fit, or the message. */
export type OptionsRule<XQ extends Shape, WQ extends AnyTensor, O extends LayerOptions> = NamesRule<
  keyof O,
  HeadsRule<
    Op,
    "wq",
    ShapeOf<WQ>,
    O["heads"],
    KeyInputRule<
      Op,
      XQ,
      KeyShape<XQ, O>,
      GivenDType<O, "key", "f32">,
      ValueInputRule<
        Op,
        KeyShape<XQ, O>,
        ValueShape<XQ, O>,
        GivenDType<O, "value", "f32">,
        MaskDTypeRule<Op, GivenDType<O, "mask", "bool">, ScoreOptionsRule<Scores<XQ, KeyShape<XQ, O>, O["heads"]>, O>>
      >
    >
  >
>;

/** `[]` if mask, bias, lengths and sinks fit the scores, or the message. */
type ScoreOptionsRule<S extends unknown[], O> =
  MaskRule<Op, S, OptionShape<O, "mask">> extends infer Masked
    ? Masked extends Fits<unknown>
      ? OthersRule<
          Op,
          S,
          OptionShape<O, "bias">,
          GivenDType<O, "bias", "f32">,
          OptionShape<O, "lengths">,
          GivenDType<O, "lengths", "i32">,
          OptionShape<O, "sinks">,
          GivenDType<O, "sinks", "f32">,
          Fits<[]>
        >
      : Masked
    : never;

type Names =
  | "heads"
  | "key"
  | "value"
  | "mask"
  | "bias"
  | "causal"
  | "window"
  | "lengths"
  | "scale"
  | "softcap"
  | "score"
  | "sinks"
  | "precision"
  | "returns";

type NamesRule<Given, Next> = string extends Given
  ? Next
  : { name: Given } extends { name: Names }
    ? Next
    : `multiHeadAttention: ${Exclude<Given, Names> & string} is no option (use heads, key, value, mask, bias, causal, window, lengths, scale, softcap, score, sinks, precision or returns)`;

/** The shape of the scores. */
type Scores<XQ extends Shape, XK extends Shape, H extends number> = { q: XQ; k: XK } extends {
  q: [...infer Leading, infer Queries, unknown];
  k: [...unknown[], infer Keys, unknown];
}
  ? [...Leading, H, Queries, Keys]
  : Shape;

/** The shape of the result, if the rules of weights and options have nothing against it. */
export type LayerRule<XQ extends Shape, WO extends AnyTensor, Weights, Options> = {
  weights: Weights;
  options: Options;
} extends { weights: Fits<unknown>; options: Fits<unknown> }
  ? Output<XQ, ShapeOf<WO>>
  : "multiHeadAttention: an argument was refused";

type Output<XQ extends Shape, WO extends Shape> = { q: XQ; wo: WO } extends {
  q: [...infer Leading, unknown];
  wo: [infer Out, unknown];
}
  ? Fits<[...Leading, Out]>
  : Fits<Shape>;

/** What the layer gives: its output of shape `S`, or a record of it and what was asked for. */
export type LayerOutput<S extends Shape, XQ extends Shape, WV extends AnyTensor, O extends LayerOptions> = O extends {
  readonly returns: infer R extends readonly LayerReturned[];
}
  ? { readonly [Name in "output" | R[number]]: Tensor<LayerResult<Name, S, XQ, WV, O>> }
  : Tensor<S>;

type LayerResult<
  Name extends "output" | LayerReturned,
  S extends Shape,
  XQ extends Shape,
  WV extends AnyTensor,
  O extends LayerOptions,
> = Name extends "headOutputs"
  ? Result<HeadOutputs<Scores<XQ, KeyShape<XQ, O>, O["heads"]>, ShapeOf<WV>, O["heads"]>>
  : ResultOf<Exclude<Name, "headOutputs">, S, Fits<Scores<XQ, KeyShape<XQ, O>, O["heads"]>>>;

type HeadOutputs<S extends unknown[], WV extends Shape, H extends number> = { scores: S; wv: WV } extends {
  scores: [...infer Rest, unknown];
  wv: [infer Width, unknown];
}
  ? Fits<[...Rest, DivDim<Width, H>]>
  : Fits<Shape>;

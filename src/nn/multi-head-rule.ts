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
import type { GroupedOutputRule, GroupsRule, HeadCounts } from "../shape/rules/grouped-heads.js";
import type { OptionNamesRule } from "../shape/rules/option-names.js";
import type { HeadsRule, OutputWeightRule } from "../shape/rules/projected-heads.js";
import type { ProjectionBiasRule } from "../shape/rules/projection.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AttendedKeys, CacheOptionRule, CacheOptions, WithCache } from "./layer-cache.js";
import type { layerOptionNames } from "./multi-head-options.js";
import type { AnyTensor, DTypeOf, EqualHeads, ProjectionsRule, ProjectionWeights, ShapeOf } from "./projection.js";

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
export interface LayerOptions extends CacheOptions {
  readonly heads: number;
  readonly kvHeads?: number | undefined;
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

/** The shape of the offset of a mask, where it is a tensor. */
type OffsetShape<O, Name extends "causal" | "window"> = O extends {
  readonly [N in Name]: { readonly offset: infer T extends AnyTensor };
}
  ? ShapeOf<T>
  : [];

/** The dtype of the offset of a mask, where it is a tensor. */
type OffsetDType<O, Name extends "causal" | "window"> = O extends {
  readonly [N in Name]: { readonly offset: { readonly dtype: infer D extends DType } };
}
  ? D
  : "i32";

/** How many heads keys and values have: as many as queries, unless there is a number of their own. */
type KeyHeads<O extends LayerOptions> = O extends { readonly heads: infer H; readonly kvHeads?: undefined }
  ? H & number
  : O extends { readonly kvHeads?: infer K }
    ? Exclude<K, undefined> & number
    : O["heads"];

/** The heads of queries and of keys, where these have a number of their own. */
type CountsOf<O extends LayerOptions> = O extends { readonly heads: number; readonly kvHeads?: undefined }
  ? EqualHeads
  : O extends { readonly heads: infer H; readonly kvHeads?: infer K }
    ? { readonly q: H & number; readonly k: Exclude<K, undefined> & number }
    : EqualHeads;

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
    HeadsRule<Op, "wv", ShapeOf<W["wv"]>, KeyHeads<O>, OutputRule<W, CountsOf<O>>>,
    OutputRule<W, CountsOf<O>>
  >,
  CountsOf<O>
>;

type UnlessHeads<QueryHeads, Then, Else> = [QueryHeads] extends [Fits<unknown>] ? Then : Else;

type OutputRule<W extends LayerWeights, H extends HeadCounts> = { heads: H } extends { heads: EqualHeads }
  ? OutputWeightRule<Op, ShapeOf<W["wv"]>, ShapeOf<W["wo"]>, DTypeOf<W["wo"]>, OutputBiasRule<W>>
  : GroupedOutputRule<Op, ShapeOf<W["wv"]>, ShapeOf<W["wo"]>, DTypeOf<W["wo"]>, H, OutputBiasRule<W>>;

type OutputBiasRule<W extends LayerWeights> = ProjectionBiasRule<
  Op,
  "wo",
  ShapeOf<W["wo"]>,
  "bo",
  ShapeOf<W["bo"]>,
  DTypeOf<W["bo"]>,
  Fits<[]>
>;

/** `Next` if the heads of queries are a multiple of those of keys, or the message. */
type GroupsOption<H extends HeadCounts, Next> = { heads: H } extends { heads: EqualHeads }
  ? Next
  : GroupsRule<Op, H, Next>;

/** The weights that options are held to. */
export interface HeadWeights {
  readonly wq: AnyTensor;
  readonly wv: AnyTensor;
}

/** `[]` if the heads divide what `wq` gives and key, value, mask and cache fit, or the message. */
export type OptionsRule<XQ extends Shape, W extends HeadWeights, O extends LayerOptions> = OptionNamesRule<
  Op,
  keyof O,
  typeof layerOptionNames,
  HeadsRule<
    Op,
    "wq",
    ShapeOf<W["wq"]>,
    O["heads"],
    GroupsOption<CountsOf<O>, CacheOptionRule<Op, XQ, W, O["heads"], KeyHeads<O>, O, InputsRule<XQ, O>>>
  >
>;

/** `[]` if key, value and mask fit, or the message. */
type InputsRule<XQ extends Shape, O extends LayerOptions> = KeyInputRule<
  Op,
  XQ,
  KeyShape<XQ, O>,
  GivenDType<O, "key", "f32">,
  ValueInputRule<
    Op,
    KeyShape<XQ, O>,
    ValueShape<XQ, O>,
    GivenDType<O, "value", "f32">,
    ScoreOptionsRule<Op, LayerScores<XQ, O>, O>
  >
>;

/** `[]` if mask, bias, lengths and sinks fit the scores, or the message. */
export type ScoreOptionsRule<Layer extends string, S extends unknown[], O> = MaskDTypeRule<
  Layer,
  GivenDType<O, "mask", "bool">,
  MaskRule<Layer, S, OptionShape<O, "mask">> extends infer Masked
    ? Masked extends Fits<unknown>
      ? OthersRule<
          Layer,
          S,
          {
            bias: OptionShape<O, "bias">;
            biasDType: GivenDType<O, "bias", "f32">;
            lengths: OptionShape<O, "lengths">;
            lengthsDType: GivenDType<O, "lengths", "i32">;
            sinks: OptionShape<O, "sinks">;
            sinksDType: GivenDType<O, "sinks", "f32">;
            causal: OffsetShape<O, "causal">;
            causalDType: OffsetDType<O, "causal">;
            window: OffsetShape<O, "window">;
            windowDType: OffsetDType<O, "window">;
          },
          Fits<[]>
        >
      : Masked
    : never
>;

/** The shape of the scores of a query of shape `XQ`, with these options. */
type LayerScores<XQ extends Shape, O extends LayerOptions> = Scores<
  XQ,
  AttendedKeys<XQ, KeyShape<XQ, O>, O>,
  O["heads"]
>;

/** The shape of the scores. */
export type Scores<XQ extends Shape, XK extends Shape, H extends number> = { q: XQ; k: XK } extends {
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

/** The shape of what `wo` makes of the heads. */
export type Output<XQ extends Shape, WO extends Shape> = { q: XQ; wo: WO } extends {
  q: [...infer Leading, unknown];
  wo: [infer Out, unknown];
}
  ? Fits<[...Leading, Out]>
  : Fits<Shape>;

/** What the layer gives: its output of shape `S`, or a record of it and what was asked for; beside it the next cache. */
export type LayerOutput<S extends Shape, XQ extends Shape, WV extends AnyTensor, O extends LayerOptions> = WithCache<
  Attended<S, XQ, WV, O>,
  XQ,
  O
>;

type Attended<S extends Shape, XQ extends Shape, WV extends AnyTensor, O extends LayerOptions> = O extends {
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
  ? Result<HeadOutputs<LayerScores<XQ, O>, ShapeOf<WV>, KeyHeads<O>>>
  : ResultOf<Exclude<Name, "headOutputs">, S, Fits<LayerScores<XQ, O>>>;

type HeadOutputs<S extends unknown[], WV extends Shape, H extends number> = { scores: S; wv: WV } extends {
  scores: [...infer Rest, unknown];
  wv: [infer Width, unknown];
}
  ? Fits<[...Rest, DivDim<Width, H>]>
  : Fits<Shape>;

import type { DType } from "../graph/dtype.js";
import type { SoftmaxPrecision } from "../graph/node.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits } from "../shape/message.js";
import type { DTypeRule, MaskDTypeRule } from "../shape/rules/dtype.js";
import type { MaskRule } from "../shape/rules/mask.js";
import type { LengthsRule, SinksRule } from "../shape/rules/per-head.js";
import type { Tensor } from "../tensor/tensor.js";
import type { CausalOptions } from "./masks/causal.js";
import type { WindowOptions } from "./masks/window.js";
import type { Returned } from "./returned.js";
import type { MaskFunction, ScoreFunction } from "./score-function.js";

/** What {@link attention} takes beside query, key and value. All constraints given are in force at once. */
export interface AttentionOptions<
  Mask = AnyMask,
  Bias = Tensor,
  Lengths = Tensor<Shape, "i32">,
  Sinks = Tensor,
  R extends readonly Returned[] = readonly Returned[],
> {
  /**
   * A tensor that broadcasts to the scores `[.., queries, keys]`: a bool mask is true where a query may attend to a key;
   * an f32 mask is added to the scores, and -Infinity masks. Or a function that says it of each query and key, such as
   * `({ q, k }) => k.le(q)`.
   */
  readonly mask?: Mask | MaskFunction | undefined;
  /** Added to the scores, to which it broadcasts: biases of each head, or of relative positions. -Infinity masks. */
  readonly bias?: Bias | undefined;
  /**
   * Whether query `i` may attend to key `j` only where `j <= i + offset`. By default false. The offset is 0 unless it is
   * given; with keys that `append` made it is the length of the past.
   */
  readonly causal?: boolean | CausalOptions | undefined;
  /** How far before and after its own position a query may attend. It has the offset of `causal` unless one of its own. */
  readonly window?: WindowOptions | undefined;
  /** How many keys there are, for each entry of the batch; those after them are padding and masked. */
  readonly lengths?: Lengths | undefined;
  /** What the products of queries and keys are multiplied with. By default `1 / sqrt(d)`. */
  readonly scale?: number | undefined;
  /** Keeps scores within `-softcap` and `softcap`, before they are masked. */
  readonly softcap?: number | undefined;
  /** What becomes of each score after the softcap and before the bias and the masks; several in their order. */
  readonly score?: ScoreFunction | readonly ScoreFunction[] | undefined;
  /** For each head a score without a value, in the denominator of the softmax only (Xiao et al., 2024). */
  readonly sinks?: Sinks | undefined;
  /** To whose numbers the scores and weights of the softmax are rounded. By default what computes it decides. */
  readonly precision?: SoftmaxPrecision | undefined;
  /** What else to give: then the result is a record of `output` and these. */
  readonly returns?: R | undefined;
}

/** A mask of a shape that is known only at run time. */
export type AnyMask = Tensor<Shape, "bool" | "f32">;

/**
 * The options with tensors of these shapes and dtypes for scores, or the message: a tensor that doesn't fit is reported
 * at the options as a whole, as at a property the compiler would say more than the message.
 */
export type OptionsArgument<
  Op extends string,
  Scores,
  M extends Shape,
  DM extends DType,
  B extends Shape,
  DB extends DType,
  L extends Shape,
  DL extends DType,
  S extends Shape,
  DS extends DType,
  R extends readonly Returned[],
> = Arg<
  MaskDTypeRule<
    Op,
    DM,
    Scores extends Fits<infer Sc extends unknown[]>
      ? After<MaskRule<Op, Sc, M>, OthersRule<Op, Sc, B, DB, L, DL, S, DS, Fits<M>>>
      : Fits<M>
  >,
  AttentionOptions<Tensor<M, DM>, Tensor<B, DB>, Tensor<L, DL>, Tensor<S, DS>, R>,
  `${Op}: mask`
>;

/** `Next` if bias, lengths and sinks fit the scores, or the message. Mostly none is given: that is asked first. */
export type OthersRule<
  Op extends string,
  Scores extends unknown[],
  B extends Shape,
  DB extends DType,
  L extends Shape,
  DL extends DType,
  S extends Shape,
  DS extends DType,
  Next,
> = { tensors: [B, DB, L, DL, S, DS] } extends { tensors: [[], "f32", [], "i32", [], "f32"] }
  ? Next
  : EachRule<Op, Scores, B, DB, L, DL, S, DS, Next>;

type EachRule<
  Op extends string,
  Scores extends unknown[],
  B extends Shape,
  DB extends DType,
  L extends Shape,
  DL extends DType,
  S extends Shape,
  DS extends DType,
  Next,
> = DTypeRule<
  Op,
  "bias",
  DB,
  "f32",
  After<
    MaskRule<Op, Scores, B, "bias">,
    DTypeRule<
      Op,
      "lengths",
      DL,
      "i32",
      LengthsRule<Op, Scores, L, DTypeRule<Op, "sinks", DS, "f32", SinksRule<Op, Scores, S, Next>>>
    >
  >
>;

type After<Rule, Next> = Rule extends Fits<unknown> ? Next : Rule;

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
  CausalOffset = Tensor<Shape, "i32">,
  WindowOffset = Tensor<Shape, "i32">,
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
  readonly causal?: boolean | CausalOptions<CausalOffset> | undefined;
  /** How far before and after its own position a query may attend. It has the offset of `causal` unless one of its own. */
  readonly window?: WindowOptions<WindowOffset> | undefined;
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

/** The shapes and dtypes of the options that are tensors. A scalar's shape is that of one that isn't given. */
export interface ScoreTensors {
  readonly bias: Shape;
  readonly biasDType: DType;
  readonly lengths: Shape;
  readonly lengthsDType: DType;
  readonly sinks: Shape;
  readonly sinksDType: DType;
  readonly causal: Shape;
  readonly causalDType: DType;
  readonly window: Shape;
  readonly windowDType: DType;
}

/** What {@link ScoreTensors} are where no option is a tensor. */
interface NoTensors {
  readonly bias: [];
  readonly biasDType: "f32";
  readonly lengths: [];
  readonly lengthsDType: "i32";
  readonly sinks: [];
  readonly sinksDType: "f32";
  readonly causal: [];
  readonly causalDType: "i32";
  readonly window: [];
  readonly windowDType: "i32";
}

/**
 * The options with a mask and other tensors of these shapes and dtypes for scores, or the message: a tensor that doesn't
 * fit is reported at the options as a whole, as at a property the compiler would say more than the message.
 */
export type OptionsArgument<
  Op extends string,
  Scores,
  M extends Shape,
  DM extends DType,
  T extends ScoreTensors,
  R extends readonly Returned[],
> = Arg<
  MaskDTypeRule<
    Op,
    DM,
    Scores extends Fits<infer Sc extends unknown[]>
      ? After<MaskRule<Op, Sc, M>, OthersRule<Op, Sc, T, Fits<M>>>
      : Fits<M>
  >,
  AttentionOptions<
    Tensor<M, DM>,
    Tensor<T["bias"], T["biasDType"]>,
    Tensor<T["lengths"], T["lengthsDType"]>,
    Tensor<T["sinks"], T["sinksDType"]>,
    R,
    Tensor<T["causal"], T["causalDType"]>,
    Tensor<T["window"], T["windowDType"]>
  >,
  `${Op}: mask`
>;

/** `Next` if bias, lengths, sinks and offsets fit the scores, or the message. Mostly none is given: that is asked first. */
export type OthersRule<Op extends string, Scores extends unknown[], T extends ScoreTensors, Next> = {
  tensors: T;
} extends { tensors: NoTensors }
  ? Next
  : DTypeRule<
      Op,
      "bias",
      T["biasDType"],
      "f32",
      After<
        MaskRule<Op, Scores, T["bias"], "bias">,
        DTypeRule<
          Op,
          "lengths",
          T["lengthsDType"],
          "i32",
          LengthsRule<
            Op,
            Scores,
            T["lengths"],
            DTypeRule<
              Op,
              "sinks",
              T["sinksDType"],
              "f32",
              SinksRule<
                Op,
                Scores,
                T["sinks"],
                OffsetRule<
                  Op,
                  Scores,
                  T["causal"],
                  T["causalDType"],
                  OffsetRule<Op, Scores, T["window"], T["windowDType"], Next>
                >
              >
            >
          >
        >
      >
    >;

type OffsetRule<Op extends string, Scores extends unknown[], S extends Shape, D extends DType, Next> = DTypeRule<
  Op,
  "offset",
  D,
  "i32",
  LengthsRule<Op, Scores, S, Next, "offsets">
>;

type After<Rule, Next> = Rule extends Fits<unknown> ? Next : Rule;

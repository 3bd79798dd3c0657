import type { DType } from "../graph/dtype.js";
import type { BoolReduction, NumberReduction, Reduction } from "../graph/node.js";
import { sizeOf } from "../shape/bindings.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { NoSizes, SizePairs, SizesArgument } from "../shape/einops/index.js";
import type { Fits, Result } from "../shape/message.js";
import { ShapeError } from "../shape/message.js";
import { dtypeRule, notEmptyRule, reducePatternRule } from "../shape/rules/index.js";
import type { DTypeRule, ReducePatternRule } from "../shape/rules/index.js";
import { fromNode } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { PatternArgument, SizesParameter } from "./pattern-arguments.js";
import { inputNode } from "./pattern-input.js";
import type { InputArgument, InputDType, InputRule, InputShape, NoList } from "./pattern-input.js";
import type { AnyTensor } from "./tensor-list.js";
import { transformed } from "./transform.js";

/** The dtype that a reduction takes and gives. */
type DTypeFor<Fn extends Reduction> = Fn extends BoolReduction ? "bool" : "f32";

const dtypes: { readonly [Fn in Reduction]: DTypeFor<Fn> } = {
  sum: "f32",
  mean: "f32",
  max: "f32",
  min: "f32",
  prod: "f32",
  any: "bool",
  all: "bool",
} satisfies Record<NumberReduction, "f32"> & Record<BoolReduction, "bool">;

/**
 * As {@link rearrange}, where the axes that only the left side has are reduced: `reduce(x, "s (h d) -> h s", "max", { h: 8 })`
 * makes `[8, "seq"]` of `["seq", 512]`, `reduce(x, "b c (h 2) (w 2) -> b c h w", "mean")` pools. All of them are reduced
 * at once, so that a sum is rounded once.
 *
 * @param x a tensor, or a list of tensors of one shape, which are stacked along a new first axis
 * @param pattern the left side has all names of the right one. If it is not one literal, the compiler doesn't know the
 * result's shape.
 * @param reduction "sum", "mean", "max", "min" or "prod" of f32, "any" or "all" of bool
 * @param sizes lengths by the names of axes: numbers, names, or `dim("heads", 8)`
 * @throws ShapeError `reduce/pattern`, `reduce/rank`, `reduce/length`, `reduce/unknown`, `reduce/sizes`, `reduce/dim`,
 * `reduce/dtype`, `reduce/reduction`, `mean/empty` and the like if there are no elements; for a list `reduce/shape`, `reduce/none`
 */
export function reduce<
  const P extends string,
  const Fn extends Reduction,
  S extends Shape = never,
  D extends DType = "f32",
  const Items extends readonly AnyTensor[] = NoList,
  const Z extends Record<string, Dim> = NoSizes,
>(
  x: InputArgument<
    "reduce",
    InputRule<"reduce", Items, DTypeRule<"reduce", "input", InputDType<D, Items>, DTypeFor<Fn>, Fits<[]>>>,
    S,
    D,
    Items
  >,
  pattern: PatternArgument<ReducePatternRule<InputShape<"reduce", S, Items>, P, SizePairs<Z>[keyof Z]>, P, "reduce">,
  reduction: Fn,
  sizes?: SizesParameter<ReducePatternRule<InputShape<"reduce", S, Items>, P, SizePairs<Z>[keyof Z]>, Z, "reduce">,
): Tensor<Result<ReducePatternRule<InputShape<"reduce", S, Items>, P, SizePairs<Z>[keyof Z]>>, DTypeFor<Fn>>;
export function reduce(
  x: AnyTensor | readonly AnyTensor[],
  pattern: string,
  reduction: Reduction,
  sizes: SizesArgument = {},
): AnyTensor {
  if (!Object.hasOwn(dtypes, reduction)) {
    const known = Object.keys(dtypes).join(", ");
    throw new ShapeError(
      "reduce/reduction",
      `reduce: there is no reduction ${String(reduction)} (use one of ${known})`,
    );
  }
  const input = inputNode("reduce", x);
  dtypeRule("reduce", "input", input.dtype, dtypes[reduction]);
  const steps = reducePatternRule(input, pattern, sizes);
  const { split, gone, dims } = steps;
  notEmptyRule(
    reduction,
    split,
    gone,
    split.map((dim) => sizeOf(dim, dims)),
  );
  return fromNode(transformed(input, steps, reduction));
}

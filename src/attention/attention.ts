import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import type { AttentionRule, ScoresRule } from "../shape/rules/attention.js";
import type { DTypeRule } from "../shape/rules/dtype.js";
import type { MinRankRule } from "../shape/rules/rank.js";
import type { Tensor } from "../tensor/tensor.js";
import { attend } from "./attend.js";
import type { AttentionOptions, OptionsArgument } from "./options.js";
import type { AttentionOutput, Returned } from "./returned.js";

/**
 * Scaled dot-product attention, `softmax(scale * query key^T + mask) value` (Vaswani et al., 2017, section 3.2.1), of
 * `query [.., heads, queries, d]`, `key [.., kvHeads, keys, d]` and `value [.., kvHeads, keys, d_v]`: the result is
 * `[.., heads, queries, d_v]`. The axes before, such as a batch, are the same in all three; one head needs no axis.
 *
 * `heads` is a multiple of `kvHeads`, often the same: head `h` reads key and value head `floor(h / (heads / kvHeads))`
 * (grouped query attention: Ainslie et al., 2023). One key head serves all query heads (Shazeer, 2019).
 *
 * Scores go through the softcap and the score functions, then the bias and the masks, then the softmax. A query whose
 * keys are all masked gives zeros, which is decided by the masks and not by the scores. NaN in a masked key or value
 * doesn't reach the result.
 *
 * ```ts
 * attention(q, k, v, { causal: true });
 * attention(q, k, v, { mask: ({ q, k }) => k.le(q), score: (s, { q, k }) => s.sub(q.sub(k).abs().mul(0.5)) });
 * const { output, probabilities } = attention(q, k, v, { returns: ["probabilities"] });
 * ```
 * @throws ShapeError if shapes or dtypes don't fit, or `d` isn't known and no scale is given
 * @throws RangeError if the scale or the softcap is out of range
 * @throws TypeError if a function gives something else than a scalar
 */
export function attention<
  Q extends Shape,
  K extends Shape,
  V extends Shape,
  DQ extends DType,
  DK extends DType,
  DV extends DType,
  M extends Shape = [],
  DM extends DType = "bool",
  B extends Shape = [],
  DB extends DType = "f32",
  L extends Shape = [],
  DL extends DType = "i32",
  S extends Shape = [],
  DS extends DType = "f32",
  C extends Shape = [],
  DC extends DType = "i32",
  W extends Shape = [],
  DW extends DType = "i32",
  const R extends readonly Returned[] = [],
>(
  query: Arg<
    DTypeRule<"attention", "query", DQ, "f32", MinRankRule<"attention", "query", Q, 2>>,
    Tensor<Q, DQ>,
    "attention: query"
  >,
  key: Arg<DTypeRule<"attention", "key", DK, "f32", ScoresRule<Q, K>>, Tensor<K, DK>, "attention: key">,
  value: Arg<DTypeRule<"attention", "value", DV, "f32", AttentionRule<Q, K, V>>, Tensor<V, DV>, "attention: value">,
  options?: OptionsArgument<
    "attention",
    ScoresRule<Q, K>,
    M,
    DM,
    {
      bias: B;
      biasDType: DB;
      lengths: L;
      lengthsDType: DL;
      sinks: S;
      sinksDType: DS;
      causal: C;
      causalDType: DC;
      window: W;
      windowDType: DW;
    },
    R
  >,
): AttentionOutput<Result<AttentionRule<Q, K, V>>, ScoresRule<Q, K>, R>;
export function attention(
  query: Tensor<Shape, DType>,
  key: Tensor<Shape, DType>,
  value: Tensor<Shape, DType>,
  options: AttentionOptions = {},
): Tensor | Readonly<Record<string, Tensor>> {
  const results = attend(query, key, value, options);
  return options.returns === undefined || options.returns.length === 0 ? results.output : results;
}

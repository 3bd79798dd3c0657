import type { DType } from "../../graph/dtype.js";
import type { DimBindings, Dim, Shape } from "../../shape/dim.js";
import type { Arg } from "../../shape/message.js";
import { type DTypeRule, dtypeRule } from "../../shape/rules/dtype.js";
import { type RelativeBiasRule, relativeBiasRule } from "../../shape/rules/relative-bias.js";
import { nodeOf, type Tensor } from "../../tensor/tensor.js";
import { element } from "../lookup.js";
import { perEntry, type PerEntry } from "../per-entry.js";
import type { IntegerScalar } from "../scalar.js";
import type { ScoreFunction } from "../score-function.js";
import { scalarOf } from "../traced-scalar.js";

/** What {@link relativeBias} takes beside the table. */
export interface RelativeBiasOptions {
  /** How many keys come before the first query, as in `causal`. By default 0. */
  readonly offset?: PerEntry | undefined;
}

/**
 * Learned biases for relative positions, added to the scores.
 *
 * From a table `[heads, 2 * far + 1]` a score gets `table[h, k - q - offset + far]`; distances beyond `far` have the bias
 * of `far` (Shaw et al., 2018). From a table `[heads, 2 * rows - 1, 2 * columns - 1]` the scores of a feature map of
 * `rows` by `columns` positions, row by row, get the bias of their distance in rows and in columns (Srinivas et al.,
 * BoTNet, 2021; Liu et al., Swin, 2021).
 *
 * @throws ShapeError `relativeBias/dtype`, `relativeBias/rank`, `relativeBias/distances`
 * @throws RangeError if the number of columns isn't known
 */
export function relativeBias<S extends Shape, D extends DType>(
  table: Arg<DTypeRule<"relativeBias", "table", D, "f32", RelativeBiasRule<S>>, Tensor<S, D>, "relativeBias: table">,
  options?: RelativeBiasOptions,
): ScoreFunction;
export function relativeBias(tensor: Tensor<Shape, DType>, { offset = 0 }: RelativeBiasOptions = {}): ScoreFunction {
  const table = nodeOf(tensor);
  dtypeRule("relativeBias", "table", table.dtype, "f32");
  relativeBiasRule(table.shape);
  const shift = perEntry("relativeBias: offset", offset);
  const [, distances = 1, columnDistances] = table.shape;
  if (columnDistances === undefined) {
    const far = middleOf(distances, table.dims);
    return (score, { b, h, q, k }) => {
      const distance = k.sub(q.add(shift(b)));
      return score.add(element(table, "f32", [h, distance.max(far.neg()).min(far).add(far)]));
    };
  }
  if (typeof columnDistances !== "number") {
    throw new RangeError(`relativeBias: the number of columns must be known: the table has ${columnDistances}`);
  }
  const columns = (columnDistances + 1) / 2;
  const lastRow = middleOf(distances, table.dims);
  return (score, { b, h, q, k }) => {
    const position = q.add(shift(b));
    const row = k.floorDiv(columns).sub(position.floorDiv(columns)).add(lastRow);
    const column = k
      .mod(columns)
      .sub(position.mod(columns))
      .add(columns - 1);
    return score.add(element(table, "f32", [h, row, column]));
  };
}

/** The position of the distance 0. */
function middleOf(distances: Dim, dims: DimBindings): IntegerScalar {
  if (typeof distances === "number") {
    return scalarOf({ kind: "constant", dtype: "i32", value: (distances - 1) / 2 });
  }
  return scalarOf({ kind: "dim", dtype: "i32", dim: distances, dims }).sub(1).floorDiv(2);
}

import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import { mergeDims } from "../shape/bindings.js";
import type { Dim, Shape } from "../shape/dim.js";
import { type Arg, type Result, ShapeError } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import {
  type LearnedOffsetRule,
  type LearnedPositionsRule,
  learnedPositionsRule,
} from "../shape/rules/learned-positions.js";
import type { RankRule } from "../shape/rules/rank.js";
import type { SizesChecked } from "../shape/size.js";
import type { CheckedShape } from "../shape/strict.js";
import { bindingsOf, type DimArgument, type DimVariable, toDim } from "../shape/variable.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** What {@link sinusoidalPositions} takes beside the sizes. */
export interface SinusoidalOptions {
  /** The first position: the length of what came before. By default 0. */
  readonly offset?: DimArgument | undefined;
  /** By default 10000. */
  readonly base?: number | undefined;
  /** Whether each sine stands beside its cosine, which is the default; else all sines come first, then all cosines. */
  readonly interleaved?: boolean | undefined;
}

type Size<D extends Dim, What extends string> = SizesChecked<
  "sinusoidalPositions",
  [D],
  CheckedShape<[D], D | DimVariable<D & string>, `sinusoidalPositions: ${What}`>
>;

/** `T` if a width is even, or the message. */
type Even<W extends number, T> = { text: `${W}` } extends { text: `${string}${1 | 3 | 5 | 7 | 9}` }
  ? NotSize<W> extends true
    ? T
    : `sinusoidalPositions: sines and cosines come in pairs: the width is ${W}`
  : T;

/** Whether a number is no size, which is said instead. */
type NotSize<W extends number> = `${W}` extends `-${string}` | `${string}.${string}` ? true : false;

/**
 * `[length, width]` numbers that tell positions apart: at position `p`, feature `2 i` is `sin(p / base^(2 i / width))` and
 * feature `2 i + 1` its cosine (Vaswani et al., 2017, section 3.5). They are added to embeddings. With `interleaved: false`
 * they are features `i` and `width / 2 + i`, as in Tensor2Tensor.
 *
 * @throws ShapeError `sinusoidalPositions/pairs` if the width is odd, `sinusoidalPositions/dim`
 * @throws RangeError if the base isn't a finite number above 0
 */
export function sinusoidalPositions<const L extends Dim, const W extends number>(
  length: Size<L, "length">,
  width: Even<W, Size<W, "width">>,
  options?: SinusoidalOptions,
): Tensor<[L, W]>;
export function sinusoidalPositions(
  length: DimArgument,
  width: number,
  { offset = 0, base = 10000, interleaved = true }: SinusoidalOptions = {},
): Tensor<Shape, DType> {
  toDim("sinusoidalPositions", width);
  if (width % 2 !== 0) {
    throw new ShapeError(
      "sinusoidalPositions/pairs",
      `sinusoidalPositions: sines and cosines come in pairs: the width is ${width}`,
    );
  }
  if (!(base > 0 && base < Infinity)) {
    throw new RangeError(`sinusoidalPositions: the base is a finite number above 0: got ${base}`);
  }
  const op = "sinusoidalPositions";
  const [rows, start] = [toDim(op, length), toDim(op, offset)];
  const dims = mergeDims(op, {
    length: { dims: bindingsOf(op, [length]) },
    offset: { dims: bindingsOf(op, [offset]) },
  });
  const pairs = width / 2;
  const angles = { offset: start, positions: undefined, width, base, factor: 1 } as const;
  const table = { ...angles, shape: [rows, pairs], dtype: "f32", dims } as const;
  const sides: readonly Node[] = [
    { op: "rotaryTable", fn: "sin", ...table },
    { op: "rotaryTable", fn: "cos", ...table },
  ];
  if (!interleaved) {
    return fromNode({ op: "concat", axis: 1, inputs: sides, shape: [rows, width], dtype: "f32", dims });
  }
  const columns = sides.map((input): Node => ({ op: "reshape", shape: [rows, pairs, 1], dtype: "f32", dims, input }));
  const paired: Node = { op: "concat", axis: 2, inputs: columns, shape: [rows, pairs, 2], dtype: "f32", dims };
  return fromNode({ op: "reshape", shape: [rows, width], dtype: "f32", dims, input: paired });
}

/** What {@link learnedPositions} takes beside the table and the length. */
export interface LearnedOptions<Offset extends Dim = Dim> {
  /** The first position: the length of what came before. By default 0. */
  readonly offset?: Offset | DimVariable<Offset & string> | undefined;
}

/**
 * `length` rows of a table `[positions, width]` that was learned, one for each position from `offset` on: `[length, width]`.
 * They are added to embeddings.
 *
 * @throws ShapeError `learnedPositions/bounds` if the table has too few rows, `learnedPositions/rank`,
 * `learnedPositions/dtype`, `learnedPositions/dim`
 */
export function learnedPositions<T extends Shape, D extends DType, const L extends Dim, const O extends Dim = 0>(
  table: Arg<
    DTypeRule<"learnedPositions", "table", D, "f32", RankRule<"learnedPositions", "table", T, 2>>,
    Tensor<T, D>,
    "learnedPositions: table"
  >,
  length: SizesChecked<
    "learnedPositions",
    [L],
    Arg<LearnedPositionsRule<T, L>, L | DimVariable<L & string>, "learnedPositions: length">
  >,
  options?: SizesChecked<
    "learnedPositions",
    [O],
    Arg<LearnedOffsetRule<T, L, O>, LearnedOptions<O>, "learnedPositions: options">
  >,
): Tensor<Result<LearnedPositionsRule<T, L>>>;
export function learnedPositions(
  table: Tensor<Shape, DType>,
  length: DimArgument,
  { offset = 0 }: LearnedOptions = {},
): Tensor {
  const op = "learnedPositions";
  const input = nodeOf(table);
  dtypeRule(op, "table", input.dtype, "f32");
  const sizes = { length: { dims: bindingsOf(op, [length]) }, offset: { dims: bindingsOf(op, [offset]) } };
  const dims = mergeDims(op, { table: input, ...sizes });
  const start = toDim(op, offset);
  const shape = learnedPositionsRule(input.shape, toDim(op, length), start);
  return fromNode({ op: "narrow", axis: 0, start, input, shape, dtype: "f32", dims });
}

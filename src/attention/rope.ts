import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import { mergeDims } from "../shape/bindings.js";
import { type Dim, type DimBindings, isSize, noBindings, type Shape } from "../shape/dim.js";
import type { Arg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type PositionsRule, positionsRule, type RopeRule, ropeRule, type RopeWidthRule } from "../shape/rules/rope.js";
import { bindingsOf, type DimArgument, toDim } from "../shape/variable.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";
import { rotated } from "./rotate.js";

/** What {@link rope} takes beside the tensor. */
export interface RopeOptions<Width extends number = number, Positions = Tensor<Shape, "i32">> {
  /** The position of each row: `[length]`, or `[.., length]` with the axes of the batch. By default 0, 1, 2, .. */
  readonly positions?: Positions | undefined;
  /** The position of the first row, where no positions are given: the length of a cache. By default 0. */
  readonly offset?: DimArgument | undefined;
  /** How many features are turned, an even number; those after them stay. By default all. */
  readonly width?: Width | undefined;
  /** Pair `i` turns by `base^(-2 i / width)` a position. By default 10000. */
  readonly base?: number | undefined;
  /**
   * For sequences longer than those that a model was trained on. `linear` divides positions by the factor (Chen et al.,
   * 2023); `ntk` multiplies the base with `factor^(width / (width - 2))`, which leaves the fastest turns as they are.
   */
  readonly scaling?: { readonly kind: "linear" | "ntk"; readonly factor: number } | undefined;
  /** Whether pairs are neighbours, features `2 i` and `2 i + 1`. By default they are `i` and `i + width / 2`. */
  readonly interleaved?: boolean | undefined;
}

/**
 * Rotary position embedding (Su et al., RoFormer, 2021): pairs of features of `x [.., length, d]` are turned by an angle
 * that grows with the position, so that a product of query and key depends on the distance of their positions.
 *
 * @throws ShapeError `rope/pairs`, `rope/features`, `rope/positions`, `rope/rank`, `rope/dtype`
 * @throws RangeError if the base or the factor isn't a finite number above 0
 */
export function rope<
  S extends Shape,
  D extends DType,
  P extends Shape = [],
  DP extends DType = "i32",
  const Width extends number = 0,
>(
  x: Arg<DTypeRule<"rope", "input", D, "f32", RopeRule<S, Width>>, Tensor<S, D>, "rope: input">,
  options?: Arg<
    RopeWidthRule<S, Width, DTypeRule<"rope", "positions", DP, "i32", PositionsRule<S, P, { fits: [] }>>>,
    RopeOptions<Width, Tensor<P, DP>>,
    "rope: options"
  >,
): Tensor<S>;
export function rope(x: Tensor<Shape, DType>, options: RopeOptions<number, Tensor<Shape, DType>> = {}): Tensor {
  const input = nodeOf(x);
  dtypeRule("rope", "input", input.dtype, "f32");
  const width = ropeRule(input.shape, options.width);
  const table = tableMaker(input, width, options);
  return fromNode(rotated(input, table("cos"), table("sin"), options.interleaved ?? false));
}

type TableMaker = (fn: "cos" | "sin") => Node;

function tableMaker(input: Node, width: number, options: RopeOptions<number, Tensor<Shape, DType>>): TableMaker {
  const { offset = 0, scaling } = options;
  const factor = checked("factor", scaling?.factor ?? 1);
  const base = checked("base", options.base ?? 10000);
  const angles = {
    width,
    factor: scaling?.kind === "linear" ? factor : 1,
    base: scaling?.kind === "ntk" && width > 2 ? base * factor ** (width / (width - 2)) : base,
  };
  const given = options.positions && nodeOf(options.positions);
  if (given === undefined) {
    const [start, dims] = startOf(offset, input.dims);
    const shape = [input.shape.at(-2) ?? 1, width / 2];
    return (fn) => ({
      op: "rotaryTable",
      fn,
      shape,
      dtype: "f32",
      dims,
      positions: undefined,
      offset: start,
      ...angles,
    });
  }
  dtypeRule("rope", "positions", given.dtype, "i32");
  const dims = mergeDims("rope", { input, positions: given });
  const positions = positionsRule(input.shape, given.shape, dims) ? withHeadAxis(given) : given;
  const shape = [...positions.shape, width / 2];
  return (fn) => ({ op: "rotaryTable", fn, shape, dtype: "f32", dims, positions, offset: 0, ...angles });
}

function startOf(offset: DimArgument, dims: DimBindings): readonly [Dim, DimBindings] {
  const own = typeof offset === "object" ? bindingsOf("rope", [offset]) : noBindings;
  if (typeof offset === "number" && !isSize(offset)) {
    throw new RangeError(`rope: offset is a whole number from 0: got ${offset}`);
  }
  return [toDim("rope", offset), mergeDims("rope", { input: { dims }, offset: { dims: own } })];
}

/** `[.., length]` to `[.., 1, length]`: the heads of an entry have the same positions. */
function withHeadAxis(input: Node): Node {
  const shape = [...input.shape.slice(0, -1), 1, ...input.shape.slice(-1)];
  return { op: "reshape", shape, dtype: input.dtype, dims: input.dims, input };
}

function checked(what: string, value: number): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`rope: the ${what} is a finite number above 0: got ${value}`);
}

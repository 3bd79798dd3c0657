import type { DType } from "../graph/dtype.js";
import { sizeOf } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import { type AssertShapeRule, assertShapeRule } from "../shape/rules/assert-shape.js";
import { bindingsOf, type DimArgument, toShape } from "../shape/variable.js";
import { axisBindings, bindNames } from "../tensor/solve.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";
import type { NewShape } from "./new-shape.js";

/**
 * `x` with the shape that it is said to have, after a look at its sizes: how a tensor whose dims the compiler doesn't
 * know comes by a shape that it checks.
 *
 * ```ts
 * const x = assertShape(loaded, ["seq", 512]);   // Tensor<["seq", 512]>; seq is as long as axis 0 of what was loaded
 * ```
 *
 * A name takes the size that it finds; a name with a size, `dim("seq", 10)`, has to find that size. The names and sizes
 * that `x` had before are forgotten. In a program's body, where names have no sizes, each dim has to be the same.
 * @throws ShapeError `assertShape/rank`, `assertShape/size` with both shapes, `assertShape/unknown`
 */
export function assertShape<X extends Shape, D extends DType, const S extends Shape>(
  x: Tensor<X, D>,
  shape: AssertShapeRule<X, S, NewShape<"assertShape", S>>,
): Tensor<S, D>;
export function assertShape(x: Tensor<Shape, DType>, argument: readonly DimArgument[]): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const shape = toShape("assertShape", argument);
  const given = bindingsOf("assertShape", argument);
  const sizes = input.shape.map((dim) => sizeOf(dim, input.dims));
  const known = sizes.filter((size) => size !== undefined);
  if (known.length < sizes.length || sizes.length !== shape.length) {
    assertShapeRule(input.shape, shape, input.dims, given);
    return fromNode(input);
  }
  assertShapeRule(input.shape, shape, input.dims, given);
  const named = bindNames("assertShape", { tensor: { shape, sizes: known } });
  assertShapeRule(input.shape, shape, input.dims, named);
  const dims = axisBindings(shape, known, named);
  return fromNode({ op: "reshape", input, shape, dtype: input.dtype, dims });
}

import type { DType } from "../graph/dtype.js";
import { mul } from "../ops/binary.js";
import { gelu, relu, silu } from "../ops/unary.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule, type SameDTypeRule, sameDTypeRule } from "../shape/rules/dtype.js";
import { type ElementwiseRule, elementwiseRule } from "../shape/rules/elementwise.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";

/*
 * Gated linear units: one projection of the input opens and closes another (Shazeer, GLU Variants Improve Transformer,
 * 2020). Both projections are arguments here; they broadcast.
 */

type Gate<Op extends string, A extends Shape, D extends DType> = Arg<
  DTypeRule<Op, "gate", D, "f32", Fits<[]>>,
  Tensor<A, D>,
  `${Op}: gate`
>;

type Up<Op extends string, A extends Shape, D extends DType, B extends Shape, E extends DType> = Arg<
  SameDTypeRule<Op, D, E, ElementwiseRule<Op, A, B, "gate", "up">, "gate", "up">,
  Tensor<B, E>,
  `${Op}: up`
>;

/** `silu(gate) * up`. Throws ShapeError `swiglu/broadcast`, `swiglu/dtype`. */
export function swiglu<A extends Shape, D extends DType, B extends Shape, E extends DType>(
  gate: Gate<"swiglu", A, D>,
  up: Up<"swiglu", A, D, B, E>,
): Tensor<Result<ElementwiseRule<"swiglu", A, B, "gate", "up">>>;
export function swiglu(gate: Tensor, up: Tensor): Tensor {
  check("swiglu", gate, up);
  return mul(silu(gate), up);
}

/** `gelu(gate) * up`, by the exact gelu. Throws ShapeError `geglu/broadcast`, `geglu/dtype`. */
export function geglu<A extends Shape, D extends DType, B extends Shape, E extends DType>(
  gate: Gate<"geglu", A, D>,
  up: Up<"geglu", A, D, B, E>,
): Tensor<Result<ElementwiseRule<"geglu", A, B, "gate", "up">>>;
export function geglu(gate: Tensor, up: Tensor): Tensor {
  check("geglu", gate, up);
  return mul(gelu(gate), up);
}

/** `relu(gate) * up`. Throws ShapeError `reglu/broadcast`, `reglu/dtype`. */
export function reglu<A extends Shape, D extends DType, B extends Shape, E extends DType>(
  gate: Gate<"reglu", A, D>,
  up: Up<"reglu", A, D, B, E>,
): Tensor<Result<ElementwiseRule<"reglu", A, B, "gate", "up">>>;
export function reglu(gate: Tensor, up: Tensor): Tensor {
  check("reglu", gate, up);
  return mul(relu(gate), up);
}

function check(op: string, gateTensor: Tensor, upTensor: Tensor): void {
  const [gate, up] = [nodeOf(gateTensor), nodeOf(upTensor)];
  dtypeRule(op, "gate", gate.dtype, "f32");
  sameDTypeRule(op, gate.dtype, up.dtype, "gate", "up");
  elementwiseRule(op, gate.shape, up.shape, mergeDims(op, { gate, up }), "gate", "up");
}

import type { Call, Input, Sizes } from "../cases.js";
import { type Dense, elements } from "./dense.js";
import { einopsOracle } from "./einops.js";
import { einsumOracle } from "./einsum.js";
import { packOracle, unpackOracle } from "./pack.js";

export { checksumOf } from "./dense.js";
export type { Dense } from "./dense.js";

/**
 * The tensors that an accepted call gives when its operands are those of {@link operandsOf}: plain loops in float64
 * that share nothing with the library. `parseShape` gives none.
 */
export function oracle(call: Call): readonly Dense[] {
  const operands = operandsOf(call);
  switch (call.op) {
    case "einsum":
      return [einsumOracle(call.equation, operands)];
    case "rearrange":
    case "repeat":
      return [einopsOracle(stacked(call.input, operands), call.pattern, call.lengths, "sum")];
    case "reduce":
      return [einopsOracle(stacked(call.input, operands), call.pattern, call.lengths, call.reduction)];
    case "pack":
      return [packOracle(operands, call.pattern)];
    case "unpack":
      return unpackOracle(operands[0]!, call.packedShapes, call.pattern);
    case "parseShape":
      return [];
  }
}

/**
 * The operands of a call. Those of einsum count from 0, modulo 7, less 3; those of the others count from 0, and
 * tensor `k` of a list from `100 * k`.
 */
export function operandsOf(call: Call): readonly Dense[] {
  const modulus = call.op === "einsum";
  return shapesOf(call).map((shape, k) => {
    const value = modulus ? (_: number, i: number) => (i % 7) - 3 : (_: number, i: number) => i + 100 * k;
    return { shape, values: new Float64Array(elements(shape)).map(value) };
  });
}

function shapesOf(call: Call): readonly Sizes[] {
  switch (call.op) {
    case "einsum":
    case "pack":
      return call.shapes;
    case "unpack":
    case "parseShape":
      return [call.shape];
    default:
      return call.input.kind === "list" ? call.input.shapes : [call.input.shape];
  }
}

/** The input as one tensor: those of a list along a new first axis. */
function stacked(input: Input, operands: readonly Dense[]): Dense {
  if (input.kind === "tensor") return operands[0]!;
  const values = operands.flatMap((operand) => [...operand.values]);
  return { shape: [operands.length, ...(operands[0]?.shape ?? [])], values: Float64Array.from(values) };
}

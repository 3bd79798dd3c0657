import { einsum, gelu, matmul, reshape, softmax } from "heddle";
import type { Tensor } from "heddle";
import { Contradiction } from "../torch/refusals.js";
import { numberOf } from "./attributes.js";
import type { Operator } from "./operator.js";
import { floats } from "./tensors.js";

/** Einsum of any number of inputs. */
export const einsumOperator: Operator = {
  inputs: ["x0", "x1", "..."],
  outputs: ["Output"],
  attributes: ["equation"],
  compute: (operands, attributes) => {
    const inputs = Object.keys(operands).map((name) => floats(operands, name));
    const equation: string = attributes.string("equation");
    return { Output: einsum(equation, ...inputs) };
  },
};

/** Gelu in both forms. */
export const geluOperator: Operator = {
  inputs: ["X"],
  outputs: ["Y"],
  attributes: ["approximate"],
  compute: (operands, attributes) => {
    const approximate = attributes.value("approximate") ?? "none";
    if (approximate !== "none" && approximate !== "tanh") {
      throw new Contradiction(`gelu has no approximation ${JSON.stringify(approximate)}`);
    }
    return { Y: gelu(floats(operands, "X"), { approximate }) };
  },
};

/** MatMul as numpy does it: a vector is a row on the left and a column on the right. */
export const matmulOperator: Operator = {
  inputs: ["A", "B"],
  outputs: ["Y"],
  attributes: [],
  compute: (operands) => {
    const [a, b] = [floats(operands, "A"), floats(operands, "B")];
    const product = matmul(a.shape.length === 1 ? withAxis(a, 0) : a, b.shape.length === 1 ? withAxis(b, 1) : b);
    const rows = a.shape.length === 1 ? [] : product.shape.slice(-2, -1);
    const columns = b.shape.length === 1 ? [] : product.shape.slice(-1);
    return { Y: reshape(product, [...product.shape.slice(0, -2), ...rows, ...columns]) };
  },
};

function withAxis(x: Tensor, axis: number): Tensor {
  return reshape(x, x.shape.toSpliced(axis, 0, 1));
}

/** Softmax over one axis. */
export const softmaxOperator: Operator = {
  inputs: ["input"],
  outputs: ["output"],
  attributes: ["axis"],
  compute: (operands, attributes) => {
    return { output: softmax(floats(operands, "input"), numberOf(attributes, "axis", -1)) };
  },
};

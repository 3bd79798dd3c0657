import { add, div, full, layerNorm, mean, mul, reshape, sqrt, sub } from "heddle";
import type { Shape, Tensor } from "heddle";
import { rmsNorm } from "heddle/nn";
import type { Fields } from "../torch/fields.js";
import { numberOf } from "./attributes.js";
import type { Operands, Operator } from "./operator.js";
import { floats } from "./tensors.js";

/** LayerNormalization over the axes from `axis` on, with the mean and the inverse deviation of each row. */
export const layerNormalization: Operator = {
  inputs: ["X", "Scale", "B"],
  outputs: ["Y", "Mean", "InvStdDev"],
  attributes: ["axis", "epsilon", "stash_type"],
  compute: (operands, attributes) => {
    const { x, rows, weight, bias, epsilon } = readNormalization(operands, attributes, "Scale");
    const average = mean(rows, -1, { keepDim: true });
    const centred = sub(rows, average);
    const variance = mean(mul(centred, centred), -1, { keepDim: true });
    const inverse = div(full([1], 1), sqrt(add(variance, epsilon)));
    const statistic = (value: Tensor): Tensor => reshape(value, statisticShape(x, attributes));
    return {
      Y: reshape(layerNorm(rows, weight, bias, { epsilon }), x.shape),
      Mean: statistic(average),
      InvStdDev: statistic(inverse),
    };
  },
};

/** RMSNormalization over the axes from `axis` on. */
export const rmsNormalization: Operator = {
  inputs: ["X", "scale"],
  outputs: ["Y"],
  attributes: ["axis", "epsilon", "stash_type"],
  compute: (operands, attributes) => {
    const { x, rows, weight, epsilon } = readNormalization(operands, attributes, "scale");
    return { Y: reshape(rmsNorm(rows, weight, { epsilon }), x.shape) };
  },
};

interface Normalization {
  readonly x: Tensor;
  /** The axes that are normalised as one. */
  readonly rows: Tensor;
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
  readonly epsilon: number;
}

function readNormalization(operands: Operands, attributes: Fields, scale: string): Normalization {
  const x = floats(operands, "X");
  const leading = x.shape.slice(0, axisOf(x, attributes));
  return {
    x,
    rows: reshape(x, [...leading, -1]),
    weight: flatten(floats(operands, scale)),
    bias: operands["B"] && flatten(floats(operands, "B")),
    epsilon: numberOf(attributes, "epsilon", 1e-5),
  };
}

function flatten(tensor: Tensor): Tensor {
  return reshape(tensor, [-1]);
}

function axisOf(x: Tensor, attributes: Fields): number {
  const axis = numberOf(attributes, "axis", -1);
  return axis < 0 ? axis + x.shape.length : axis;
}

function statisticShape(x: Tensor, attributes: Fields): Shape {
  const axis = axisOf(x, attributes);
  return x.shape.map((size, i) => (i < axis ? size : 1));
}

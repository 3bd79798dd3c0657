import { program, tensor } from "heddle";
import type { DType, Program, Shape, Tensor } from "heddle";
import type { Reference } from "../accuracy.js";
import { FolderError } from "../folder-error.js";
import type { Case, Check, Suite } from "../suite.js";
import { Contradiction, Unsupported } from "../torch/refusals.js";
import { attentionOperator } from "./attention.js";
import { refuseOthers } from "./attributes.js";
import { type OnnxCase, type OnnxTensor, readCases } from "./folder.js";
import { layerNormalization, rmsNormalization } from "./normalization.js";
import type { Operator } from "./operator.js";
import { einsumOperator, geluOperator, matmulOperator, softmaxOperator } from "./operators.js";
import { rotaryEmbedding } from "./rotary.js";

const operators: ReadonlyMap<string, Operator> = new Map([
  ["Attention", attentionOperator],
  ["Einsum", einsumOperator],
  ["Gelu", geluOperator],
  ["LayerNormalization", layerNormalization],
  ["MatMul", matmulOperator],
  ["RMSNormalization", rmsNormalization],
  ["RotaryEmbedding", rotaryEmbedding],
  ["Softmax", softmaxOperator],
]);

/** Node tests of ONNX's operators. */
export const onnxSuite: Suite = {
  name: "onnx",
  summary: "node tests of ONNX's operators: index.json and data.bin",
  load: (path) => readCases(path).map(loadCase),
};

function loadCase(subject: OnnxCase): Case {
  const { name } = subject;
  try {
    return { name, kind: "checks", checks: [checkOf(subject)] };
  } catch (error) {
    if (error instanceof Unsupported) return { name, kind: "unsupported", reason: error.message };
    if (error instanceof Contradiction) return { name, kind: "contradiction", problem: error.message };
    throw error;
  }
}

function checkOf(subject: OnnxCase): Check {
  const operator = operators.get(subject.op);
  if (!operator) throw new Unsupported(`the operator ${subject.op} is not known here`);
  refuseOthers(subject.attributes, operator.attributes);
  const given = named(subject, "inputs", operator.inputs);
  const expected = named(subject, "outputs", operator.outputs);
  const inputs = Object.fromEntries([...given].map(([name, each]) => [name, inputTensor(each)]));
  return {
    program: programOf(subject, operator, given, [...expected.keys()]),
    params: {},
    inputs,
    expected: [...expected].map(([name, each]) => ({ label: each.name, output: name, reference: referenceOf(each) })),
  };
}

function programOf(
  subject: OnnxCase,
  operator: Operator,
  given: ReadonlyMap<string, OnnxTensor>,
  wanted: readonly string[],
): Program {
  const specs = [...given].map(([name, { shape, dtype }]) => [name, { shape, dtype }] as const);
  return program({
    name: subject.op.charAt(0).toLowerCase() + subject.op.slice(1),
    params: {},
    inputs: Object.fromEntries(specs),
    body: (operands) => {
      const results = operator.compute(operands, subject.attributes, subject);
      return Object.fromEntries(wanted.map((name) => [name, outputOf(results, name)]));
    },
  });
}

function outputOf(results: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const result = results[name];
  if (result === undefined) throw new Unsupported(`the output ${name} is not known here`);
  return result;
}

/** The tensors of a case by the names that the operator has for their positions. */
function named(
  subject: OnnxCase,
  list: "inputs" | "outputs",
  names: readonly string[],
): ReadonlyMap<string, OnnxTensor> {
  const tensors = new Map<string, OnnxTensor>();
  for (const [position, each] of subject[list].entries()) {
    if (each === undefined) continue;
    // An operator such as Einsum takes any number of inputs.
    const name = names[position] ?? (names.at(-1) === "..." ? `x${position}` : undefined);
    if (name === undefined || name === "...") {
      throw new FolderError(`${subject.name}: ${subject.op} has no ${list} at position ${position}`);
    }
    tensors.set(name, each);
  }
  return tensors;
}

function inputTensor({ data, shape, dtype }: OnnxTensor): Tensor<Shape, DType> {
  return tensor<Shape, DType>(data, [...shape], dtype);
}

/** Of the greatest value: what float32, or float16, is believed to round in these small cases. */
const ROUNDING = 2e-6;
const HALF_ROUNDING = 2 ** -10;

/** The expected values, which are float32 at best: they say nothing of how exact they are. */
function referenceOf({ data, shape, isHalf, name }: OnnxTensor): Reference {
  if (data.some((value) => Number.isNaN(value))) throw new Contradiction(`${name}: the expected values hold NaN`);
  const finite = Array.from(data).filter((value) => Number.isFinite(value));
  const greatest = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const allowed = (isHalf ? HALF_ROUNDING : ROUNDING) * Math.max(greatest, 1);
  return { shape, float32: Float32Array.from(data), float64: Float64Array.from(data), allowed };
}

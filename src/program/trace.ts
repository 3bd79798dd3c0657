import type { DType } from "../graph/dtype.js";
import { type Node, operands, type PlaceholderNode } from "../graph/node.js";
import { noBindings, type Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { show } from "../shape/show.js";
import { fromNode, isTensor, nodeOf, type Tensor } from "../tensor/tensor.js";
import { checkIdentifier } from "./identifier.js";
import { namesOf, type Specs } from "./spec.js";

/** What a body gives back: one tensor, or several by name. */
export type BodyResult = Tensor<Shape, DType> | Readonly<Record<string, Tensor<Shape, DType>>>;

/** A result of a program and the node that computes it. */
export interface Output {
  readonly name: string;
  readonly node: Node;
}

/** A program's body as a graph. */
export interface Trace {
  readonly placeholders: ReadonlyMap<string, PlaceholderNode>;
  readonly outputs: readonly Output[];
  /** Whether the body gave one tensor, not a record. */
  readonly single: boolean;
}

/**
 * Runs the body once on placeholders and keeps the graph.
 * @throws TypeError if the body gives something else than tensors, or an output's name can't be used
 * @throws ShapeError if the graph needs what only another run, program or place knows
 */
export function trace(
  program: string,
  params: Specs,
  inputs: Specs,
  body: (tensors: Readonly<Record<string, Tensor<Shape, DType>>>) => BodyResult,
): Trace {
  const placeholders = new Map([...placeholdersOf("param", params), ...placeholdersOf("input", inputs)]);
  const tensors = [...placeholders].map(([name, node]) => [name, fromNode<Shape, DType>(node)] as const);
  const result = body(Object.fromEntries(tensors));
  const single = isTensor(result);
  const outputs = single ? [outputOf(program, "out", result)] : outputsOf(program, result);
  checkClosed(program, outputs, new Set(placeholders.values()), namesOfInputs(program, inputs));
  return { placeholders, outputs: Object.freeze(outputs), single };
}

function placeholdersOf(role: "param" | "input", specs: Specs): (readonly [string, PlaceholderNode])[] {
  return Object.entries(specs).map(([name, { shape, dtype }]) => {
    return [name, { op: "placeholder", role, name, shape, dtype, dims: noBindings }] as const;
  });
}

function outputsOf(program: string, result: Readonly<Record<string, Tensor<Shape, DType>>>): Output[] {
  const isRecord = typeof result === "object" && result !== null && !Array.isArray(result);
  const outputs = isRecord ? Object.entries(result) : [];
  if (outputs.length === 0) {
    throw new TypeError(`program ${program}: the body must return a tensor, or tensors by name such as { y, weights }`);
  }
  return outputs.map(([name, tensor]) => outputOf(program, name, tensor));
}

function outputOf(program: string, name: string, tensor: Tensor<Shape, DType>): Output {
  checkIdentifier(`program ${program}: the output`, name);
  if (!isTensor(tensor)) throw new TypeError(`program ${program}: the output ${name} is no tensor`);
  return Object.freeze({ name, node: nodeOf(tensor) });
}

/** The names whose sizes the inputs tell: those that are an axis by themselves. */
function namesOfInputs(program: string, inputs: Specs): ReadonlySet<string> {
  const dims = Object.values(inputs).flatMap(({ shape }) => shape);
  const names = new Set(dims.flatMap(namesOf));
  for (const name of names) {
    if (!dims.includes(name)) {
      throw new ShapeError(
        "program/unknown",
        `program ${program}: the size of ${name} can't be told from the inputs: give one of them ${name} as an axis`,
      );
    }
  }
  return names;
}

/** Checks that the outputs depend on nothing but these placeholders, and name no dims but these. */
function checkClosed(
  program: string,
  outputs: readonly Output[],
  placeholders: ReadonlySet<Node>,
  names: ReadonlySet<string>,
): void {
  for (const node of reachableFrom(outputs.map((output) => output.node))) {
    if (node.op === "placeholder" && !placeholders.has(node)) {
      throw new ShapeError("program/foreign", `program ${program}: the body uses ${node.name} of another program`);
    }
    if (node.dims.size > 0) {
      const bound = [...node.dims].map(([name, size]) => `${name} = ${size}`).join(", ");
      throw new ShapeError(
        "program/foreign",
        `program ${program}: the body uses a tensor ${show(node.shape)} from outside with ${bound}: ` +
          `a program's dims have no size until it runs, so give literal sizes or make the tensor an input`,
      );
    }
    const start = node.op === "narrow" ? [node.start] : [];
    const unknown = [...node.shape, ...start].flatMap(namesOf).find((name) => !names.has(name));
    if (unknown !== undefined) {
      throw new ShapeError(
        "program/unknown",
        `program ${program}: the body makes a tensor ${show(node.shape)}, and no input has ${unknown} as an axis`,
      );
    }
  }
}

function reachableFrom(nodes: readonly Node[]): ReadonlySet<Node> {
  const reached = new Set(nodes);
  // A set visits what is added while it is walked.
  for (const node of reached) for (const operand of operands(node)) reached.add(operand);
  return reached;
}

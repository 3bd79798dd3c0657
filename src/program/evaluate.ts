import { evaluate, type Value } from "../evaluate/index.js";
import type { DType } from "../graph/dtype.js";
import type { Node, PlaceholderNode } from "../graph/node.js";
import type { Dim, DimBindings, Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { sameDim } from "../shape/same.js";
import { show } from "../shape/show.js";
import { wrapPlain } from "../tensor/plain.js";
import { bindNames, checkSizes } from "../tensor/solve.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";
import type { Output, ProgramResult, Trace } from "./trace.js";

type Tensors = Readonly<Record<string, Tensor<Shape, DType>>>;

/** A placeholder with the node of the tensor that is given for it, and that node's value. */
interface Argument {
  readonly placeholder: PlaceholderNode;
  readonly given: Node;
  readonly value: Value;
}

/**
 * The result of a traced body on real tensors.
 * @throws TypeError if a name is missing or unknown, or a tensor has another dtype
 * @throws ShapeError if a tensor's shape isn't as declared, or one name would have two sizes
 */
export function evaluateTrace(program: string, traced: Trace, tensors: Tensors): ProgramResult {
  const args = argumentsOf(program, traced, tensors);
  const dims = dimsOf(program, args);
  const values = new Map<Node, Value>(args.map(({ placeholder, value }) => [placeholder, value]));
  const resultsOf = (outputs: readonly Output[]) =>
    outputs.map(({ name, node }) => [name, resultTensor(node, evaluate(node, { values, dims }))] as const);
  const results = resultsOf(traced.outputs);
  const [first] = results;
  const out = traced.single && first !== undefined ? first[1] : Object.fromEntries(results);
  return traced.growth ? { out, cache: Object.fromEntries(resultsOf(traced.nextCache)) } : out;
}

function resultTensor({ shape, dtype }: Output["node"], { sizes, data }: Value): Tensor<Shape, DType> {
  return fromNode(wrapPlain({ shape, sizes, dtype, data }));
}

function argumentsOf(program: string, { placeholders }: Trace, tensors: Tensors): Argument[] {
  const declared = [...placeholders.keys()].join(", ");
  for (const name of Object.keys(tensors)) {
    if (!placeholders.has(name))
      throw new TypeError(`${program}: no parameter or input is named ${name}, of: ${declared}`);
  }
  return [...placeholders].map(([name, placeholder]) => {
    const tensor = tensors[name];
    if (tensor === undefined) throw new TypeError(`${program}: ${name} is missing, of: ${declared}`);
    const given = nodeOf(tensor);
    if (given.dtype !== placeholder.dtype) {
      throw new TypeError(`${program}: ${name} is declared ${placeholder.dtype}, given ${given.dtype}: use cast()`);
    }
    if (given.shape.length !== placeholder.shape.length) throw misfit(program, placeholder, given);
    return { placeholder, given, value: evaluate(given) };
  });
}

/** The size of each name in the declared shapes, by the tensors given. */
function dimsOf(program: string, args: readonly Argument[]): DimBindings {
  const sized = args.map(({ placeholder: { name, shape }, value: { sizes } }) => [name, { shape, sizes }] as const);
  const dims = bindNames("program", Object.fromEntries(sized), program);
  for (const { placeholder, given, value } of args) {
    // A cache comes back called "past+1", as it has grown: its length counts, not what that is called.
    const isFree = (dim: Dim): boolean => placeholder.role === "cache" && typeof dim === "string";
    const fits = placeholder.shape.every((dim, axis) => isFree(dim) || sameDim(given.shape[axis]!, dim, dims));
    if (!fits) throw misfit(program, placeholder, given);
    checkSizes("program", placeholder.shape, value.sizes, dims, program);
  }
  return dims;
}

function misfit(program: string, { name, shape }: PlaceholderNode, given: Node): ShapeError {
  return new ShapeError("program/shape", `${program}: ${name} is declared ${show(shape)}, given ${show(given.shape)}`);
}

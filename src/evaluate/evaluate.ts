import { allocate, type Data } from "../graph/dtype.js";
import { type Node, operands, type PlaceholderNode } from "../graph/node.js";
import { mergeBindings, sizesOf } from "../shape/bindings.js";
import { type DimBindings, noBindings } from "../shape/dim.js";
import { attention } from "./attention.js";
import { causalMask } from "./causal-mask.js";
import { linear, matmul } from "./contraction.js";
import { binary, cast, scale, unary, where } from "./elementwise.js";
import { einsum } from "./einsum.js";
import { gather } from "./gather.js";
import { broadcastTo, concat, narrow, permute } from "./layout.js";
import { layerNorm, rmsNorm } from "./normalization.js";
import { reduce, softmax } from "./reduction.js";
import { rotaryTable, rotate } from "./rotary.js";
import { elementCount } from "./strides.js";
import { topK } from "./top-k.js";
import type { Value } from "./value.js";

/** What is known where nodes are evaluated: values of nodes, to which evaluation adds, and sizes of dim names. */
export interface Scope {
  readonly values: Pick<WeakMap<Node, Value>, "get" | "has" | "set">;
  readonly dims: DimBindings;
}

/** The scope of tensors outside programs: values are kept for as long as their nodes live. */
const everywhere: Scope = { values: new WeakMap(), dims: noBindings };

/**
 * The reference evaluator: the value of `node`, by plain loops, each node once in a scope. It is the meaning of the
 * DSL: what is generated is tested against it.
 *
 * Arithmetic is float64 within a node, and the result is rounded where it is stored: to float32, or to int32 towards
 * zero.
 * @throws Error if the value depends on a program's parameter or input that has no value in the scope
 * @throws ShapeError if the size of a dim is not known
 */
export function evaluate(node: Node, scope: Scope = everywhere): Value {
  const { values } = scope;
  // A stack of our own: a chain of thousands of nodes would overflow the call stack.
  const pending = [node];
  for (let next = pending.at(-1); next !== undefined; next = pending.at(-1)) {
    const missing = values.has(next) ? [] : operands(next).filter((operand) => !values.has(operand));
    if (missing.length > 0) {
      pending.push(...missing);
      continue;
    }
    if (!values.has(next)) values.set(next, valueOf(next, scope));
    pending.pop();
  }
  return knownValue(node, scope);
}

function knownValue(node: Node, scope: Scope): Value {
  const value = scope.values.get(node);
  if (value === undefined) throw new Error(`evaluate: ${node.op} is read before it is evaluated`);
  return value;
}

function valueOf(node: Node, scope: Scope): Value {
  if (node.op === "placeholder") throw noValueYet(node);
  const dims = mergeBindings("evaluate", node.dims, scope.dims);
  const sizes = sizesOf(node.shape, dims);
  return { data: dataOf(node, sizes, dims, (operand) => knownValue(operand, scope)), sizes };
}

function noValueYet(node: PlaceholderNode): Error {
  const role = { param: "a parameter", input: "an input", cache: "the cache" }[node.role];
  return new Error(
    `"${node.name}" is ${role} of a program whose body is being traced, so no value that depends on it is known: ` +
      `return the tensor from the body and read the data of what evaluate() gives`,
  );
}

type Computed = Exclude<Node, PlaceholderNode>;

function dataOf(node: Computed, sizes: readonly number[], dims: DimBindings, known: (operand: Node) => Value): Data {
  const optional = (operand: Node | undefined) => operand && known(operand);
  switch (node.op) {
    case "constant":
      return node.data;
    case "fill":
      return allocate(node.dtype, elementCount(sizes)).fill(node.value);
    case "causalMask":
      return causalMask(node, sizes);
    case "cast":
      return cast(node.dtype, known(node.input));
    case "unary":
      return unary(node, known(node.input));
    case "scale":
      return scale(node, known(node.input));
    case "binary":
      return binary(node, known(node.left), known(node.right), sizes);
    case "where":
      return where(node.dtype, known(node.condition), known(node.left), known(node.right), sizes);
    case "matmul":
      return matmul(known(node.left), known(node.right), sizes);
    case "linear":
      return linear(known(node.input), known(node.weight), optional(node.bias));
    case "permute":
      return permute(node, known(node.input), sizes);
    case "reshape":
      return known(node.input).data;
    case "broadcast":
      return broadcastTo(node, known(node.input), sizes);
    case "concat":
      return concat(node, node.inputs.map(known), sizes);
    case "narrow":
      return narrow(node, known(node.input), sizes, sizesOf([node.start], dims)[0]!);
    case "softmax":
      return softmax(node, known(node.input));
    case "reduce":
      return reduce(node, known(node.input), sizes);
    case "layerNorm":
      return layerNorm(node, known(node.input), optional(node.weight), optional(node.bias));
    case "rmsNorm":
      return rmsNorm(node, known(node.input), optional(node.weight));
    case "topK":
      return topK(node, known(node.input), sizes);
    case "gather":
      return gather(node, known(node.input), known(node.indices), sizes);
    case "rotaryTable":
      return rotaryTable(node, optional(node.positions), sizesOf([node.offset], dims)[0]!, sizes);
    case "rotate":
      return rotate(node, known(node.input), known(node.cos), known(node.sin));
    case "einsum":
      return einsum(node, node.inputs.map(known));
    case "attention":
      return attention(node, dims, known);
  }
}

import { type Node, operands } from "../../../src/graph/node.js";
import { withTables } from "../../../src/graph/scalar.js";

/** `node` with what `replace` gives for each operand; `node` itself where all of them stay. */
export function withOperands(node: Node, replace: (operand: Node) => Node): Node {
  const stays = operands(node).every((operand) => replace(operand) === operand);
  return stays ? node : rebuilt(node, replace);
}

function rebuilt(node: Node, replace: (operand: Node) => Node): Node {
  const optional = (operand: Node | undefined): Node | undefined => operand && replace(operand);
  switch (node.op) {
    case "placeholder":
    case "constant":
    case "fill":
    case "causalMask":
      return node;
    case "cast":
    case "unary":
    case "scale":
    case "permute":
    case "reshape":
    case "broadcast":
    case "narrow":
    case "softmax":
    case "reduce":
    case "topK":
      return { ...node, input: replace(node.input) };
    case "binary":
    case "matmul":
      return { ...node, left: replace(node.left), right: replace(node.right) };
    case "where":
      return {
        ...node,
        condition: replace(node.condition),
        left: replace(node.left),
        right: replace(node.right),
      };
    case "linear":
      return {
        ...node,
        input: replace(node.input),
        weight: replace(node.weight),
        bias: optional(node.bias),
      };
    case "layerNorm":
      return {
        ...node,
        input: replace(node.input),
        weight: optional(node.weight),
        bias: optional(node.bias),
      };
    case "rmsNorm":
      return { ...node, input: replace(node.input), weight: optional(node.weight) };
    case "concat":
    case "einsum":
      return { ...node, inputs: node.inputs.map(replace) };
    case "rotaryTable":
      return { ...node, positions: optional(node.positions) };
    case "rotate":
      return { ...node, input: replace(node.input), cos: replace(node.cos), sin: replace(node.sin) };
    case "gather":
      return { ...node, input: replace(node.input), indices: replace(node.indices) };
    case "attention":
      return {
        ...node,
        query: replace(node.query),
        key: replace(node.key),
        value: replace(node.value),
        mask: optional(node.mask),
        sinks: optional(node.sinks),
        score: node.score && withTables(node.score, replace),
        allowed: node.allowed && withTables(node.allowed, replace),
      };
  }
}

import type { Node } from "../../src/graph/node.js";

/** Nodes whose elements each need a loop of their own: a schedule is made for each of them. */
export type Core = Extract<
  Node,
  {
    op:
      | "linear"
      | "matmul"
      | "attention"
      | "softmax"
      | "layerNorm"
      | "reduce"
      | "einsum"
      | "topK"
      | "rotaryTable"
      | "rotate"
      | "rmsNorm";
  }
>;

/** Whether `node` is computed by a schedule of its own. */
export function isCore(node: Node): node is Core {
  switch (node.op) {
    case "linear":
    case "matmul":
    case "attention":
    case "softmax":
    case "layerNorm":
    case "reduce":
    case "einsum":
    case "topK":
    case "rotaryTable":
    case "rotate":
    case "rmsNorm":
      return true;
    default:
      return false;
  }
}

/** Nodes that compute an element from the elements at one index of their operands. */
export type Elementwise = Extract<Node, { op: "unary" | "scale" | "binary" | "where" | "cast" }>;

/** Whether `node` is computed element by element, so that it can be fused into a neighbour. */
export function isElementwise(node: Node): node is Elementwise {
  switch (node.op) {
    case "unary":
    case "scale":
    case "binary":
    case "where":
    case "cast":
      return true;
    default:
      return false;
  }
}

/** Nodes that only say where an element of their operand lies. */
export type Layout = Extract<Node, { op: "permute" | "reshape" | "narrow" | "broadcast" }>;

/** Whether `node` moves elements without changing them. */
export function isLayout(node: Node): node is Layout {
  return node.op === "permute" || node.op === "reshape" || node.op === "narrow" || node.op === "broadcast";
}

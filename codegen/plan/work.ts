import type { Node } from "../../src/graph/node.js";
import { causalOffset } from "../../src/graph/plain-causal.js";
import type { Dim } from "../../src/shape/dim.js";
import { add, equals } from "../ir/affine.js";
import { lengthOf, multiplyOffsets, type Offset, scaleOffset, sumOffsets } from "../ir/offset.js";
import { bytesOf } from "./memory.js";
import type { ProgramGraph, TensorSpec } from "./program.js";
import { extentOf, extentsOf } from "./extents.js";
import { rewriteProgram } from "./rewrite/rewrite.js";
import { usesOf } from "./uses.js";

/** Floating-point operations of one call, as the mathematics has it: a multiplication and an addition count as two. */
export function flopsOf(program: ProgramGraph): Offset {
  const { outputs, nextCache = [] } = rewriteProgram(program);
  return sumOffsets(usesOf([...outputs, ...nextCache].map(({ node }) => node)).order.map(nodeFlops));
}

/**
 * Bytes that a call reads and writes at least: params, inputs, outputs, and the cache as it is then, each once; of what
 * nothing but gathers read, only what they find.
 */
export function bytesMoved({ params, inputs, outputs, nextCache = [] }: ProgramGraph): Offset {
  const results = [...outputs, ...nextCache].map(({ node }) => node);
  const { order, usersOf } = usesOf(results);
  const found = new Map<string, readonly Node[]>();
  for (const node of order) {
    const users = node.op === "placeholder" ? usersOf(node) : [];
    const isTable = users.every((user) => user.op === "gather" && user.input === node && user.indices !== node);
    if (node.op === "placeholder" && isTable && !results.includes(node)) found.set(`${node.role} ${node.name}`, users);
  }
  const given = Object.entries({ param: params, input: inputs }).flatMap(([role, specs]) =>
    Object.entries(specs).flatMap(([name, spec]): readonly TensorSpec[] => found.get(`${role} ${name}`) ?? [spec]),
  );
  return sumOffsets(
    [...given, ...results].map(({ shape, dtype }) => bytesOf({ extents: extentsOf(shape), element: dtype })),
  );
}

function nodeFlops(node: Node): Offset {
  const elements = lengthOf(extentsOf(node.shape));
  const times = (factor: number): Offset => scaleOffset(elements, factor);
  switch (node.op) {
    case "linear": {
      const products = multiplyOffsets(elements, lengthOf([extentOf(node.input.shape.at(-1) ?? 1)]));
      return sumOffsets([scaleOffset(products, 2), node.bias ? elements : times(0)]);
    }
    case "matmul":
      return scaleOffset(multiplyOffsets(elements, lengthOf([extentOf(node.left.shape.at(-1) ?? 1)])), 2);
    case "attention":
      return attentionFlops(node);
    case "softmax":
      return times(4);
    case "layerNorm":
      return times(5 + (node.weight ? 1 : 0) + (node.bias ? 1 : 0));
    case "rmsNorm":
      return times(3 + (node.weight ? 1 : 0));
    case "rotate":
      return times(3);
    case "einsum":
      return einsumFlops(node);
    case "reduce":
      return lengthOf(extentsOf(node.input.shape));
    case "unary":
    case "scale":
    case "binary":
      return elements;
    default:
      return times(0);
  }
}

/** A product of all operands for each combination of labels, which is added to a sum if there is one. */
function einsumFlops({ inputs, labels, output }: Extract<Node, { op: "einsum" }>): Offset {
  const dims = new Map<string, Dim>();
  for (const [i, { shape }] of inputs.entries()) {
    for (const [axis, dim] of shape.entries()) {
      const label = labels[i]?.[axis] ?? "";
      if (dim !== 1 || !dims.has(label)) dims.set(label, dim);
    }
  }
  const isSum = dims.size > output.length;
  return scaleOffset(lengthOf(extentsOf([...dims.values()])), isSum ? inputs.length : inputs.length - 1);
}

/** Scores for each pair of a query and a key that it may see, and softmax and weighted sum where the result has them. */
function attentionFlops(node: Extract<Node, { op: "attention" }>): Offset {
  const { query, key, value, result } = node;
  const outer = lengthOf(extentsOf(query.shape.slice(0, -2)));
  const queries = extentOf(query.shape.at(-2) ?? 1);
  const keys = extentOf(key.shape.at(-2) ?? 1);
  const read = result === "output" ? [query, value] : [query];
  const hasSoftmax = result !== "rawScores" && result !== "modifiedScores" && result !== "maskedScores";
  const perPair = sumOffsets(read.map((operand) => lengthOf([extentOf(operand.shape.at(-1) ?? 1)])));
  const all = lengthOf([queries, keys]);
  // Under a causal mask the last of n queries sees all keys, and each one before it sees a key less: (n^2 - n) / 2 in all.
  const before = causalOffset(node);
  const hidden = sumOffsets([lengthOf([queries, queries]), scaleOffset(lengthOf([queries]), -1)]);
  const pairs =
    before !== undefined && equals(add(extentOf(before), queries), keys)
      ? sumOffsets([all, scaleOffset(hidden, -0.5)])
      : all;
  const perPairWithSoftmax = sumOffsets([scaleOffset(perPair, 2), { constant: hasSoftmax ? 4 : 0, terms: [] }]);
  return multiplyOffsets(multiplyOffsets(outer, pairs), perPairWithSoftmax);
}

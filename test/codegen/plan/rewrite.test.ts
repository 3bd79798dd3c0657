import { add, matmul, program, relu, sum, transpose } from "heddle";
import { expect, test } from "vitest";
import { rewriteProgram, rewriter } from "../../../codegen/plan/rewrite/rewrite.js";
import { usesOf } from "../../../codegen/plan/uses.js";
import type { Node } from "../../../src/graph/node.js";

/** relu(x) becomes x * x, and x * x becomes x + x: what a rule gives is rewritten too. */
const rules = [
  (node: Node): Node | undefined =>
    node.op === "unary" && node.fn === "relu"
      ? { ...node, op: "binary", fn: "mul", left: node.input, right: node.input }
      : undefined,
  (node: Node): Node | undefined => (node.op === "binary" && node.fn === "mul" ? { ...node, fn: "add" } : undefined),
];

const shared = program({
  name: "shared",
  params: { w: [4, 4] },
  inputs: { x: ["n", 4] },
  body: ({ x, w }) => {
    const both = relu(matmul(x, w));
    return { both, product: matmul(transpose(both), both), input: x, total: sum(add(both, x), []) };
  },
});

test("rewrites what rules give, once for all its readers, and keeps the outputs", () => {
  const rewrite = rewriter(rules);
  const [both, product, input] = shared.outputs.map(({ node }) => rewrite(node));
  expect(both).toMatchObject({ op: "binary", fn: "add", shape: ["n", 4], left: { op: "matmul" } });
  if (both?.op !== "binary" || product?.op !== "matmul" || product.left.op !== "permute") throw new Error("no product");
  expect(both.left).toBe(both.right);
  expect(product.right).toBe(both);
  expect(product.left.input).toBe(both);
  expect(input).toBe(shared.outputs[2]?.node);
});

test("leaves nodes as they are where no rule applies", () => {
  const { outputs } = shared;
  const rewrite = rewriter([]);
  for (const { node } of outputs) expect(rewrite(node)).toBe(node);
});

test("drops reductions over no axis", () => {
  const { outputs } = rewriteProgram(shared);
  expect(outputs.map(({ name }) => name)).toEqual(["both", "product", "input", "total"]);
  expect(outputs[3]?.node).toMatchObject({ op: "binary", fn: "add" });
  expect(usesOf(outputs.map(({ node }) => node)).order.some(({ op }) => op === "reduce")).toBe(false);
});

test("goes through chains that are too long for the call stack", () => {
  const long = program({
    name: "long",
    params: {},
    inputs: { x: ["n"] },
    body: ({ x }) => {
      let y = x;
      for (let i = 0; i < 20_000; i++) y = relu(y);
      return y;
    },
  });
  const [output] = long.outputs.map(({ node }) => rewriter(rules)(node));
  expect(output).toMatchObject({ op: "binary", fn: "add" });
});

import type { ConstantNode, Node } from "../../src/graph/node.js";
import { checkIdentifier } from "../../src/program/identifier.js";
import { type Dim, isPositiveSize, type Shape } from "../../src/shape/dim.js";
import { show } from "../../src/shape/show.js";
import { isCanonical } from "../../src/shape/terms.js";
import { GenerateError } from "../errors.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "./extents.js";
import { wrongConstant } from "./index-checks.js";
import { isLimited, roomOf, roomOfTopK } from "./limits.js";
import type { ProgramGraph, TensorSpec } from "./program.js";

const dtypes: ReadonlySet<string> = new Set<Node["dtype"]>(["f32", "i32", "bool"]);

/**
 * Throws GenerateError for a program that can't be generated, whoever made it: names that are no identifiers (they
 * will stand in code), operations that no schedule exists for, and sizes that can't be proven to fit. `order` are the
 * nodes of its graph.
 */
export function refuseProgram(program: ProgramGraph, order: readonly Node[]): void {
  checkName("the program", program.name);
  const { params, inputs, cache = {} } = program;
  for (const [role, specs] of Object.entries({ param: params, input: inputs, cache })) {
    for (const [name, spec] of Object.entries(specs)) {
      checkName(`the ${role}`, name);
      checkSpec(`${role} ${name}`, spec);
    }
  }
  for (const { name } of program.outputs) checkName("the output", name);
  if (program.growth) {
    checkName("the axis along which the cache grows", program.growth.axis);
    checkSpec("the growth of the cache", { shape: [program.growth.by], dtype: "i32" });
  }
  for (const node of order) {
    checkSpec(node.op, node);
    refuseNode(node, program);
  }
}

function checkName(what: string, name: string): void {
  try {
    checkIdentifier(what, name);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new GenerateError(error.message);
  }
}

function checkSpec(what: string, { shape, dtype }: TensorSpec): void {
  if (!dtypes.has(dtype))
    throw new GenerateError(`${what} has the dtype ${JSON.stringify(dtype)}; use f32, i32 or bool`);
  for (const dim of shape) {
    if (typeof dim === "number" && !isPositiveSize(dim)) {
      throw new GenerateError(`${what} ${show(shape)} has an axis of ${dim}; use positive integers`);
    }
    if (typeof dim === "string" && !isCanonical(dim)) {
      throw new GenerateError(`${what} has an axis of ${JSON.stringify(dim)}, which is no dim`);
    }
    const extent = extentOf(dim);
    for (const [name] of extent.terms) checkName(`${what}: the dim`, name);
    if (leastOf(extent) < 0) throw new GenerateError(`${what} ${show(shape)}: ${dim} may come to be negative`);
  }
}

/** The least value where each name is at least 1, but for the length of a cache, which is 0 before the first call. */
function leastOf({ constant, terms }: Affine, cached?: string): number {
  return terms.reduce((least, [name, coefficient]) => {
    return coefficient < 0 ? -Infinity : least + (name === cached ? 0 : coefficient);
  }, constant);
}

function refuseNode(node: Node, { params, inputs, cache = {}, growth }: ProgramGraph): void {
  switch (node.op) {
    case "constant":
      return refuseConstant(node);
    case "gather": {
      const problem = wrongConstant(node);
      if (problem !== undefined) throw new GenerateError(problem, { op: node.name });
      return;
    }
    case "rotaryTable":
      if (typeof node.offset === "string") checkSpec("rope: the offset", { shape: [node.offset], dtype: "i32" });
      return;
    case "attention":
      if (mayBeEmpty(node.key.shape.at(-2), growth?.axis)) {
        throw new GenerateError("attention: there is no key while the cache is empty; append to it first", node);
      }
      return;
    case "softmax":
    case "reduce":
      if (
        (node.op === "softmax" ? [node.axis] : node.axes).every(
          (axis) => !mayBeEmpty(node.input.shape[axis], growth?.axis),
        )
      )
        return;
      throw new GenerateError(`${node.op}: there is nothing while the cache is empty; append to it first`, node);
    case "topK": {
      const room = roomOfTopK(node);
      if (leastOf(room, growth?.axis) >= 0 || room.terms.every(([name]) => name !== growth?.axis)) return;
      throw new GenerateError(
        `topK: k ${node.shape.at(-1)} may exceed the last axis of ${show(node.input.shape)} while the cache is short`,
        node,
      );
    }
    case "placeholder": {
      const specs = { param: params, input: inputs, cache }[node.role];
      const spec = Object.hasOwn(specs, node.name) ? specs[node.name] : undefined;
      if (spec && spec.dtype === node.dtype && isSame(spec.shape, node.shape)) return;
      throw new GenerateError(`the body uses ${node.role} ${node.name} ${show(node.shape)}, which is not declared so`);
    }
    case "narrow": {
      const length = node.shape[node.axis] ?? 1;
      if (typeof node.start === "string") checkSpec("narrow: the start", { shape: [node.start], dtype: node.dtype });
      if (isLimited(node) || leastOf(roomOf(node), growth?.axis) >= 0) return;
      throw new GenerateError(
        `narrow: positions ${node.start} to ${node.start} + ${length} may go past the end of axis ${node.axis} of ` +
          `${show(node.input.shape)}; a kernel needs a size for which they never do`,
        node,
      );
    }
  }
}

/** The elements of a constant stand in the code. */
function refuseConstant(node: ConstantNode): void {
  const name = node.shape.find((dim) => typeof dim !== "number");
  if (name !== undefined) {
    throw new GenerateError(
      `the body uses a tensor ${show(node.shape)} with data of its own, but ${name} comes with a call; make it an input`,
      node,
    );
  }
  if (node.data.byteLength <= GREATEST_CONSTANT) return;
  throw new GenerateError(
    `the body uses a tensor ${show(node.shape)} with data of its own, ${node.data.byteLength} bytes of it; a kernel carries ` +
      `up to ${GREATEST_CONSTANT}: make it a param of the program`,
    node,
  );
}
const GREATEST_CONSTANT = 262_144;

/** Whether an axis has no elements while the cache is empty. */
function mayBeEmpty(dim: Dim | undefined, cached: string | undefined): boolean {
  return dim !== undefined && leastOf(extentOf(dim), cached) < 1;
}

function isSame(left: Readonly<Shape>, right: Readonly<Shape>): boolean {
  return left.length === right.length && left.every((dim, axis) => dim === right[axis]);
}

import type { GatherNode, Node, PlaceholderNode } from "../../src/graph/node.js";
import { show } from "../../src/shape/show.js";
import { constantValue, sub } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "./extents.js";
import type { ProgramGraph } from "./program.js";
import { rewriteProgram } from "./rewrite/rewrite.js";
import { usesOf } from "./uses.js";

/** What must be true of indices: each is a position of an axis. */
export interface IndexRange {
  /** How many positions there are. */
  readonly length: Affine;
  /** What an index is called: `embedding: id`. */
  readonly subject: string;
  /** What an index should be, and what to give instead: `a row of the table: give ids`. */
  readonly place: string;
}

/** A tensor of indices that a caller gives: they are checked before anything is computed. */
export interface IndexCheck extends IndexRange {
  readonly role: "param" | "input";
  readonly name: string;
}

/** The tensors of indices that callers give. */
export function indexChecks(program: ProgramGraph): readonly IndexCheck[] {
  const checks = gathersOf(orderOf(program)).flatMap((node) => {
    const source = checkedBefore(node);
    return source && source.role !== "cache" ? [{ role: source.role, name: source.name, ...rangeOf(node) }] : [];
  });
  const byText = new Map(checks.map((check) => [JSON.stringify(check), check]));
  return [...byText.values()];
}

/** What must be true of the indices that a program computes, in the order of {@link guardedGathers}. */
export function guardRanges(program: ProgramGraph): readonly IndexRange[] {
  return guardedGathers(orderOf(rewriteProgram(program))).map(rangeOf);
}

/** The gathers whose indices the program computes and may compute wrongly: the kernel itself looks at them. */
export function guardedGathers(order: readonly Node[]): readonly GatherNode[] {
  return gathersOf(order).filter((node) => !checkedBefore(node) && !isSure(node.indices, lengthOf(node)));
}

/** What is wrong with indices that a program brings along; undefined where nothing is, or it depends on a call. */
export function wrongConstant(node: GatherNode): string | undefined {
  const [{ indices }, length] = [node, constantValue(lengthOf(node))];
  if (indices.op !== "constant" || length === undefined) return undefined;
  const position = indices.data.findIndex((index) => index < 0 || index >= length);
  if (position < 0) return undefined;
  const { subject, place } = rangeOf(node);
  return `${subject} ${indices.data[position]} at position ${position} is not ${place} from 0 to ${length - 1}`;
}

/** The placeholder that holds a gather's indices, where its caller can be told of them before a call. */
function checkedBefore(node: GatherNode): PlaceholderNode | undefined {
  const source = givenIndices(node.indices);
  if (source?.role === "input") return source;
  return source?.role === "param" && constantValue(lengthOf(node)) !== undefined ? source : undefined;
}

/** The placeholder all of whose elements `indices` are, in another layout; undefined where they are others. */
function givenIndices(indices: Node): PlaceholderNode | undefined {
  switch (indices.op) {
    case "placeholder":
      return indices;
    case "permute":
    case "reshape":
    case "broadcast":
      return givenIndices(indices.input);
    default:
      return undefined;
  }
}

/** Whether indices are positions of an axis of this length whatever a caller gives. */
function isSure(indices: Node, length: Affine): boolean {
  switch (indices.op) {
    case "permute":
    case "reshape":
    case "broadcast":
    case "narrow":
      return isSure(indices.input, length);
    case "concat":
      return indices.inputs.every((input) => isSure(input, length));
    case "where":
      return isSure(indices.left, length) && isSure(indices.right, length);
    case "topK": {
      const spare = sub(length, extentOf(indices.input.shape.at(-1) ?? 1));
      return spare.constant >= 0 && spare.terms.every(([, coefficient]) => coefficient > 0);
    }
    case "fill":
      return indices.value >= 0 && indices.value < leastOf(length);
    case "constant":
      return indices.data.every((index) => index >= 0 && index < leastOf(length));
    default:
      return false;
  }
}

/** The least that a length can be, where it has names. */
function leastOf({ constant, terms }: Affine): number {
  return terms.every(([, coefficient]) => coefficient > 0) ? constant : 0;
}

function lengthOf({ axis, input }: GatherNode): Affine {
  return extentOf(input.shape[axis] ?? 1);
}

/** In the words of the evaluator. */
function rangeOf(node: GatherNode): IndexRange {
  const { name, axis, input } = node;
  const length = lengthOf(node);
  return name === "embedding"
    ? { length, subject: "embedding: id", place: "a row of the table: give ids" }
    : { length, subject: "gather: index", place: `on axis ${axis} of ${show(input.shape)}: give indices` };
}

function gathersOf(order: readonly Node[]): readonly GatherNode[] {
  return order.filter((node) => node.op === "gather");
}

function orderOf({ outputs, nextCache = [] }: ProgramGraph): readonly Node[] {
  return usesOf([...outputs, ...nextCache].map(({ node }) => node)).order;
}

import { type AttentionNode, type Node, operands } from "../../src/graph/node.js";
import { printScalar } from "../../src/graph/print-scalar.js";
import { type ScalarNode, withPosition } from "../../src/graph/scalar.js";
import { type Dim, noBindings } from "../../src/shape/dim.js";
import { addDims, subDims } from "../../src/shape/polynomial.js";
import { show } from "../../src/shape/show.js";
import { GenerateError } from "../errors.js";
import { coefficientOf, sub, variable } from "../ir/affine.js";
import { FreshNames } from "../ir/names.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "./extents.js";
import { keyRange } from "./key-range.js";
import type { GraphOutput, ProgramGraph } from "./program.js";
import { withOperands } from "./rewrite/with-operands.js";

/*
 * A cache with a window holds only the last of its positions, `held` of all the `past` ones. What is as long as the cache
 * is that long in a kernel, and the key that lies at `k` there is the key `past - held + k` of the program: masks and
 * scores are rewritten to say so. Where they compare it with the query's own place, `q + past`, nothing of that is left.
 */

/** A program whose cache grows along another axis than that of all positions. */
export interface WindowedProgram extends ProgramGraph {
  /** What is kept: how many positions at least, and the dim of all that there have been. */
  readonly kept?: { readonly least: number; readonly seen: string };
}

/**
 * The program with a cache that holds what its window needs; the program itself if it has none. `order` are its nodes,
 * operands before their users, and `names` its dims. Throws GenerateError if something sees further back than the window,
 * or needs all of the cache.
 */
export function keepWindow(program: ProgramGraph, order: readonly Node[], names: Iterable<string>): WindowedProgram {
  const { growth, window, cache = {}, inputs, outputs, nextCache = [] } = program;
  if (window === undefined || !growth) return program;
  const renaming = new Renaming(growth.axis, new FreshNames([...names, growth.axis]).fresh("held"));
  for (const [name, { shape }] of Object.entries(inputs)) {
    if (renaming.grows(shape)) throw wholeNeeded(`input ${name} ${show(shape)}`, growth.axis);
  }
  const made = new Map<Node, Node>();
  const of = (node: Node): Node => made.get(node) ?? node;
  for (const node of order) {
    check(node, window, renaming);
    made.set(node, renaming.node(withOperands(node, of), node));
  }
  const results = (given: readonly GraphOutput[]): readonly GraphOutput[] =>
    given.map(({ name, node }) => ({ name, node: of(node) }));
  for (const { name, node } of outputs) {
    if (renaming.grows(node.shape)) throw wholeNeeded(`output ${name} ${show(node.shape)}`, growth.axis);
  }
  return {
    ...program,
    cache: Object.fromEntries(
      Object.entries(cache).map(([name, spec]) => [name, { ...spec, shape: renaming.shape(spec.shape) }]),
    ),
    outputs: results(outputs),
    nextCache: results(nextCache),
    growth: { axis: renaming.held, by: growth.by },
    kept: { least: window, seen: growth.axis },
  };
}

/** The length of the cache under another name. */
class Renaming {
  readonly seen: string;
  readonly held: string;

  constructor(seen: string, held: string) {
    this.seen = seen;
    this.held = held;
  }

  /** Whether a tensor is longer the longer the cache is. */
  grows(shape: readonly Dim[]): boolean {
    return shape.some((dim) => coefficientOf(extentOf(dim), this.seen) !== 0);
  }

  shape(shape: readonly Dim[]): Dim[] {
    return shape.map((dim) => (this.grows([dim]) ? addDims(subDims(dim, this.seen) ?? 0, this.held) : dim));
  }

  /** A node whose operands are renamed, given how it was. */
  node(node: Node, before: Node): Node {
    if (this.grows(node.shape)) return { ...node, shape: this.shape(node.shape) };
    if (node.op !== "attention" || before.op !== "attention" || !this.grows(before.key.shape)) return node;
    const { score, allowed } = node;
    return { ...node, score: score && this.#shifted(score), allowed: allowed && this.#shifted(allowed) };
  }

  /** What is computed of key `k` where that is the key at `past - held + k`. */
  #shifted(scalar: ScalarNode): ScalarNode {
    const index: ScalarNode = { kind: "index", dtype: "i32", axis: "k" };
    const dropped: ScalarNode = {
      kind: "binary",
      dtype: "i32",
      fn: "sub",
      left: sizeOf(this.seen),
      right: sizeOf(this.held),
    };
    return withPosition(scalar, "k", { kind: "binary", dtype: "i32", fn: "add", left: index, right: dropped });
  }
}

function sizeOf(dim: string): ScalarNode {
  return { kind: "dim", dtype: "i32", dim, dims: noBindings };
}

/** Refuses a node that needs more of the cache than its last positions. */
function check(node: Node, window: number, renaming: Renaming): void {
  const growing = operands(node).filter(({ shape }) => renaming.grows(shape));
  if (renaming.grows(node.shape)) {
    if (!keepsPositions(node, renaming)) throw wholeNeeded(`${node.op} ${show(node.shape)}`, renaming.seen, node);
  } else if (growing.length > 0) {
    const attends = node.op === "attention" && growing.every((each) => each === node.key || each === node.value);
    if (!attends) throw wholeNeeded(`${node.op} ${show(node.shape)}`, renaming.seen, node);
    if (!seesWindow(node, window, renaming.seen)) throw looksBack(node, window);
  }
}

/** Whether each position of the result comes from the same position of what it is computed from. */
function keepsPositions(node: Node, renaming: Renaming): boolean {
  const isWhole = node.shape.some((dim) => coefficientOf(extentOf(dim), renaming.seen) > 1);
  switch (node.op) {
    case "placeholder":
      return node.role === "cache";
    case "concat":
      return !isWhole && node.inputs.slice(1).every(({ shape }) => !renaming.grows(shape));
    case "permute":
    case "reshape":
    case "broadcast":
    case "cast":
    case "unary":
    case "scale":
    case "binary":
    case "linear":
      return !isWhole;
    default:
      return false;
  }
}

/** Whether the mask hides each key that is more than `window` positions before the first query. */
function seesWindow({ allowed }: AttentionNode, window: number, seen: string): boolean {
  const first = sub(variable(seen), window);
  return keyRange(allowed).firsts.some((bounds) => bounds.every((bound) => isNotNegative(sub(bound, first))));
}

/** Whether a sum of positions, which are from 0, and dims can't be negative. */
function isNotNegative({ constant, terms }: Affine): boolean {
  return constant >= 0 && terms.every(([, coefficient]) => coefficient >= 0);
}

function wholeNeeded(what: string, axis: string, node?: Node): GenerateError {
  return new GenerateError(
    `${what} is as long as all positions, ${axis}, or needs all of them, but with a window the cache drops the old ones; ` +
      "let attention alone see the cache, or leave the window out",
    node,
  );
}

function looksBack(node: AttentionNode, window: number): GenerateError {
  const mask = node.allowed === undefined ? "no mask" : `the mask ${printScalar(node.allowed)}`;
  return new GenerateError(
    `attention of ${show(node.query.shape)} to ${show(node.key.shape)} with ${mask} sees keys more than ${window} positions ` +
      `before a query, which a cache with a window of ${window} drops; give it window: { left: ${window} }`,
    node,
  );
}

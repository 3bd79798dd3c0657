import { type Node, operands } from "../../src/graph/node.js";
import { tablesOf } from "../../src/graph/scalar.js";
import { type Core, isCore, isElementwise, isLayout } from "./kinds.js";
import { regroup } from "./reshape.js";
import type { Uses } from "./uses.js";

/** What one schedule computes: a core with the elementwise nodes after it, or elementwise and moved data alone. */
export interface Fused {
  /** The node whose elements are stored. */
  readonly root: Node;
  /** The node that the schedule is made for; undefined where an element needs no loop. */
  readonly core: Core | undefined;
}

/** How many nodes may be computed one from the other without one of them being stored: expressions nest as deep. */
const longestChain = 64;

/** Which nodes are stored, and by which schedule. All others are computed where they are read. */
export function fuse(uses: Uses, outputs: readonly Node[]): readonly Fused[] {
  const kept = new Set(outputs);
  const coreOf = new Map<Node, Core>();
  /** The nodes that a schedule computes as it goes, from its core up to its root. */
  const fused = new Set<Node>();
  const chains = new Map<Node, number>();
  for (const node of uses.order) {
    if (isCore(node)) {
      const root = rootOf(node, uses, kept, fused);
      kept.add(root);
      coreOf.set(root, node);
    } else if (mustBeStored(node, uses)) {
      kept.add(node);
    }
    const below = Math.max(0, ...operands(node).map((operand) => chains.get(operand) ?? 0));
    if (below === longestChain && !fused.has(node)) kept.add(node);
    chains.set(node, kept.has(node) || fused.has(node) ? 0 : below + 1);
  }
  return uses.order
    .filter((node) => kept.has(node) && node.op !== "placeholder" && node.op !== "constant")
    .map((root) => ({ root, core: coreOf.get(root) }));
}

/**
 * Follows the only user of `core` upward, but not too far, while it is elementwise, of the same shape, and not fused with
 * another core. Adds the nodes on the way to `fused`.
 */
function rootOf(core: Core, uses: Uses, kept: ReadonlySet<Node>, fused: Set<Node>): Node {
  let root: Node = core;
  fused.add(root);
  for (let chain = 1; ; chain++) {
    const users = uses.usersOf(root);
    const [user] = users;
    const follows = user && users.length === 1 && isElementwise(user) && !fused.has(user) && sameShape(user, root);
    if (!follows || kept.has(root) || chain === longestChain) return root;
    root = user;
    fused.add(root);
  }
}

function sameShape(left: Node, right: Node): boolean {
  return left.shape.length === right.shape.length && left.shape.every((dim, axis) => dim === right.shape[axis]);
}

/**
 * Elementwise work that several nodes read, or that a core reads more than once, is stored instead of repeated;
 * so are merged axes, which can't be indexed from the result's side, and concatenations.
 */
function mustBeStored(node: Node, uses: Uses): boolean {
  if (node.op === "concat") return true;
  if (node.op === "reshape") return !regroup(node.input.shape, node.shape).splitsOnly;
  if (!isElementwise(node) && node.op !== "gather") return false;
  const readers = readersThroughLayout(node, uses);
  return isRepeated(node, uses) || readers.length > 1 || readers.some((reader) => readsAgain(reader, node));
}

/** The nodes that read `node`'s values, seen through permutes and the like. */
function readersThroughLayout(node: Node, uses: Uses): readonly Node[] {
  return uses.usersOf(node).flatMap((user) => (isLayout(user) ? readersThroughLayout(user, uses) : [user]));
}

/** Whether each of `node`'s elements stands in several places, seen through permutes and the like. */
function isRepeated(node: Node, uses: Uses): boolean {
  return uses.usersOf(node).some((user) => user.op === "broadcast" || (isLayout(user) && isRepeated(user, uses)));
}

/** Whether `reader` needs the elements of `operand` more than once: a gather, and all cores but for a product's left side. */
function readsAgain(reader: Node, operand: Node): boolean {
  if (reader.op === "gather") return true;
  if (!isCore(reader)) return false;
  if (reader.op === "linear") return reader.weight === operand || reader.bias === operand;
  if (reader.op === "matmul") return reader.right === operand;
  return (
    reader.op !== "attention" || operand === reader.mask || tablesOf(reader.score, reader.allowed).includes(operand)
  );
}

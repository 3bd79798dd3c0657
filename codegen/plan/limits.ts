import type { NarrowNode, Node, TopKNode } from "../../src/graph/node.js";
import { show } from "../../src/shape/show.js";
import { showAffine, sub } from "../ir/affine.js";
import type { Affine } from "../ir/nodes.js";
import { extentOf } from "./extents.js";

/** What the sizes of a call must be for a program to be computed. */
export interface Limit {
  /** 0 or more where they are. */
  readonly room: Affine;
  /** What is wrong where they aren't: `narrow: positions 3 to n + 2 of axis 0 go past the end of [50, 16]`. */
  readonly complaint: string;
}

/** The limits that the nodes of a program, of which `order` are all, set to the sizes of a call. */
export function limitsOf(order: readonly Node[]): readonly Limit[] {
  const limits = order.flatMap((node) => {
    if (node.op === "topK") return limitOfTopK(node);
    return node.op === "narrow" && isLimited(node) ? [limitOf(node)] : [];
  });
  return [...new Map(limits.map((limit) => [limit.complaint, limit])).values()];
}

/** Whether a size can be too large for a narrow: its end moves with one, position by position. */
export function isLimited(node: NarrowNode): boolean {
  const { constant, terms } = roomOf(node);
  return constant >= 0 && terms.some(([, coefficient]) => coefficient === -1);
}

/** How many positions a narrow leaves behind its end. */
export function roomOf({ input, shape, axis, start }: NarrowNode): Affine {
  return sub(sub(extentOf(input.shape[axis] ?? 1), extentOf(shape[axis] ?? 1)), extentOf(start));
}

function limitOf(node: NarrowNode): Limit {
  const { input, axis, start } = node;
  const room = roomOf(node);
  const last = sub(sub(extentOf(input.shape[axis] ?? 1), room), 1);
  const complaint = `narrow: positions ${start} to ${showAffine(last)} of axis ${axis} go past the end of ${show(input.shape)}`;
  return { room, complaint };
}

/** How many elements a row has beside those that are found. */
export function roomOfTopK({ input, shape }: TopKNode): Affine {
  return sub(extentOf(input.shape.at(-1) ?? 1), extentOf(shape.at(-1) ?? 1));
}

function limitOfTopK(node: TopKNode): readonly Limit[] {
  const room = roomOfTopK(node);
  const least = room.terms.reduce((sum, [, coefficient]) => sum + coefficient, room.constant);
  if (least >= 0) return [];
  return [{ room, complaint: `topK: k ${node.shape.at(-1)} exceeds the last axis of ${show(node.input.shape)}` }];
}

import { type Node, operands } from "../../../src/graph/node.js";
import type { GraphOutput, ProgramGraph } from "../program.js";
import { attentionResult } from "./attention-result.js";
import { einsumAsProduct } from "./einsum.js";
import { reduceNothing } from "./reduce-nothing.js";
import { shareEqual } from "./share-equal.js";
import { withOperands } from "./with-operands.js";

/**
 * A simpler graph that computes what `node` does, of the same shape and dtype, or undefined where the rule has nothing
 * to say. Rules apply to what they give too, so each must take a step towards nodes that no rule applies to.
 */
export type Rule = (node: Node) => Node | undefined;

/** The rules; the first that applies is taken. */
const allRules: readonly Rule[] = [attentionResult, einsumAsProduct, reduceNothing];

/** The program in nodes that schedules exist for, or that are refused by name; what it says twice is one node. */
export function rewriteProgram(program: ProgramGraph): ProgramGraph {
  const { outputs, nextCache = [] } = program;
  const rewrite = rewriter(allRules);
  const share = shareEqual([...outputs, ...nextCache].map(({ node }) => rewrite(node)));
  const rewritten = (given: readonly GraphOutput[]): readonly GraphOutput[] =>
    given.map(({ name, node }) => ({ name, node: share(rewrite(node)) }));
  return { ...program, outputs: rewritten(outputs), nextCache: rewritten(nextCache) };
}

/**
 * Rewrites graphs by `rules`, operands before their users, each node once: what several nodes read stays one node.
 * Without recursion: a program may be thousands of nodes deep.
 */
export function rewriter(rules: readonly Rule[]): (node: Node) => Node {
  const done = new Map<Node, Node>();
  const replacements = new Map<Node, Node>();
  const final = (node: Node): Node => done.get(node) ?? node;

  return (root) => {
    const pending = [root];
    for (let next = pending.at(-1); next !== undefined; next = pending.at(-1)) {
      const replacement = replacements.get(next);
      const awaited = replacement === undefined ? operands(next) : [replacement];
      const missing = done.has(next) ? [] : awaited.filter((node) => !done.has(node));
      if (missing.length > 0) {
        pending.push(...missing);
        continue;
      }
      if (!done.has(next)) visit(next, replacement);
      if (done.has(next)) pending.pop();
    }
    return final(root);
  };

  /** `node` has final operands, or a final replacement. */
  function visit(node: Node, replacement: Node | undefined): void {
    if (replacement !== undefined) {
      done.set(node, final(replacement));
      return;
    }
    const current = withOperands(node, final);
    const simpler = firstOf(rules, current);
    if (simpler === undefined) {
      done.set(node, current);
      done.set(current, current);
    } else {
      replacements.set(node, simpler);
    }
  }
}

function firstOf(rules: readonly Rule[], node: Node): Node | undefined {
  for (const rule of rules) {
    const simpler = rule(node);
    if (simpler !== undefined) return simpler;
  }
  return undefined;
}

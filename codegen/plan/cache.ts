import type { Node } from "../../src/graph/node.js";
import { GenerateError } from "../errors.js";
import { add } from "../ir/affine.js";
import { FreshNames } from "../ir/names.js";
import type { Affine, ModuleState } from "../ir/nodes.js";
import { extentOf, extentsOf } from "./extents.js";
import type { WindowedProgram } from "./cache-window.js";

type Concat = Extract<Node, { op: "concat" }>;

/** A program's cache as buffers that are kept from call to call. */
export interface PlannedCache {
  readonly state: ModuleState;
  /**
   * Whose elements lie in the state, each at its own indices: the entries, and what is appended to them on the way to
   * their next values. The name is the entry's.
   */
  readonly entryOf: ReadonlyMap<Node, string>;
}

/**
 * Finds the appends that make each entry of the cache into its next value: they are done in place, so that only what is
 * new is stored. `names` are the dims of the program. Throws GenerateError where a next value is made in another way.
 */
export function planCache(program: WindowedProgram, names: Iterable<string>): PlannedCache | undefined {
  const { growth, cache = {}, nextCache = [], kept } = program;
  const entries = Object.entries(cache);
  if (entries.length === 0) return undefined;
  if (!growth) throw new GenerateError("the program does not say how its cache grows");
  const entryOf = new Map<Node, string>();
  for (const [name, { shape }] of entries) {
    const next = nextCache.find((output) => output.name === name);
    if (!next) throw new GenerateError(`the program does not say what comes next of ${name} in the cache`);
    const axis = shape.indexOf(growth.axis);
    for (const appended of appendsOf(name, next.node, axis)) entryOf.set(appended, name);
  }
  const capacity = new FreshNames([...names, ...(kept ? [kept.seen] : [])]).fresh("capacity");
  const state = { length: growth.axis, growth: extentOf(growth.by), capacity };
  return { state: kept ? { ...state, window: kept } : state, entryOf };
}

/** From the next value of an entry down to the entry itself: each but the last appends to the one after it. */
function appendsOf(name: string, next: Node, axis: number): readonly Node[] {
  const chain = [next];
  for (let node = next; ;) {
    if (node.op === "placeholder" && node.role === "cache" && node.name === name) return chain;
    const before = node.op === "concat" && node.axis === axis ? node.inputs[0] : undefined;
    if (before === undefined) {
      throw new GenerateError(
        `the next ${name} of the cache is no append to ${name}, so it can't be made in place: give append(${name}, ..)`,
        node,
      );
    }
    chain.push(before);
    node = before;
  }
}

/** The extents of the buffer of an entry: room for as many positions as the capacity says. */
export function stateExtents({ state }: PlannedCache, entry: Node): readonly Affine[] {
  return extentsOf(entry.shape.map((dim) => (dim === state.length ? state.capacity : dim)));
}

/** What is appended, and from which position on. */
export interface Appended {
  readonly node: Node;
  readonly from: Affine;
}

/** The parts that an append adds to what its first input holds. */
export function appendedParts({ inputs, axis }: Concat): readonly Appended[] {
  let from: Affine = { constant: 0, terms: [] };
  const parts = inputs.map((node) => {
    const part = { node, from };
    from = add(from, extentOf(node.shape[axis] ?? 0));
    return part;
  });
  return parts.slice(1);
}

import type { Node } from "../../src/graph/node.js";
import type { Shape } from "../../src/shape/dim.js";
import { add, constant } from "../ir/affine.js";
import { buffer, constantBuffer } from "../ir/declarations.js";
import type { Affine, Buffer, BufferRole, Element } from "../ir/nodes.js";
import { FreshNames } from "../ir/names.js";
import { appendedParts, type PlannedCache, stateExtents } from "./cache.js";
import { extentsOf } from "./extents.js";
import type { Core } from "./kinds.js";
import { fillsInOrder } from "./loop-order.js";
import { temporaryNames } from "./names.js";
import type { GraphOutput, ProgramGraph } from "./program.js";
import { regroup } from "./reshape.js";
import type { Uses } from "./uses.js";

/** Where the elements of a node lie: a buffer, and its indices for the node's. */
export interface Placement {
  readonly buffer: Buffer;
  at(indices: readonly Affine[]): readonly Affine[];
}

/** Another node's elements, as they come to lie in merged axes. */
interface Source {
  readonly node: Node;
  /** From indices into the source to merged indices. */
  at(indices: readonly Affine[]): readonly Affine[];
}

type Reshape = Extract<Node, { op: "reshape" }>;

/** Gives every stored node its place. Nodes are placed when they are asked for, each once. */
export class Placements {
  readonly buffers: Buffer[] = [];
  readonly #placed = new Map<Node, Placement>();
  readonly #uses: Uses;
  readonly #outputs: readonly GraphOutput[];
  readonly #outputBuffers: ReadonlyMap<string, Buffer>;
  readonly #temporary: Element;
  readonly #cache: PlannedCache | undefined;
  readonly #nameOf: (node: Node) => string;
  /** Params and inputs keep their names; an output or temporary that is called like one of them gets a number. */
  readonly #names: FreshNames;

  /** `temporary` is how f32 tensors are stored between kernels. */
  constructor(program: ProgramGraph, uses: Uses, temporary: Element, cache?: PlannedCache) {
    const { params, inputs, outputs, cache: entries = {} } = program;
    this.#cache = cache;
    this.#uses = uses;
    this.#outputs = outputs;
    this.#temporary = temporary;
    // Those that nothing reads have names too: the caller gives them all the same.
    this.#names = new FreshNames([params, inputs, entries].flatMap(Object.keys));
    this.#nameOf = temporaryNames(uses.order);
    for (const node of uses.order) {
      if (node.op === "constant") this.#placed.set(node, plainly(this.#declareConstant(node)));
      if (node.op !== "placeholder") continue;
      this.#placed.set(node, plainly(node.role === "cache" ? this.#declareState(node) : this.#declareGiven(node)));
    }
    for (const [node, entry] of cache?.entryOf ?? []) this.#placed.set(node, plainly(this.#stateOf(entry)));
    this.#outputBuffers = new Map(
      outputs.map(
        ({ name, node }) => [name, this.#declare(this.#names.fresh(name), node, node.shape, "output")] as const,
      ),
    );
  }

  /** Whether `node` has a place by now: it is stored, not computed where it is read. */
  has(node: Node): boolean {
    return this.#placed.has(node);
  }

  /** The place of a node that is stored. */
  get(node: Node): Placement | undefined {
    return this.#placed.get(node);
  }

  /** The buffer in which a kernel says which of `gathers` have indices that are outside. */
  declareOutside(gathers: number): Buffer {
    const made = buffer(this.#names.fresh("outside"), "i32", [gathers, 2], "output");
    this.buffers.push(made);
    return made;
  }

  /** The output called `name`. */
  output(name: string): Placement {
    const found = this.#outputBuffers.get(name);
    if (!found) throw new Error(`no output ${name}`);
    return plainly(found);
  }

  /**
   * Places a node that is to be stored, by the schedule of `core` if it has one: in an output, in the merged axes of the
   * reshape that reads it, or by itself.
   */
  place(node: Node, core?: Core): Placement {
    const known = this.#placed.get(node);
    if (known) return known;
    const placement =
      this.#appended(node) ??
      this.#outputOf(node) ??
      this.#mergedOf(node) ??
      this.#redirected(node, core) ??
      this.#alone(node);
    this.#placed.set(node, placement);
    return placement;
  }

  /** The place of a part that `append` adds to the cache: from a position on that is behind what is there. */
  appendedTo(append: Extract<Node, { op: "concat" }>, from: Affine): Placement {
    const entry = this.#cache?.entryOf.get(append);
    if (entry === undefined) throw new Error("nothing is appended there");
    const { axis } = append;
    return {
      buffer: this.#stateOf(entry),
      at: (indices) => indices.map((index, i) => (i === axis ? add(index, from) : index)),
    };
  }

  /** What a merging reshape stores: its input, or what lies below permutes that nobody else reads. */
  sourceOf(node: Reshape): Source {
    let source: Source = { node: node.input, at: regroup(node.input.shape, node.shape).fromInput };
    while (source.node.op === "permute" && this.#uses.usersOf(source.node).length === 1) {
      const { axes, input } = source.node;
      const { at } = source;
      source = { node: input, at: (indices) => at(axes.map((axis) => indices[axis] ?? constant(0))) };
    }
    return source;
  }

  /** What only an append reads is written where it is appended. */
  #appended(node: Node): Placement | undefined {
    const [reader, ...others] = this.#uses.usersOf(node);
    if (reader?.op !== "concat" || others.length > 0 || !this.#cache?.entryOf.has(reader)) return undefined;
    if (this.#outputs.some((output) => output.node === node)) return undefined;
    const part = appendedParts(reader).find((appended) => appended.node === node);
    return part && this.appendedTo(reader, part.from);
  }

  #stateOf(entry: string): Buffer {
    const found = this.buffers.find(({ name, role }) => role === "state" && name === entry);
    if (!found) throw new Error(`no state ${entry}`);
    return found;
  }

  #declareState(entry: Extract<Node, { op: "placeholder" }>): Buffer {
    if (!this.#cache) throw new Error("the program has no cache");
    const made = buffer(entry.name, entry.dtype, stateExtents(this.#cache, entry), "state");
    this.buffers.push(made);
    return made;
  }

  #declareGiven(node: Extract<Node, { op: "placeholder" }>): Buffer {
    return this.#declare(node.name, node, node.shape, node.role === "param" ? "param" : "input");
  }

  #declareConstant({ dtype, shape, data }: Extract<Node, { op: "constant" }>): Buffer {
    const made = constantBuffer(this.#names.fresh("constant"), dtype, shape.map(Number), data);
    this.buffers.push(made);
    return made;
  }

  #outputOf(node: Node): Placement | undefined {
    const output = this.#outputs.find((candidate) => candidate.node === node);
    const place = output && this.#outputBuffers.get(output.name);
    if (!place) return undefined;
    if (node.op !== "reshape") return plainly(place);
    const { merged, splitsOnly } = regroup(node.input.shape, node.shape);
    return splitsOnly || sameShape(merged, node.shape) ? plainly(place) : undefined;
  }

  /** Merged axes have no indices on the result's side alone: such a reshape is stored merged. */
  #mergedOf(node: Node): Placement | undefined {
    if (node.op !== "reshape") return undefined;
    const { merged, splitsOnly, fromResult } = regroup(node.input.shape, node.shape);
    if (splitsOnly) return undefined;
    return { buffer: this.#declare(this.#names.fresh(this.#nameOf(node)), node, merged, "temporary"), at: fromResult };
  }

  /** A node that only a merging reshape reads writes its elements to their merged place: merging heads costs nothing. */
  #redirected(node: Node, core: Core | undefined): Placement | undefined {
    let reader: Node | undefined = node;
    do {
      const users: readonly Node[] = this.#uses.usersOf(reader);
      reader = users.length === 1 ? users[0] : undefined;
    } while (reader?.op === "permute");
    if (reader?.op !== "reshape" || regroup(reader.input.shape, reader.shape).splitsOnly) return undefined;
    const { at, node: source } = this.sourceOf(reader);
    return source === node && fillsInOrder(node, core, at) ? { buffer: this.place(reader).buffer, at } : undefined;
  }

  #alone(node: Node): Placement {
    return plainly(this.#declare(this.#names.fresh(this.#nameOf(node)), node, node.shape, "temporary"));
  }

  #declare(name: string, node: Node, shape: Readonly<Shape>, role: BufferRole): Buffer {
    const element = node.dtype === "f32" && role === "temporary" ? this.#temporary : node.dtype;
    const made = buffer(name, element, extentsOf(shape), role);
    this.buffers.push(made);
    return made;
  }
}

/** The node's own row-major layout. */
function plainly(of: Buffer): Placement {
  return { buffer: of, at: (indices) => indices };
}

function sameShape(left: Readonly<Shape>, right: Readonly<Shape>): boolean {
  return left.length === right.length && left.every((dim, axis) => dim === right[axis]);
}

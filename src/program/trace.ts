import type { DType } from "../graph/dtype.js";
import { type Node, operands, type PlaceholderNode } from "../graph/node.js";
import { dimsIn } from "../graph/scalar.js";
import { type Dim, noBindings, type Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { show } from "../shape/show.js";
import { fromNode, isTensor, nodeOf, type Tensor } from "../tensor/tensor.js";
import { cacheError, type Growth, nextCacheRule } from "./cache.js";
import { checkIdentifier } from "./identifier.js";
import { namesOf, type Specs } from "./spec.js";

/** What a body gives back without a cache: one tensor, or several by name. */
export type BodyResult = Tensor<Shape, DType> | Readonly<Record<string, Tensor<Shape, DType>>>;

/** What a body gives back with a cache: its result, and the next value of each entry. */
export interface CachedResult<
  O extends BodyResult = BodyResult,
  N extends Readonly<Record<string, Tensor<Shape, DType>>> = Readonly<Record<string, Tensor<Shape, DType>>>,
> {
  readonly out: O;
  readonly cache: N;
}

/** What a body gives back. */
export type ProgramResult = BodyResult | CachedResult;

/** What a program declares. */
export interface Declared {
  readonly params: Specs;
  readonly inputs: Specs;
  readonly cache: Specs;
  /** The name of the axis along which the cache grows; undefined without one. */
  readonly growingAxis: string | undefined;
}

/** A result of a program and the node that computes it. */
export interface Output {
  readonly name: string;
  readonly node: Node;
}

/** A program's body as a graph. */
export interface Trace {
  readonly placeholders: ReadonlyMap<string, PlaceholderNode>;
  readonly outputs: readonly Output[];
  /** Whether the body gave one tensor, not a record. */
  readonly single: boolean;
  /** The next value of each entry of the cache, in the order in which they are declared. */
  readonly nextCache: readonly Output[];
  readonly growth: Growth | undefined;
}

/**
 * Runs the body once on placeholders and keeps the graph.
 * @throws TypeError if the body gives something else than tensors, or an output's name can't be used
 * @throws ShapeError if the graph needs what only another run, program or place knows, or the cache doesn't come back
 * as declared, but longer
 */
export function trace(
  program: string,
  declared: Declared,
  body: (tensors: Readonly<Record<string, Tensor<Shape, DType>>>) => ProgramResult,
): Trace {
  const { params, inputs, cache, growingAxis } = declared;
  const placeholders = new Map([
    ...placeholdersOf("param", params),
    ...placeholdersOf("input", inputs),
    ...placeholdersOf("cache", cache),
  ]);
  const tensors = [...placeholders].map(([name, node]) => [name, fromNode<Shape, DType>(node)] as const);
  const returned = body(Object.fromEntries(tensors));
  const { out, next } = splitResult(returned, growingAxis);
  const single = isTensor(out);
  const outputs = single ? [outputOf(program, "out", out)] : outputsOf(program, out);
  const nodes = new Map(Object.entries(next).map(([name, tensor]) => [name, cacheNode(program, name, tensor)]));
  const growth = growingAxis === undefined ? undefined : nextCacheRule(growingAxis, cache, nodes);
  const nextCache = Object.keys(cache).flatMap((name) => {
    const node = nodes.get(name);
    return node ? [Object.freeze({ name, node })] : [];
  });
  const names = namesOfInputs(program, inputs, growingAxis);
  checkClosed(program, [...outputs, ...nextCache], new Set(placeholders.values()), names);
  return { placeholders, outputs: Object.freeze(outputs), single, nextCache: Object.freeze(nextCache), growth };
}

/** What a body returned, taken apart into its result and the next cache. */
function splitResult(
  returned: ProgramResult,
  growingAxis: string | undefined,
): { readonly out: BodyResult; readonly next: CachedResult["cache"] } {
  if (growingAxis !== undefined) {
    if (isCachedResult(returned)) return { out: returned.out, next: returned.cache };
    throw cacheError("with a cache the body returns { out, cache }");
  }
  if (isCachedResult(returned)) throw cacheError("the body returns { out, cache }, and no cache is declared");
  return { out: returned, next: {} };
}

function isCachedResult(result: ProgramResult): result is CachedResult {
  if (typeof result !== "object" || result === null || isTensor(result)) return false;
  return "out" in result && "cache" in result && typeof result.cache === "object" && !isTensor(result.cache);
}

function cacheNode(program: string, name: string, tensor: Tensor<Shape, DType>): Node {
  if (!isTensor(tensor)) throw new TypeError(`program ${program}: the cache ${name} comes back as no tensor`);
  return nodeOf(tensor);
}

function placeholdersOf(role: PlaceholderNode["role"], specs: Specs): (readonly [string, PlaceholderNode])[] {
  return Object.entries(specs).map(([name, { shape, dtype }]) => {
    return [name, { op: "placeholder", role, name, shape, dtype, dims: noBindings }] as const;
  });
}

function outputsOf(program: string, result: Readonly<Record<string, Tensor<Shape, DType>>>): Output[] {
  const isRecord = typeof result === "object" && result !== null && !Array.isArray(result);
  const outputs = isRecord ? Object.entries(result) : [];
  if (outputs.length === 0) {
    throw new TypeError(`program ${program}: the body must return a tensor, or tensors by name such as { y, weights }`);
  }
  return outputs.map(([name, tensor]) => outputOf(program, name, tensor));
}

function outputOf(program: string, name: string, tensor: Tensor<Shape, DType>): Output {
  checkIdentifier(`program ${program}: the output`, name);
  if (!isTensor(tensor)) throw new TypeError(`program ${program}: the output ${name} is no tensor`);
  return Object.freeze({ name, node: nodeOf(tensor) });
}

/** The names whose sizes are known: those that are an axis of an input by themselves, and that of the cache. */
function namesOfInputs(program: string, inputs: Specs, growingAxis: string | undefined): ReadonlySet<string> {
  const ofCache = growingAxis === undefined ? [] : [growingAxis];
  const dims = [...Object.values(inputs).flatMap(({ shape }) => shape), ...ofCache];
  const names = new Set(dims.flatMap(namesOf));
  for (const name of names) {
    if (!dims.includes(name)) {
      throw new ShapeError(
        "program/unknown",
        `program ${program}: the size of ${name} can't be told from the inputs: give one of them ${name} as an axis`,
      );
    }
  }
  return names;
}

/** Checks that the outputs depend on nothing but these placeholders, and name no dims but these. */
function checkClosed(
  program: string,
  outputs: readonly Output[],
  placeholders: ReadonlySet<Node>,
  names: ReadonlySet<string>,
): void {
  for (const node of reachableFrom(outputs.map((output) => output.node))) {
    if (node.op === "placeholder" && !placeholders.has(node)) {
      throw new ShapeError("program/foreign", `program ${program}: the body uses ${node.name} of another program`);
    }
    if (node.dims.size > 0) {
      const bound = [...node.dims].map(([name, size]) => `${name} = ${size}`).join(", ");
      throw new ShapeError(
        "program/foreign",
        `program ${program}: the body uses a tensor ${show(node.shape)} from outside with ${bound}: ` +
          `a program's dims have no size until it runs, so give literal sizes or make the tensor an input`,
      );
    }
    const unknown = [...node.shape, ...otherDims(node)].flatMap(namesOf).find((name) => !names.has(name));
    if (unknown !== undefined) {
      throw new ShapeError(
        "program/unknown",
        `program ${program}: the body makes a tensor ${show(node.shape)}, and no input has ${unknown} as an axis`,
      );
    }
  }
}

/** The dims that a node needs beside those of its shape. */
function otherDims(node: Node): readonly Dim[] {
  switch (node.op) {
    case "narrow":
      return [node.start];
    case "rotaryTable":
      return [node.offset];
    case "attention":
      return dimsIn(node.score, node.allowed).map(({ dim }) => dim);
    default:
      return [];
  }
}

function reachableFrom(nodes: readonly Node[]): ReadonlySet<Node> {
  const reached = new Set(nodes);
  // A set visits what is added while it is walked.
  for (const node of reached) for (const operand of operands(node)) reached.add(operand);
  return reached;
}

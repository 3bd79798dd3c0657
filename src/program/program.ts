import type { DType } from "../graph/dtype.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { Fits } from "../shape/message.js";
import type { Tensor } from "../tensor/tensor.js";
import type { ResultOf } from "./body-rule.js";
import { type CacheRule, type EvaluatedTensors, type Growth, growingAxisRule } from "./cache.js";
import { evaluateTrace } from "./evaluate.js";
import { checkIdentifier } from "./identifier.js";
import { normaliseSpecs, type SpecArguments, type SpecsOf, type TensorsOf } from "./spec.js";
import { type BodyResult, type Output, type ProgramResult, trace } from "./trace.js";

/**
 * A computation with typed parameters and inputs, written once: what kernels are generated from.
 *
 * Parameters (`P`) are the same in every call; inputs (`I`) come with each call and may have named axes; a cache (`C`)
 * is kept from call to call. `R` is what the body returns.
 */
export interface Program<
  P extends SpecArguments = SpecArguments,
  I extends SpecArguments = SpecArguments,
  R extends ProgramResult = BodyResult,
  C extends SpecArguments = {},
> {
  readonly name: string;
  readonly params: SpecsOf<P>;
  readonly inputs: SpecsOf<I>;
  /** What is kept from call to call; empty in most programs. */
  readonly cache: SpecsOf<C>;
  /** The results in the order of the body's record; one tensor alone is named `out`. */
  readonly outputs: readonly Output[];
  /** Whether the body gave one tensor, not a record. */
  readonly single: boolean;
  /** The next value of each entry of the cache, in the order in which they are declared. */
  readonly nextCache: readonly Output[];
  /** How the cache grows; undefined without one. */
  readonly growth: Growth | undefined;
  /** How many positions before a call's first kernels keep at least; undefined where they keep all. */
  readonly window: number | undefined;
  /**
   * The result by the reference evaluator, for parameters and inputs by name. With a cache its entries are given too,
   * `zeros([8, 0, 64])` to begin with, and the result is `{ out, cache }`: nothing is kept here.
   * @throws TypeError if a name is missing or unknown, or a tensor has another dtype
   * @throws ShapeError if a tensor's shape isn't as declared, or one name would have two sizes
   */
  evaluate(tensors: EvaluatedTensors<P & I, C>): R;
}

/** A program of any shapes, with a cache or without. */
export type AnyProgram = Program<SpecArguments, SpecArguments, ProgramResult, SpecArguments>;

/** What {@link program} takes. */
export interface ProgramDefinition<P extends SpecArguments, I extends SpecArguments, R, C extends SpecArguments = {}> {
  /** An identifier: kernels and files are named after it. */
  readonly name: string;
  /** Shapes of sizes only: `{ w: [512, 512] }`. */
  readonly params: P;
  /** Shapes that may name axes, `{ x: ["seq", 512] }`, and may have a dtype, `{ ids: { shape: ["seq"], dtype: "i32" } }`. */
  readonly inputs: I;
  /**
   * What is kept from call to call: shapes of sizes and one name, the axis that grows, `{ keys: [8, "past", 64] }`. It
   * has the same name in all entries; it is 0 before the first call.
   */
  readonly cache?: C;
  /**
   * Says that a query looks back at most so many positions, `window: { left: 128 }` in each attention to the cache for
   * `window: 128` here. Kernels then keep no more of the cache than they need for that, however long it gets; a program
   * that looks further back is not generated. `evaluate` keeps all and gives the same result.
   */
  readonly window?: number | undefined;
  /**
   * The computation, with ordinary operations. It runs once, on tensors that have no data yet. With a cache it returns
   * `{ out, cache }`, where `cache` has the next value of each entry: mostly what `append` gives.
   */
  readonly body: (tensors: TensorsOf<P & I & NoInfer<C>>) => R;
}

/** The definition of a program if its body gives tensors and its cache comes back as it has to, else the message. */
export type CheckedDefinition<P extends SpecArguments, I extends SpecArguments, R, C extends SpecArguments> = [
  CacheRule<C, R>,
] extends [Fits<unknown>]
  ? ProgramDefinition<P, I, R, C>
  : [CacheRule<C, R>] extends [infer Message extends string]
    ? Message
    : never;

/**
 * Defines a program and traces its body into a graph.
 *
 * Names of the program, params, inputs, cache entries, outputs and dims reach generated code: they must be identifiers
 * of at most 64 characters and no words that JavaScript keeps for itself.
 *
 * ```ts
 * const project = program({
 *   name: "project",
 *   params: { w: [64, 512] },
 *   inputs: { x: ["seq", 512] },
 *   body: ({ x, w }) => linear(x, w),   // Tensor<["seq", 64]>
 * });
 * ```
 *
 * With a cache, one token at a time:
 *
 * ```ts
 * const attend = program({
 *   name: "attend",
 *   params: { wk: [64, 64] },
 *   inputs: { x: [1, 64] },
 *   cache: { keys: ["past", 64] },
 *   body: ({ x, keys, wk }) => {
 *     const k = append(keys, linear(x, wk));   // Tensor<["past+1", 64]>
 *     return { out: attention(x, k, k), cache: { keys: k } };
 *   },
 * });
 * ```
 * @throws TypeError for a name that can't be used, or a body that gives no tensors
 * @throws RangeError for a window that is no number of positions
 * @throws ShapeError for a shape that can't be used, or a body whose tensors don't fit; `program/cache` for a cache that
 * doesn't come back as declared, but longer
 */
export function program<
  const P extends SpecArguments<number>,
  const I extends SpecArguments,
  // Before the body is looked at nothing is wrong with what it returns.
  R = unknown,
  const C extends SpecArguments = {},
>(definition: CheckedDefinition<P, I, R, C>): Program<P, I, ResultOf<R>, C>;
export function program(definition: {
  readonly name: string;
  readonly params: SpecArguments<Dim>;
  readonly inputs: SpecArguments<Dim>;
  readonly cache?: SpecArguments<Dim>;
  readonly window?: number | undefined;
  readonly body: (tensors: Readonly<Record<string, Tensor<Shape, DType>>>) => ProgramResult;
}): AnyProgram {
  const { name } = definition;
  checkIdentifier("program: the program", name);
  checkDefinition(name, { ...definition });
  const params = normaliseSpecs(name, "parameter", definition.params);
  const inputs = normaliseSpecs(name, "input", definition.inputs);
  const cache = normaliseSpecs(name, "cache", definition.cache ?? {});
  checkNames(name, [
    ["a parameter", params],
    ["an input", inputs],
    ["a cache entry", cache],
  ]);
  const traced = trace(name, { params, inputs, cache, growingAxis: growingAxisRule(cache) }, definition.body);
  return Object.freeze({
    name,
    params,
    inputs,
    cache,
    outputs: traced.outputs,
    single: traced.single,
    nextCache: traced.nextCache,
    growth: traced.growth,
    window: checkWindow(name, definition.window, traced.growth),
    evaluate: (tensors: Readonly<Record<string, Tensor<Shape, DType>>>) => evaluateTrace(name, traced, tensors),
  });
}

/** What the compiler sees too, for those who don't use it. */
function checkDefinition(owner: string, definition: Readonly<Record<string, unknown>>): void {
  for (const role of ["params", "inputs"]) {
    if (typeof definition[role] === "object" && definition[role] !== null) continue;
    throw new TypeError(`program ${owner}: declare ${role}, shapes by name: {} where there are none`);
  }
  if (typeof definition["body"] === "function") return;
  throw new TypeError(`program ${owner}: give a body, a function that returns a tensor or tensors by name`);
}

function checkWindow(owner: string, window: number | undefined, growth: Growth | undefined): number | undefined {
  if (window === undefined) return undefined;
  if (growth === undefined) throw new TypeError(`program ${owner}: a window is of the cache, and none is declared`);
  if (Number.isSafeInteger(window) && window >= 1) return window;
  throw new RangeError(`program ${owner}: the window is a whole number of positions from 1: got ${String(window)}`);
}

function checkNames(owner: string, all: readonly (readonly [role: string, specs: object])[]): void {
  const roles = new Map<string, string>();
  for (const [role, specs] of all) {
    for (const name of Object.keys(specs)) {
      const other = roles.get(name);
      if (other !== undefined) {
        throw new TypeError(`program ${owner}: ${other} and ${role} are both named ${name}: rename one of them`);
      }
      roles.set(name, role);
    }
  }
}

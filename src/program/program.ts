import type { DType } from "../graph/dtype.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { Tensor } from "../tensor/tensor.js";
import { evaluateTrace } from "./evaluate.js";
import { checkIdentifier } from "./identifier.js";
import { normaliseSpecs, type SpecArguments, type SpecsOf, type TensorsOf } from "./spec.js";
import { type BodyResult, type Output, trace } from "./trace.js";

/**
 * A computation with typed parameters and inputs, written once: what kernels are generated from.
 *
 * Parameters (`P`) are the same in every call; inputs (`I`) come with each call and may have named axes. `R` is what
 * the body returns.
 */
export interface Program<
  P extends SpecArguments = SpecArguments,
  I extends SpecArguments = SpecArguments,
  R extends BodyResult = BodyResult,
> {
  readonly name: string;
  readonly params: SpecsOf<P>;
  readonly inputs: SpecsOf<I>;
  /** The results in the order of the body's record; one tensor alone is named `out`. */
  readonly outputs: readonly Output[];
  /** Whether the body gave one tensor, not a record. */
  readonly single: boolean;
  /**
   * The result by the reference evaluator, for parameters and inputs by name.
   * @throws TypeError if a name is missing or unknown, or a tensor has another dtype
   * @throws ShapeError if a tensor's shape isn't as declared, or one name would have two sizes
   */
  evaluate(tensors: TensorsOf<P & I>): R;
}

/** What {@link program} takes. */
export interface ProgramDefinition<P extends SpecArguments, I extends SpecArguments, R extends BodyResult> {
  /** An identifier: kernels and files are named after it. */
  readonly name: string;
  /** Shapes of sizes only: `{ w: [512, 512] }`. */
  readonly params: P;
  /** Shapes that may name axes, `{ x: ["seq", 512] }`, and may have a dtype, `{ ids: { shape: ["seq"], dtype: "i32" } }`. */
  readonly inputs: I;
  /** The computation, with ordinary operations. It runs once, on tensors that have no data yet. */
  readonly body: (tensors: TensorsOf<P & I>) => R;
}

/**
 * Defines a program and traces its body into a graph.
 *
 * Names of the program, params, inputs, outputs and dims reach generated code: they must be identifiers of at most 64
 * characters and no words that JavaScript keeps for itself.
 *
 * ```ts
 * const project = program({
 *   name: "project",
 *   params: { w: [64, 512] },
 *   inputs: { x: ["seq", 512] },
 *   body: ({ x, w }) => linear(x, w),   // Tensor<["seq", 64]>
 * });
 * ```
 * @throws TypeError for a name that can't be used, or a body that gives no tensors
 * @throws ShapeError for a shape that can't be used, or a body whose tensors don't fit
 */
export function program<const P extends SpecArguments<number>, const I extends SpecArguments, R extends BodyResult>(
  definition: ProgramDefinition<P, I, R>,
): Program<P, I, R>;
export function program(definition: {
  readonly name: string;
  readonly params: SpecArguments<Dim>;
  readonly inputs: SpecArguments<Dim>;
  readonly body: (tensors: Readonly<Record<string, Tensor<Shape, DType>>>) => BodyResult;
}): Program {
  const { name } = definition;
  checkIdentifier("program: the program", name);
  const params = normaliseSpecs(name, "parameter", definition.params);
  const inputs = normaliseSpecs(name, "input", definition.inputs);
  for (const both of Object.keys(params).filter((each) => Object.hasOwn(inputs, each))) {
    throw new TypeError(`program ${name}: a parameter and an input are both named ${both}: rename one of them`);
  }
  const traced = trace(name, params, inputs, definition.body);
  return Object.freeze({
    name,
    params,
    inputs,
    outputs: traced.outputs,
    single: traced.single,
    evaluate: (tensors: Readonly<Record<string, Tensor<Shape, DType>>>) => evaluateTrace(name, traced, tensors),
  });
}

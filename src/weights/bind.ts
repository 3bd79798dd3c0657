import type { DType } from "../graph/dtype.js";
import type { Program, ProgramResult, SpecArguments, TensorsOf } from "../program/index.js";
import type { Shape } from "../shape/dim.js";
import type { Tensor } from "../tensor/tensor.js";
import { bindTensor } from "./bind-tensor.js";
import { quoted, shownShape, WeightsError } from "./error.js";
import { entriesOf } from "./named.js";
import type { Named, WeightTensor } from "./named.js";
import { nearestName } from "./nearest-name.js";
import { torchAttentionNames, torchMultiheadAttention } from "./torch-attention.js";

/** How {@link bindParams} finds the tensor of a param. */
export interface BindOptions<Param extends string = string> {
  /** The tensor of a param, without the prefix. A param that it doesn't name has the tensor of its own name. */
  readonly map?: Readonly<Partial<Record<Param, string>>> | ((param: Param) => string | undefined);
  /** What the tensors' names begin with: `"encoder.layers.0.self_attn."`. Other tensors are not looked at. */
  readonly prefix?: string;
  /** What to do about tensors that are no param's: refuse them, which is the default, or leave them alone. */
  readonly extra?: "refuse" | "ignore";
}

/**
 * The tensors of a program's params, from a weight file or made by hand: checked, converted to the params' dtypes (F16 and
 * BF16 exactly, F64 rounded), and ready for `program.evaluate` or a generated kernel. Data that needs no conversion isn't
 * copied.
 *
 * Where the program has a param `wq` and the tensors have none, but have the names of PyTorch's nn.MultiheadAttention,
 * they are read by {@link torchMultiheadAttention}.
 *
 * ```ts
 * const params = bindParams(mha, readSafetensors(bytes), { prefix: "encoder.layers.0.self_attn." });
 * ```
 * @throws {WeightsError} that lists at once every param without a tensor, every tensor without a param, and every shape
 * and dtype that doesn't fit.
 */
export function bindParams<
  P extends SpecArguments,
  I extends SpecArguments,
  R extends ProgramResult,
  C extends SpecArguments,
>(program: Program<P, I, R, C>, tensors: Named<WeightTensor>, options?: BindOptions<keyof P & string>): TensorsOf<P>;
export function bindParams(
  { name: programName, params }: Program,
  tensors: Named<WeightTensor>,
  { map = {}, prefix = "", extra = "refuse" }: BindOptions = {},
): Readonly<Record<string, Tensor<Shape, DType>>> {
  const renamed = typeof map === "function" ? undefined : new Map(Object.entries(map));
  const nameOf = (param: string) => (typeof map === "function" ? map(param) : renamed?.get(param)) ?? param;
  const wanted = new Map(Object.keys(params).map((param) => [param, nameOf(param)]));
  const given = withoutTorchNames(underPrefix(tensors, prefix), wanted, prefix);
  const used = new Set(wanted.values());
  const unused = [...given.keys()].filter((name) => !used.has(name));
  const missing = [...wanted.values()].filter((name) => !given.has(name));

  const problems = typeof map === "function" ? [] : keysThatAreNoParam(map, params);
  const bound: Record<string, Tensor<Shape, DType>> = {};
  for (const [param, spec] of Object.entries(params)) {
    const name = nameOf(param);
    const tensor = given.get(name);
    if (tensor === undefined) {
      const needed = `param ${param} ${shownShape(spec.shape)} needs tensor ${quoted(prefix + name)}`;
      problems.push(`missing: ${needed}${suggestion(name, unused)}`);
      continue;
    }
    try {
      bound[param] = bindTensor(param, spec, prefix + name, tensor);
    } catch (error) {
      if (!(error instanceof WeightsError)) {
        throw error;
      }
      problems.push(error.message);
    }
  }
  for (const name of extra === "refuse" ? unused : []) {
    const shown = `tensor ${quoted(prefix + name)} ${shownShape(given.get(name)?.shape ?? [])}`;
    problems.push(`extra: ${shown} is no param's${suggestion(name, missing)}`);
  }
  if (problems.length > 0) {
    throw new WeightsError(report(programName, problems));
  }
  return bound;
}

function underPrefix(tensors: Named<WeightTensor>, prefix: string): ReadonlyMap<string, WeightTensor> {
  const under = entriesOf(tensors).filter(([name]) => name.startsWith(prefix));
  return new Map(under.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

/** Replaces what is PyTorch's nn.MultiheadAttention by `wq` to `bo`, if the program wants `wq` and it isn't there. */
function withoutTorchNames(
  given: ReadonlyMap<string, WeightTensor>,
  wanted: ReadonlyMap<string, string>,
  prefix: string,
): ReadonlyMap<string, WeightTensor> {
  const isTorch = given.has("in_proj_weight") || given.has("q_proj_weight");
  if (!isTorch || wanted.get("wq") !== "wq" || given.has("wq")) {
    return given;
  }
  const others = [...given].filter(([name]) => !torchAttentionNames.has(name));
  const state = new Map([...given].map(([name, tensor]) => [prefix + name, tensor]));
  return new Map([...others, ...Object.entries(torchMultiheadAttention(state, prefix))]);
}

function keysThatAreNoParam(map: object, params: object): string[] {
  const strangers = Object.keys(map).filter((key) => !Object.hasOwn(params, key));
  return strangers.map((key) => `map: ${quoted(key)} is no param${suggestion(key, Object.keys(params))}`);
}

function suggestion(name: string, candidates: readonly string[]): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? "" : `; did you mean ${quoted(nearest)}?`;
}

const MOST_LISTED = 30;

function report(program: string, problems: readonly string[]): string {
  const listed = problems.slice(0, MOST_LISTED).map((problem) => `  ${problem}`);
  if (problems.length > MOST_LISTED) {
    listed.push(`  and ${problems.length - MOST_LISTED} more`);
  }
  return [`bindParams: the tensors don't fit the params of ${program}:`, ...listed].join("\n");
}

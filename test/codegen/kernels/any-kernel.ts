import type { DType, Shape, Tensor } from "heddle";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import type { Data } from "../../../src/graph/dtype.js";

/** A tensor of any shape and dtype. */
export type AnyTensor = Tensor<Shape, DType>;

/** What a kernel takes for a tensor. */
export type Given = AnyTensor | Data;

/** Tensors, or their elements, by name. */
export type GivenByName = Readonly<Record<string, Given>>;

/** A kernel as its module gives it, without the types that belong to its program. */
export interface AnyKernel {
  (inputs: GivenByName): AnyTensor | Readonly<Record<string, AnyTensor>>;
  <Out>(inputs: GivenByName, out: Out): Out;
  dispose(): void;
}

/** `create…` of a generated module. */
export type CreateKernel = (
  params: GivenByName,
  options?: { readonly target?: string } & Readonly<Record<string, unknown>>,
) => Promise<AnyKernel>;

/** `create…` of any module, without its types: whoever calls sees to the arguments. */
export function untyped(create: unknown): CreateKernel {
  if (!isCreate(create)) throw new TypeError(`no function that creates a kernel: ${String(create)}`);
  return create;
}

function isCreate(value: unknown): value is CreateKernel {
  return typeof value === "function";
}

/** The outputs of one call by name, whether the program gives one tensor or several. */
export function outputsOf(
  program: ProgramGraph,
  result: AnyTensor | Readonly<Record<string, AnyTensor>>,
): ReadonlyMap<string, AnyTensor> {
  return new Map(isAnyTensor(result) ? [[program.outputs[0]?.name ?? "out", result]] : Object.entries(result));
}

function isAnyTensor(value: AnyTensor | Readonly<Record<string, AnyTensor>>): value is AnyTensor {
  return "sizes" in value && Array.isArray(value.sizes);
}

import type { DType } from "../../../src/graph/dtype.js";
import type { Shape } from "../../../src/shape/dim.js";
import type { ProgramGraph, TensorSpec } from "../../plan/program.js";
import type { Buffer, Module } from "../../ir/nodes.js";
import { extentsOf } from "../../plan/extents.js";
import { guardRanges, type IndexCheck, indexChecks, type IndexRange } from "../../plan/index-checks.js";
import { type Limit, limitsOf } from "../../plan/limits.js";
import { usesOf } from "../../plan/uses.js";
import { constantsOf, type HostConstant } from "./host-constants.js";
import { type HostState, stateOf } from "./host-state.js";
import { stringLiteral } from "./literal.js";
import { Identifiers } from "./names.js";

/** A tensor that a generated module takes or gives. */
export interface HostTensor extends TensorSpec {
  /** The property that holds it. */
  readonly name: string;
  /** The buffer of the module that it is. */
  readonly buffer: string;
}

/** What the entry of a generated module deals in. */
export interface Host {
  readonly program: string;
  /** `Mha512x8` for `mha512x8`: the stem of the module's types. */
  readonly stem: string;
  readonly params: readonly HostTensor[];
  readonly inputs: readonly HostTensor[];
  readonly outputs: readonly HostTensor[];
  /** Whether a call gives one tensor, not a record. */
  readonly single: boolean;
  /** What is kept from call to call, where something is. */
  readonly state: HostState | undefined;
  /** What the kernel brings along. */
  readonly constants: readonly HostConstant[];
  /** The indices among the params and inputs. */
  readonly indices: readonly IndexCheck[];
  /** Where a call says which of the indices that it computed are outside, and of what. */
  readonly guards: { readonly buffer: string; readonly ranges: readonly IndexRange[] } | undefined;
  /** What the sizes of a call must be. */
  readonly limits: readonly Limit[];
}

/** The entry of a program's module. */
export function hostOf(program: ProgramGraph, module: Module): Host {
  // The module's outputs stand in the program's order; one that is called like an input has another name there.
  const results = module.buffers.filter(({ role }) => role === "output");
  return {
    program: program.name,
    stem: stemOf(program.name),
    params: givenTensors(program.params),
    inputs: givenTensors(program.inputs),
    single: program.single,
    state: stateOf(module, program.cache ?? {}),
    constants: constantsOf(module.buffers),
    indices: indexChecks(program),
    guards: guardsOf(program, results[program.outputs.length]),
    limits: limitsOf(usesOf([...program.outputs, ...(program.nextCache ?? [])].map(({ node }) => node)).order),
    outputs: program.outputs.map(({ name, node }, i) => ({
      name,
      buffer: results[i]?.name ?? name,
      shape: node.shape,
      dtype: node.dtype,
    })),
  };
}

/** An output that is none of the program's is that of its guards. */
function guardsOf(program: ProgramGraph, outside: Buffer | undefined): Host["guards"] {
  return outside && { buffer: outside.name, ranges: guardRanges(program) };
}

function givenTensors(specs: ProgramGraph["params"]): readonly HostTensor[] {
  return Object.entries(specs).map(([name, { shape, dtype }]) => ({ name, buffer: name, shape, dtype }));
}

/** A program that would hide a type which the module needs, such as one called `tensor`, gets a number. */
function stemOf(program: string): string {
  const types = new Identifiers([
    "ArrayBufferView",
    "Given",
    "WasmAddress",
    "WasmExports",
    "FileUrl",
    "FileReading",
    "CodeVariant",
    "Crew",
    "Aboard",
  ]);
  return types.fresh(program.charAt(0).toUpperCase() + program.slice(1));
}

/** The typed array of a dtype. */
export function dataType(dtype: DType): string {
  return { f32: "Float32Array", i32: "Int32Array", bool: "Uint8Array" }[dtype];
}

/** `Tensor<["seq", 512]>`. */
export function tensorType({ shape, dtype }: TensorSpec): string {
  const dims = shape.map((dim) => (typeof dim === "number" ? String(dim) : stringLiteral(dim)));
  return `Tensor<[${dims.join(", ")}]${dtype === "f32" ? "" : `, ${stringLiteral(dtype)}`}>`;
}

/** `[seq, 512]`, as messages and comments show it. */
export function showShape(shape: Readonly<Shape>): string {
  return `[${shape.join(", ")}]`;
}

/** The names in a shape, each once. */
export function namesIn(shape: Readonly<Shape>): readonly string[] {
  return [...new Set(extentsOf(shape).flatMap(({ terms }) => terms.map(([name]) => name)))];
}

/** The names whose sizes come with a call's inputs: not that of a cache, which the kernel knows. */
export function sizeNames({ inputs, state }: Pick<Host, "inputs" | "state">): readonly string[] {
  return [...new Set(inputs.flatMap(({ shape }) => namesIn(shape)))].filter((name) => name !== state?.length);
}

/** What a caller may give for a tensor. */
export function givenType(spec: TensorSpec): string {
  return `${tensorType(spec)} | ${dataType(spec.dtype)}`;
}

/** The type of a result: the tensor of a program with one output, a record of tensors otherwise. */
export function resultType(host: Host): string {
  const [only] = host.outputs;
  return host.single && only ? tensorType(only) : `${host.stem}Outputs`;
}

/** The type of an `out` argument. */
export function outType(host: Host): string {
  const [only] = host.outputs;
  if (host.single && only) return givenType(only);
  return `{ ${host.outputs.map((output) => `readonly ${output.name}: ${givenType(output)}`).join("; ")} }`;
}

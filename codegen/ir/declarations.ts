import { type AffineLike, toAffine } from "./affine.js";
import type {
  Affine,
  Buffer,
  BufferParameter,
  BufferRole,
  ConstantData,
  Element,
  Module,
  ModuleState,
  Procedure,
} from "./nodes.js";

/** A buffer of a module. */
export function buffer(name: string, element: Element, extents: readonly AffineLike[], role: BufferRole): Buffer {
  return Object.freeze({ name, element, extents: Object.freeze(extents.map(toAffine)), role });
}

/** A param that the kernel brings along. */
export function constantBuffer(name: string, element: Element, extents: readonly number[], data: ConstantData): Buffer {
  return Object.freeze({ ...buffer(name, element, extents, "param"), data });
}

/** A buffer that the calls of a procedure pass. */
export function bufferParameter(name: string, element: Element, extents: readonly AffineLike[]): BufferParameter {
  return Object.freeze({ name, element, extents: Object.freeze(extents.map(toAffine)) });
}

/** What a module is made of. */
export interface ModuleParts {
  readonly name: string;
  readonly dims: readonly string[];
  readonly buffers: readonly Buffer[];
  /** What `prepare` and `run` call, each before its callers. */
  readonly procedures?: readonly Procedure[];
  readonly prepare: Procedure;
  readonly run: Procedure;
  readonly state?: ModuleState | undefined;
  readonly limits?: readonly Affine[];
}

/** The module of these parts; `prepare` and `run` name its buffers and take no parameters. */
export function moduleOf(parts: ModuleParts): Module {
  return Object.freeze({
    name: parts.name,
    dims: Object.freeze([...parts.dims]),
    buffers: Object.freeze([...parts.buffers]),
    procedures: Object.freeze([...(parts.procedures ?? []), parts.prepare, parts.run]),
    prepare: parts.prepare.name,
    run: parts.run.name,
    ...(parts.state ? { state: Object.freeze(parts.state) } : {}),
    ...(parts.limits && parts.limits.length > 0 ? { limits: Object.freeze([...parts.limits]) } : {}),
  });
}

import type { Module } from "../../../ir/nodes.js";
import { stringLiteral } from "../../typescript/literal.js";
import type { Identifiers } from "../../typescript/names.js";

/** The global that tells where a buffer of the loops lies. */
export function addressExport(buffer: string): string {
  return `address of ${buffer}`;
}

/** The global that holds how many positions a call finds in the state. */
export const LENGTH_EXPORT = "length of state";
/** The global that holds how many positions there have been, where fewer are held and the loops ask. */
export const SEEN_EXPORT = "positions seen by state";

/** The declarations of what a lowered module exports and of what is used of the engine's WebAssembly. */
export function engineTypes(
  { name, dims, buffers, state }: Module,
  identifiers: Identifiers,
  hasThreads: boolean,
): string {
  const sizes = dims.map((dim) => `${identifiers.of("index", dim)}: number`).join(", ");
  const placed = buffers.filter(({ role }) => ["param", "input", "output", "state"].includes(role));
  const addresses = placed.map((buffer) => `readonly ${stringLiteral(addressExport(buffer.name))}: WasmAddress;`);
  return `
/** Where something lies in the memory, in bytes. */
interface WasmAddress {
  readonly value: number;
}

/** What the WebAssembly of ${name} exports. */
interface WasmExports {
  readonly memory: { readonly buffer: ${hasThreads ? "ArrayBufferLike" : "ArrayBuffer"} };
  /** Lays the memory out for calls of these sizes and grows it if need be; 0 where there is not enough. */
  readonly reserve: (${sizes}) => number;
  /** Packs the params, once. */
  readonly prepare: () => void;
  /** One call. */
  readonly run: () => void;
  ${hasThreads ? "/** Tells the code for threads which of how many it is for; 0 where there is not enough memory. */\n  readonly seat?: (thread: number, threads: number) => number;\n" : ""}  ${addresses.join("\n")}
  ${state ? `/** How many positions of the cache the next call finds. */\nreadonly ${stringLiteral(LENGTH_EXPORT)}: { value: number };` : ""}${
    dims.some((dim) => dim === state?.window?.seen)
      ? `\n/** How many positions there have been before the next call. */\nreadonly ${stringLiteral(SEEN_EXPORT)}: { value: number };`
      : ""
  }
}

/** What is used of the engine's WebAssembly: its types come with the DOM's, which not every project has. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: ArrayBuffer | Uint8Array): Promise<object>;
  instantiate(code: object${hasThreads ? ", imports?: object" : ""}): Promise<{ readonly exports?: WasmExports }>;${
    hasThreads
      ? `
  readonly Module: { new (bytes: Uint8Array): object; imports(code: object): readonly object[] };`
      : ""
  }
};`;
}

import { showModule } from "../../ir/index.js";
import type { Module } from "../../ir/nodes.js";
import type { ProgramGraph } from "../../plan/program.js";

/**
 * The name of an export that tells whose code a module of WebAssembly is: `"kernel mha512x8 0f1e2d3c"`. It differs between
 * programs of other params, inputs, outputs or loops, so that code of another kernel, or left over from an older one, is
 * noticed before it runs.
 */
export function markOf({ name, params, inputs, outputs }: ProgramGraph, module: Module): string {
  const results = outputs.map(({ name: output, node: { shape, dtype } }) => ({ output, shape, dtype }));
  return `kernel ${name} ${hashOf(JSON.stringify([params, inputs, results, showModule(module)]))}`;
}

/** The 32-bit FNV-1a hash (Fowler, Noll and Vo) of a text's UTF-16 units, in eight hexadecimal digits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

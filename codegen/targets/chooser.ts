import type { Target } from "../kernel.js";
import { compileParameters, type Entry, header, type Host, type Statement, typeImports } from "./typescript/index.js";
import { simdProbe } from "./wasm/host/index.js";

/** What the modules of the targets are, for the header of the one that chooses between them. */
const DESCRIPTIONS: { readonly [T in Target]: string } = {
  typescript: "typescript.js is JavaScript and runs everywhere",
  wasm: "wasm.js is WebAssembly with SIMD",
};

/** The statements that refuse a target which the engine doesn't run; none where every engine does. */
const CONDITIONS: { readonly [T in Target]: { readonly test: string; readonly lacks: string } | undefined } = {
  typescript: undefined,
  wasm: { test: "hasSimd()", lacks: "WebAssembly with SIMD" },
};

/** The entry of a kernel with several targets: it imports the one that is asked for, and no other. */
export function chooserModule(host: Host, entry: Entry): readonly Statement[] {
  const { stem, program } = host;
  const { targets } = entry;
  const notes = `${targets.map((target) => DESCRIPTIONS[target]).join("; ")}.
This module imports the one that is asked for. Each can also be imported by itself.`;
  const parameters = `params: ${stem}Params, options`;
  return [
    `${header(host, entry, notes)}
${importsOf(host, entry)}`,
    ...(targets.includes("wasm") ? [engineType, `${simdProbe()}\n`] : []),
    `/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * ${preferenceNote(targets)}. Throws RangeError for a target that can't be had.
 */
${targets.includes("wasm") ? `export async function create${stem}(${parameters}: ${stem}Options & { readonly target: "wasm" }): Promise<Wasm${stem}>;` : ""}
export async function create${stem}(${parameters}?: ${stem}Options): Promise<${stem}>;
export async function create${stem}(${parameters}: ${stem}Options = {}): Promise<${stem}> {
  const { target = ${targets.includes("wasm") ? `options.module ? "wasm" : ` : ""}${preferred(targets)} } = options;
  switch (target) {
${targets.map((target) => chosen(target, entry, host)).join("\n")}
default:
throw new RangeError(\`${program}: there is no target \${String(target)} here; this module has: ${targets.join(", ")}\`);
}
}
${targets.includes("wasm") ? compileFunction(host, entry) : ""}`,
  ];
}

function compileFunction({ stem }: Host, entry: Entry): string {
  const parameters = compileParameters(entry);
  return `
/** Compiles the kernel's WebAssembly, a \`WebAssembly.Module\`: workers that are sent it make kernels of it. */
export async function compile${stem}(${parameters}): Promise<object> {
  const module = await import("./wasm.js");
  return module.compile${stem}(${parameters === "" ? "" : "options"});
}
`;
}

function importsOf({ stem }: Host, entry: Entry): string {
  const kernels = [stem, ...(entry.targets.includes("wasm") ? [`Wasm${stem}`] : [])];
  return typeImports(entry, [...kernels, `${stem}Params`, `${stem}Options`]);
}

/** The first target that the engine runs. */
function preferred(targets: readonly Target[]): string {
  const [first, ...others] = targets;
  if (first === undefined) throw new Error("a kernel has at least one target");
  const condition = CONDITIONS[first];
  return condition && others.length > 0 ? `${condition.test} ? "${first}" : ${preferred(others)}` : `"${first}"`;
}

function preferenceNote(targets: readonly Target[]): string {
  const candidates: Target[] = [];
  for (const target of targets) {
    candidates.push(target);
    if (CONDITIONS[target] === undefined) break;
  }
  return candidates.length === 1 ? candidates.join() : `the first of ${candidates.join(" and ")} that the engine runs`;
}

function chosen(target: Target, { targets, options }: Entry, { stem, program, state }: Host): string {
  const condition = CONDITIONS[target];
  const others = targets.filter((other) => other !== target).join(", ");
  const refusal = condition
    ? `if (!${condition.test}) throw new RangeError("${program}: there is no target ${target} here, since this engine has no ${condition.lacks}; it has: ${others}");\n`
    : "";
  const given = state || (target === "wasm" && options.length > 0) ? ", { ...options, target }" : "";
  return `case "${target}": {
${refusal}const module = await import("./${target}.js");
return module.create${stem}(params${given});
}`;
}

const engineType = `
/** What is used of the engine's WebAssembly: its types come with the DOM's, which not every project has. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };`;

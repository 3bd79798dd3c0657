import type { WasmOptions } from "../../../kernel.js";
import { stringLiteral } from "../../typescript/literal.js";
import { threadFunctions } from "./threads.js";
import { type CodeVariant, featuresOf, sizeOf, variantName } from "./variants.js";

/** The variants of a kernel's code, and how they are carried. */
export interface CarriedCode {
  readonly variants: readonly CodeVariant[];
  /** The name of an export by which the code is known. */
  readonly mark: string;
  readonly bytes: WasmOptions["bytes"];
}

/** The name under which a module exports the bytes that it holds. */
export const CODE_CONSTANT = "KERNEL_WASM";

/** The module that holds a variant's bytes in base64. */
export function base64Name(variant: CodeVariant): string {
  return `${variantName(variant)}-wasm`;
}

/** The file that holds a variant's bytes. */
export function wasmFile(variant: CodeVariant): string {
  return `${variantName(variant)}.wasm`;
}

/** The functions that give a module's code instances: compiled once, whatever the number of kernels. */
export function codeLoading(program: string, carried: CarriedCode): string {
  const isOne = carried.variants.length === 1;
  const loading = isOne ? loadOne(program) : loadVariant(program, carried);
  const compiling = carried.bytes === "base64" ? fromBase64(isOne) : fromFile(isOne, carried);
  const instantiating = featuresOf(carried.variants).has("threads") ? threadFunctions : instantiation;
  return `${instantiating(program, carried)}${loading}${compiling}`.trimEnd();
}

/** What stands at the top of the module for {@link codeLoading}: bytes of which there is a choice are imported later. */
export function codeImport({ variants, bytes }: CarriedCode): string {
  const [only, another] = variants;
  if (bytes === "file" || !only || another) return "";
  return `import { ${CODE_CONSTANT} } from "./${base64Name(only)}.js";\n`;
}

/** Code comes from files that may be older than the module, and from callers. */
function instantiation(program: string, { mark }: CarriedCode): string {
  return `
/** The kernel's code with a memory of its own. */
async function instantiate(code: object): Promise<WasmExports> {
  const { exports } = await WebAssembly.instantiate(code).catch((cause: unknown) => {
    ${cannotLoad(program)}
  });
  if (exports !== undefined && ${stringLiteral(mark)} in exports) return exports;
  throw new Error("${program}: its WebAssembly is no compiled module of this version of the kernel");
}
`;
}

function loadOne(program: string): string {
  return `
/** The kernel's code, compiled when the first kernel is made. */
let code: Promise<object> | undefined;

/** Loads and compiles the kernel's code. */
async function loadCode(): Promise<object> {
  try {
    code ??= readCode();
    return await code;
  } catch (cause) {
    // The next kernel tries again.
    code = undefined;
    ${cannotLoad(program)}
  }
}
`;
}

function loadVariant(program: string, { variants, bytes }: CarriedCode): string {
  const carriers = variants.map((variant) => {
    const carrier =
      bytes === "base64"
        ? `import("./${base64Name(variant)}.js")`
        : `new URL("./${wasmFile(variant)}", import.meta.url)`;
    return `"${variantName(variant)}": () => ${carrier}`;
  });
  return `
/** Where each variant of the kernel's code is. */
const carriers = {
  ${carriers.join(",\n  ")},
};

/** The variants that kernels were made of, compiled. */
const codes: { [V in CodeVariant]?: Promise<object> | undefined } = {};

/** Loads and compiles a variant of the kernel's code, and no other. */
async function loadCode(variant: CodeVariant): Promise<object> {
  try {
    return await (codes[variant] ??= readCode(variant));
  } catch (cause) {
    // The next kernel tries again.
    codes[variant] = undefined;
    ${cannotLoad(program)}
  }
}
`;
}

function cannotLoad(program: string): string {
  return `throw new Error(\`${program}: its WebAssembly can't be loaded: \${String(cause)}\`, { cause });`;
}

function fromBase64(isOne: boolean): string {
  return `
declare const atob: (base64: string) => string;

/** Compiles the code from where it is. */
async function readCode(${isOne ? "" : "variant: CodeVariant"}): Promise<object> {
  ${isOne ? "" : `const { ${CODE_CONSTANT} } = await carriers[variant]();\n  `}const text = atob(${CODE_CONSTANT});
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return WebAssembly.compile(bytes);
}
`;
}

function fromFile(isOne: boolean, { variants }: CarriedCode): string {
  const [only] = variants;
  if (!only) throw new Error("a kernel has code");
  const url = isOne ? `new URL("./${wasmFile(only)}", import.meta.url)` : "carriers[variant]()";
  return `
/** A place where a file lies. */
interface FileUrl {
  readonly href: string;
  readonly protocol: string;
}

/** What is used of Node's file system. */
interface FileReading {
  readFile(url: FileUrl): Promise<Uint8Array>;
}

declare const URL: new (path: string, base: string) => FileUrl;
declare const fetch: (url: FileUrl) => Promise<{ readonly status: number; arrayBuffer(): Promise<ArrayBuffer> }>;

/** Compiles the code from where it is. */
async function readCode(${isOne ? "" : "variant: CodeVariant"}): Promise<object> {
  const url = ${url};
  return WebAssembly.compile(url.protocol === "file:" ? await readBytes(url) : await fetchBytes(url));
}

/** Reads a file where there are files: not in a page, so bundlers must not follow the import. */
async function readBytes(url: FileUrl): Promise<Uint8Array> {
  const files = "node:fs/promises";
  const { readFile }: FileReading = await import(/* webpackIgnore: true */ /* @vite-ignore */ files);
  return readFile(url);
}

/** Downloads a file. */
async function fetchBytes(url: FileUrl): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(\`\${url.href} has status \${response.status}\`);
  return response.arrayBuffer();
}
`;
}

/** The module of a variant's bytes, in lines that a reader's editor can show. */
export function base64Module(program: string, variant: CodeVariant): string {
  const lines = variant.code.match(/.{1,112}/g) ?? [""];
  return `// ${program}: the kernel's WebAssembly, ${sizeOf(variant)} bytes, written by heddle with the modules beside it.

/** The bytes of the kernel's code in base64. */
export const ${CODE_CONSTANT}: string =
${lines.map((line) => `  "${line}"`).join(" +\n")};
`;
}

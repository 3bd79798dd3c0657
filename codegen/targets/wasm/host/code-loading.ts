import type { WasmOptions } from "../../../kernel.js";

/** The module that holds the kernel's bytes in base64, and the name under which it exports them. */
export const BASE64_MODULE = { name: "kernel-wasm", constant: "KERNEL_WASM" } as const;

/** The file that holds the kernel's bytes. */
export const WASM_FILE = "kernel.wasm";

/** The functions that give a module's code instances: compiled once, whatever the number of kernels. */
export function codeLoading(program: string, bytes: WasmOptions["bytes"]): string {
  return `
/** The kernel's code, compiled when the first kernel is made. */
let code: Promise<object> | undefined;

/** The kernel's code with a memory of its own. */
async function instantiate(): Promise<WasmExports> {
  try {
    code ??= compileCode();
    return (await WebAssembly.instantiate(await code)).exports;
  } catch (cause) {
    // The next kernel tries again.
    code = undefined;
    throw new Error(\`${program}: its WebAssembly can't be loaded: \${String(cause)}\`, { cause });
  }
}
${bytes === "base64" ? fromBase64 : fromFile}`.trimEnd();
}

/** What stands at the top of the module for {@link codeLoading}. */
export function codeImport(bytes: WasmOptions["bytes"]): string {
  return bytes === "base64" ? `import { ${BASE64_MODULE.constant} } from "./${BASE64_MODULE.name}.js";\n` : "";
}

const fromBase64 = `
declare const atob: (base64: string) => string;

/** Compiles the kernel's code. */
async function compileCode(): Promise<object> {
  const bytes = Uint8Array.from(atob(${BASE64_MODULE.constant}), (character) => character.charCodeAt(0));
  return WebAssembly.compile(bytes);
}
`;

const fromFile = `
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

/** Loads and compiles the kernel's code. */
async function compileCode(): Promise<object> {
  const url = new URL("./${WASM_FILE}", import.meta.url);
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

/** The module of the kernel's bytes, in lines that a reader's editor can show. */
export function base64Module(program: string, base64: string, size: number): string {
  const lines = base64.match(/.{1,112}/g) ?? [""];
  return `// ${program}: the kernel's WebAssembly, ${size} bytes, written by heddle with the modules beside it.

/** The bytes of the kernel's code in base64. */
export const ${BASE64_MODULE.constant}: string =
${lines.map((line) => `  "${line}"`).join(" +\n")};
`;
}

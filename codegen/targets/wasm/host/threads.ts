import type { KernelFile } from "../../../kernel.js";
import { emitModule } from "../../typescript/emit.js";
import { stringLiteral } from "../../typescript/literal.js";
import { MOST_THREADS } from "../lower/index.js";
import { crewModule } from "./crew-module.js";
import { workerModule } from "./worker-module.js";

/** The modules of a kernel's folder that only kernels on several threads load. */
export function threadFiles(program: string): readonly KernelFile[] {
  return [...emitModule("crew", [crewModule(program)]), ...emitModule("worker", [workerModule(program)])];
}

/** Names that the kernel's module has for its threads. */
export const threadNames: readonly string[] = "Crew Aboard hasThreads isWarned console crossOriginIsolated".split(" ");

/** What stands at the top of the module for {@link threadFunctions}. */
export const crewImport = `import type { Crew } from "./crew.js";\n`;

/** The functions that tell how many threads a kernel runs on, and put its code in a memory that they share. */
export function threadFunctions(program: string, { mark }: { readonly mark: string }): string {
  return `
declare const console: { warn(message: string): void };
declare const crossOriginIsolated: boolean | undefined;

/** Whether it has been said that there are no threads. */
let isWarned = false;

/** Whether so many threads are to share a kernel's calls, and can. */
function hasThreads(threads: number): boolean {
  if (!Number.isInteger(threads) || threads < 1 || threads > ${MOST_THREADS}) {
    throw new RangeError(\`${program}: threads is an integer from 1 to ${MOST_THREADS}: got \${String(threads)}\`);
  }
  const canShare =
    typeof SharedArrayBuffer === "function" &&
    (typeof crossOriginIsolated === "undefined" || crossOriginIsolated);
  if (threads > 1 && !canShare && !isWarned) {
    isWarned = true;
    console.warn(
      "${program}: it runs on one thread, since memory can't be shared here. A page may share it where it is " +
        "cross-origin isolated: serve it with the headers Cross-Origin-Opener-Policy: same-origin and " +
        "Cross-Origin-Embedder-Policy: require-corp.",
    );
  }
  return threads > 1 && canShare;
}

/** The kernel's code, what it exports, and who works on it with the caller. */
interface Aboard {
  readonly code: object;
  readonly wasm: WasmExports;
  readonly crew: Crew | undefined;
}

/** The kernel's code with a memory of its own, which it shares with workers if it is made for threads. */
async function instantiate(code: object, threads: number): Promise<Aboard> {
  const isModule = code instanceof WebAssembly.Module;
  const isShared = isModule && WebAssembly.Module.imports(code).length > 0;
  const crew = isShared ? (await import("./crew.js")).makeCrew(threads) : undefined;
  const { exports } = await WebAssembly.instantiate(code, crew?.imports);
  if (exports === undefined || !(${stringLiteral(mark)} in exports)) {
    throw new Error("${program}: its WebAssembly is no compiled module of this version of the kernel");
  }
  if (!crew) return { code, wasm: exports, crew };
  if (exports.seat?.(0, threads) === 0) throw new RangeError("${program}: there is not enough memory for its params");
  return { code, wasm: { ...exports, memory: crew.memory }, crew };
}
`;
}

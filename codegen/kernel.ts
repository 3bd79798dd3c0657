import type { DType } from "../src/graph/dtype.js";
import type { Dim } from "../src/shape/dim.js";

/** What a kernel can be generated for. */
export type Target = "typescript" | "wasm";

/** How the WebAssembly of a kernel is carried, and in which forms besides the plain one. */
export interface WasmOptions {
  /**
   * `"base64"`: in a module of its own, which every bundler takes along. `"file"`: in `kernel.wasm` beside the kernel's
   * modules, a quarter smaller; it is loaded from `new URL("./kernel.wasm", import.meta.url)`. Vite and webpack copy the
   * file that this names; where a bundler doesn't, as esbuild, it is to be copied beside the bundle.
   */
  readonly bytes: "base64" | "file";
  /**
   * Also carries code for engines that have relaxed SIMD, which is faster: products and sums are one instruction. Their
   * rounding is up to the processor, so the last bits of a result may differ between machines. Programs with a softmax in
   * f64 have no such code. By default false.
   */
  readonly relaxed?: boolean;
  /**
   * Also carries code that several threads run together, where a kernel is made with `threads`. The other threads run
   * `worker.js` beside the kernel's modules, to which the same applies as to a file of `bytes`. By default false.
   */
  readonly threads?: boolean;
}

/** One file of a generated kernel. */
export interface KernelFile {
  /** Relative to the kernel's folder, with `/` between folders: `"index.ts"`. */
  readonly path: string;
  /** What it holds, in UTF-8 where no encoding is named. */
  readonly text: string;
  /** `"base64"`: the file holds the bytes that `text` stands for. */
  readonly encoding?: "base64";
}

/** A param, input, cache entry or output of a program. */
export interface InspectedTensor {
  readonly role: "param" | "input" | "cache" | "output";
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly Dim[];
}

/** A count that depends on the dims of a call. */
export interface Quantity {
  /** In the names of the dims: `"2097152*seq + 1024*seq^2"`. */
  readonly formula: string;
  /** The number, where the size of each dim in the formula is given. */
  readonly value?: number;
}

/** A buffer in a kernel's memory and its place there. */
export interface InspectedBuffer {
  readonly name: string;
  readonly role: string;
  /** In bytes, from the start of the kernel's memory. */
  readonly offset: Quantity;
  /** In bytes. */
  readonly size: Quantity;
  /** Of a temporary: the first and the last step of a call that use it, from 0. Its memory is others' before and after. */
  readonly steps?: readonly [first: number, last: number];
}

/** What a kernel's memory holds, from its start on. */
export interface InspectedMemory {
  readonly buffers: readonly InspectedBuffer[];
  /** In bytes, for one call. */
  readonly total: Quantity;
  /** Bytes that temporaries take, and that they would take if none shared its memory with others. */
  readonly temporaries: { readonly peak: Quantity; readonly sum: Quantity };
}

/** A file of code and its size: WebAssembly in base64 is listed as the bytes that it stands for. */
export interface InspectedFile {
  readonly file: string;
  readonly bytes: number;
}

/** What `heddle inspect` shows of a kernel for one target. */
export interface Inspection {
  readonly name: string;
  readonly target: Target;
  /** The names whose sizes come with a call: `["seq"]`. */
  readonly dims: readonly string[];
  /** Params, inputs and outputs, in the order of the program. */
  readonly tensors: readonly InspectedTensor[];
  /** Floating-point operations of one call; a multiplication and an addition count as two. */
  readonly flops: Quantity;
  /** Bytes that one call reads and writes at least: its params, inputs and outputs, each once. */
  readonly bytes: Quantity;
  /** The code: of WebAssembly each variant, of which a page loads one. */
  readonly code: readonly InspectedFile[];
  readonly memory: InspectedMemory;
  /** The loop IR as its printer shows it. */
  readonly ir: string;
}

/** A program made into code. The same program gives the same bytes. */
export interface Kernel {
  /** The program's name, and the name of the folder that holds the files. */
  readonly name: string;
  readonly files: readonly KernelFile[];
  /**
   * What the kernel does and costs on one of its targets, the first unless said, with numbers where `dims` gives the sizes.
   * Throws RangeError for a target that it isn't generated for.
   */
  inspect(dims?: Readonly<Record<string, number>>, target?: Target): Inspection;
}

/** What a compiler is told besides the program. */
export interface CompileOptions {
  /** The command that makes the kernel again, for the header of its files. */
  readonly command: string;
  /** What the kernel is generated for, what is preferred at run time first; by default `["typescript"]`. */
  readonly targets?: readonly Target[];
  /** By default base64. */
  readonly wasm?: WasmOptions;
}

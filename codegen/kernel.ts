import type { DType } from "../src/graph/dtype.js";
import type { Dim } from "../src/shape/dim.js";

/** What a kernel can be generated for. */
export type Target = "typescript" | "wasm";

/** How the WebAssembly of a kernel is carried. */
export interface WasmOptions {
  /**
   * `"base64"`: in a module of its own, which every bundler takes along. `"file"`: in `kernel.wasm` beside the kernel's
   * modules, a quarter smaller; it is loaded from `new URL("./kernel.wasm", import.meta.url)`.
   */
  readonly bytes: "base64" | "file";
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

/** A param, input or output of a program. */
export interface InspectedTensor {
  readonly role: "param" | "input" | "output";
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
}

/** What `heddle inspect` shows of a kernel. */
export interface Inspection {
  readonly name: string;
  /** The names whose sizes come with a call: `["seq"]`. */
  readonly dims: readonly string[];
  /** Params, inputs and outputs, in the order of the program. */
  readonly tensors: readonly InspectedTensor[];
  /** Floating-point operations of one call; a multiplication and an addition count as two. */
  readonly flops: Quantity;
  /** Bytes that one call reads and writes at least: its params, inputs and outputs, each once. */
  readonly bytes: Quantity;
  readonly memory: {
    readonly buffers: readonly InspectedBuffer[];
    /** In bytes, for one call. */
    readonly total: Quantity;
  };
  /** The loop IR as its printer shows it. */
  readonly ir: string;
}

/** A program made into code. The same program gives the same bytes. */
export interface Kernel {
  /** The program's name, and the name of the folder that holds the files. */
  readonly name: string;
  readonly files: readonly KernelFile[];
  /** What the kernel does and costs, with numbers where `dims` gives the sizes. */
  inspect(dims?: Readonly<Record<string, number>>): Inspection;
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

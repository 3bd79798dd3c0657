import type { ArithmeticName } from "../../../ir/interpreter/arithmetic.js";
import type { Import, MemoryLimits } from "../encode/index.js";

/** How a module of loops becomes WebAssembly. */
export interface LowerOptions {
  /** The width of floats while they are worked with, by default f32. In f64 there are no vectors. */
  readonly arithmetic?: ArithmeticName;
  /**
   * Joins a product and the sum that follows into one instruction of relaxed SIMD: faster where the processor has it,
   * but the bits of a result may differ between processors.
   */
  readonly relaxed?: boolean;
  /** Keeps the names of functions, locals and globals, for debuggers and profilers; they take as much as the code. */
  readonly names?: boolean;
  /** The name of one more export, by which whoever instantiates the module knows it. */
  readonly mark?: string;
  /**
   * For threads that share the parallel loops of `run`. The memory is then {@link SHARED_MEMORY} unless said otherwise.
   */
  readonly threads?: boolean;
  /** Where the memory comes from; the module has its own and exports it as `memory` where nothing is said. */
  readonly memory?: ImportedMemory;
}

/** A memory that whoever instantiates the module makes: shared, where threads are to work on it. */
export interface ImportedMemory {
  readonly from: Import;
  /** The greatest number of pages of 64 KiB; a shared memory needs it. */
  readonly maximum?: number;
  readonly shared?: boolean;
}

/** The memory of a module for threads; whoever makes it may choose a smaller maximum. */
export const SHARED_MEMORY: ImportedMemory = {
  from: { module: "heddle", name: "memory" },
  maximum: 65_536,
  shared: true,
};

/** The limits of a module's memory that starts with `initial` pages. */
export function limitsOf(initial: number, memory: ImportedMemory | undefined): MemoryLimits {
  const { maximum, shared = false } = memory ?? {};
  if (shared) return { initial, maximum: maximum ?? 65_536, shared };
  return maximum === undefined ? { initial } : { initial, maximum };
}

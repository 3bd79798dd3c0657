import type { ArithmeticName } from "../ir/interpreter/arithmetic.js";
import type { Element } from "../ir/nodes.js";

/** What a schedule has to know of the machine that it writes for. */
export interface Machine {
  /** How f32 tensors are stored between kernels, and in the blocks that tiles read. */
  readonly temporary: Element;
  /** The width of floats while they are worked with. */
  readonly arithmetic: ArithmeticName;
  /** How many floats a vector holds; 1 where there are no vectors. Tiles are then at least that wide. */
  readonly lanes: number;
  /** Whether threads share loops. */
  readonly threads: boolean;
  readonly tile: {
    /** The heights of tiles, falling to 1: the first where it fits, the others for what remains. */
    readonly rows: readonly number[];
    /** The widths of tiles, likewise. */
    readonly columns: readonly number[];
    /** In how many loops, one after the other, a tile takes its sums. */
    readonly stretches: number;
    /** How many summands the highest tile of vectors takes in one pass of its loop. */
    readonly summands: number;
    /** How many times as wide as a tile the panels are of a weight that one row is multiplied by. */
    readonly panelsOfRow: number;
  };
  /** How many elements of an operand of a product stay in the second-level cache. */
  readonly blockElements: number;
  /** Elements left free after the rows of a block of a power of two, so that rows don't share one set of the cache. */
  readonly padding: number;
  /** The longest sum that a tile takes at once; longer ones are added up in parts. */
  readonly depth: number;
  /** How many query rows and keys attention holds at a time. */
  readonly attention: { readonly queries: number; readonly keys: number };
}

/**
 * Plain JavaScript in float64, where V8 keeps 3 x 2 sums and their operands in registers; more of them spill, and so
 * does a loop unrolled over k. A tile must stay a function of its own: inlined among the loops around it, it loses
 * its registers and a fifth of its speed. V8 inlines functions of up to 460 bytes of bytecode, and a tile that takes its
 * sums in three loops, one after the other, has more.
 */
export const javaScript: Machine = {
  temporary: "f64",
  arithmetic: "f64",
  lanes: 1,
  threads: false,
  tile: { rows: [3, 2, 1], columns: [2, 1], stretches: 3, summands: 1, panelsOfRow: 1 },
  blockElements: 98_304,
  padding: 8,
  depth: 1024,
  attention: { queries: 24, keys: 256 },
};

/**
 * WebAssembly with vectors of 128 bits, in float32. V8 has 15 vector registers: 4 x 8 sums take eight of them, the
 * panel's row two and the left operand one. Products and sums are instructions of their own here; a loop unrolled over
 * k has its loads hoisted by V8 and spills.
 */
export const webAssembly: Machine = {
  temporary: "f32",
  arithmetic: "f32",
  lanes: 4,
  threads: true,
  tile: { rows: [4, 1], columns: [8], stretches: 1, summands: 1, panelsOfRow: 2 },
  blockElements: 98_304,
  padding: 16,
  depth: 4096,
  attention: { queries: 16, keys: 512 },
};

/**
 * {@link webAssembly} where a product and a sum are one instruction of relaxed SIMD. They need no register between them,
 * so that 6 x 8 sums fit with the panel's row and the left operand. One row takes 32 columns: with fewer its sums wait for
 * each other. Blocks of queries are whole tiles. The V8 that has relaxed SIMD doesn't spill in a loop unrolled over k.
 */
export const webAssemblyRelaxed: Machine = {
  ...webAssembly,
  tile: { rows: [6, 4, 2, 1], columns: [8], stretches: 1, summands: 2, panelsOfRow: 4 },
  attention: { queries: 18, keys: 512 },
};

/**
 * WebAssembly in float64, for programs that ask for it. A register holds two such floats, so scalars cost at most twice as
 * much as vectors would, and the order of all sums is that of {@link javaScript}. V8 inlines no tile here.
 */
export const webAssemblyDouble: Machine = {
  ...javaScript,
  threads: true,
  tile: { ...javaScript.tile, stretches: 1 },
};

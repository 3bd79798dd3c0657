import { ByteWriter } from "./bytes.js";

/** What a module gives a number to. */
export interface Named {
  readonly name: string;
}

/** The numbers by which a module's code names functions and globals. */
export interface Indices {
  functionIndex(reference: Named): number;
  globalIndex(reference: Named): number;
}

/** Where a branch goes: the end of a block, or the start of a loop. Blocks count by themselves how deep it lies. */
export interface Label {
  readonly of: "block" | "loop";
}

/** Writes the instructions of one function, and knows the blocks that are open. */
export class CodeWriter extends ByteWriter {
  readonly indices: Indices;
  readonly #open: (Label | undefined)[] = [];

  constructor(indices: Indices) {
    super();
    this.indices = indices;
  }

  /** Writes what stands inside a block; `label` is what branches to it name. */
  within(label: Label | undefined, body: () => void): void {
    this.#open.push(label);
    body();
    this.#open.pop();
    this.byte(0x0b);
  }

  /** How many blocks lie between this place and `label`. Throws Error outside of its block. */
  depthOf(label: Label): number {
    const at = this.#open.lastIndexOf(label);
    if (at < 0) throw new Error("a branch stands outside of the block that it goes to");
    return this.#open.length - 1 - at;
  }
}

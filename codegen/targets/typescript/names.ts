import { freshName } from "../../ir/names.js";

/** Words that can't name a variable, and globals that generated code uses. */
const RESERVED = [
  ..."arguments await break case catch class const continue debugger default delete do else enum eval export extends".split(
    " ",
  ),
  ..."false finally for function if implements import in instanceof interface let new null package private".split(" "),
  ..."protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  ),
  ..."Array ArrayBuffer Float32Array Float64Array Int32Array Uint8Array Infinity Math NaN Number Object Promise".split(
    " ",
  ),
  ..."RangeError String TypeError Error Tensor".split(" "),
];

/** What stands for what in one block of generated code. */
interface Block {
  /** Identifiers by the kind and name that the IR has for them. */
  readonly given: Map<string, string>;
  readonly taken: Set<string>;
}

/**
 * The identifiers of a piece of generated code. Each name of the IR gets one that nothing else in view has; when a
 * block is closed, its identifiers are free again, so that loops after each other may all count with `k`.
 */
export class Identifiers {
  readonly #blocks: Block[] = [];
  /** Names that the procedure has in the IR: `k2` is only a second `k` if there is a first. */
  readonly #inProcedure: ReadonlySet<string>;

  /** `outer` are identifiers to leave alone; `inProcedure` are the IR's names for what is to be named here. */
  constructor(outer: Iterable<string> = [], inProcedure: Iterable<string> = []) {
    this.#inProcedure = new Set(inProcedure);
    this.#blocks.push({ given: new Map(), taken: new Set([...RESERVED, ...outer]) });
  }

  /** How many blocks are open. */
  get depth(): number {
    return this.#blocks.length;
  }

  /** Opens a block inside those that are open. */
  open(): void {
    this.#blocks.push({ given: new Map(), taken: new Set() });
  }

  /** Closes the innermost block. */
  close(): void {
    this.#blocks.pop();
  }

  /** The identifier for what the IR calls `name`; `kind` keeps buffers and index variables apart. */
  of(kind: "buffer" | "index" | "value", name: string): string {
    const key = `${kind} ${name}`;
    const known = this.#blocks.findLast(({ given }) => given.has(key))?.given.get(key);
    if (known !== undefined) return known;
    const identifier = this.freshFor(name);
    this.#blocks.at(-1)?.given.set(key, identifier);
    return identifier;
  }

  /** Makes `identifier` stand for what the IR calls `name`. */
  alias(kind: "buffer" | "index" | "value", name: string, identifier: string): void {
    this.#blocks.at(-1)?.given.set(`${kind} ${name}`, identifier);
  }

  /** An identifier like `name` that nothing in view has, for the block that was the `depth`-th to be opened. */
  fresh(name: string, depth = this.depth): string {
    const identifier = freshName(name, (other) => this.#blocks.some(({ taken }) => taken.has(other)));
    this.#blocks[depth - 1]?.taken.add(identifier);
    return identifier;
  }

  /** {@link fresh} for what the IR calls `name`. */
  freshFor(name: string): string {
    return this.fresh(this.#unnumbered(name));
  }

  /** `k` for the IR's `k2`, which has a number because names are unique in a whole procedure there. */
  #unnumbered(name: string): string {
    const [, base] = /^(.*[A-Za-z])[0-9]+$/.exec(name) ?? /^(.*[0-9])_[0-9]+$/.exec(name) ?? [];
    return base !== undefined && this.#inProcedure.has(base) ? base : name;
  }
}

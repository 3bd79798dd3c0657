import { FreshNames } from "../../ir/names.js";

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

/** The names of one scope of generated code: each name of the IR gets an identifier that nothing else there has. */
export class Identifiers {
  readonly #names: FreshNames;
  readonly #given = new Map<string, string>();

  /** `outer` are identifiers that the scope must leave alone. */
  constructor(outer: Iterable<string> = []) {
    this.#names = new FreshNames([...RESERVED, ...outer]);
  }

  /** The identifier for what the IR calls `name`; `kind` keeps buffers and index variables apart. */
  of(kind: "buffer" | "index" | "value", name: string): string {
    const key = `${kind} ${name}`;
    const known = this.#given.get(key);
    if (known !== undefined) return known;
    const identifier = this.fresh(name);
    this.#given.set(key, identifier);
    return identifier;
  }

  /** Makes `identifier` stand for what the IR calls `name`. */
  alias(kind: "buffer" | "index" | "value", name: string, identifier: string): void {
    this.#given.set(`${kind} ${name}`, identifier);
  }

  /** An identifier like `name` that nothing else has. */
  fresh(name: string): string {
    return this.#names.fresh(name);
  }
}

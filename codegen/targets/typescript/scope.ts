import { type Offset, showOffset } from "../../ir/offset.js";
import type { Identifiers } from "./names.js";

/** The statements from a point where index variables come into view to where they go out of it. */
interface Segment {
  /** Partial sums of offsets, defined where their variables are known: the innermost loop adds only what changes. */
  readonly hoisted: string[];
  readonly lines: string[];
  readonly known: Map<string, string>;
  /** The block of identifiers that it belongs to. */
  readonly block: number;
}

/** Collects the lines of a function and places the parts of index arithmetic in the outermost scope that knows them. */
export class Scopes {
  readonly #segments: Segment[] = [];
  /** The segment in which each index variable comes into view. */
  readonly #depths = new Map<string, number>();
  readonly #identifiers: Identifiers;

  constructor(identifiers: Identifiers) {
    this.#identifiers = identifiers;
  }

  /** Adds a line to the innermost scope. */
  line(text: string): void {
    this.#segments.at(-1)?.lines.push(text);
  }

  /** The lines that `write` adds, where the index variables `introduced` are in view. */
  within(introduced: readonly string[], write: () => void): readonly string[] {
    const start = this.#segments.length;
    this.#identifiers.open();
    this.introduce(introduced);
    write();
    this.#identifiers.close();
    const segments = this.#segments.splice(start);
    for (const [name, depth] of this.#depths) if (depth >= start) this.#depths.delete(name);
    return segments.flatMap(({ hoisted, lines }) => hoisted.concat(lines));
  }

  /** From here to the end of the scope the index variables `names` are in view. */
  introduce(names: readonly string[]): void {
    for (const name of names) this.#depths.set(name, this.#segments.length);
    this.#segments.push({ hoisted: [], lines: [], known: new Map(), block: this.#identifiers.depth });
  }

  /** An expression for `offset`. `hint` names the partial sums. */
  offset(offset: Offset, hint: string): string {
    let sum: string | undefined;
    for (const depth of this.#segments.keys()) {
      const terms = offset.terms.filter(({ variables }) => this.#depthOf(variables) === depth);
      if (terms.length === 0) continue;
      const text = showOffset({ constant: 0, terms }, (name) => this.#identifiers.of("index", name));
      sum = this.#partial(depth, sum === undefined ? text : `${sum} + ${text}`, hint);
    }
    if (sum === undefined) return String(offset.constant);
    if (offset.constant === 0) return sum;
    return `(${sum} ${offset.constant < 0 ? "-" : "+"} ${Math.abs(offset.constant)}) | 0`;
  }

  /** The segment in which all of `variables` are in view. */
  #depthOf(variables: readonly string[]): number {
    return Math.max(...variables.map((name) => this.#depths.get(name) ?? 0));
  }

  #partial(depth: number, text: string, hint: string): string {
    if (/^\w+$/.test(text)) return text;
    const segment = this.#segments[depth];
    const known = segment?.known.get(text);
    if (known !== undefined || !segment) return known ?? `(${text}) | 0`;
    const name = this.#identifiers.fresh(`${hint}At`, segment.block);
    segment.known.set(text, name);
    segment.hoisted.push(`const ${name} = (${text}) | 0;`);
    return name;
  }
}

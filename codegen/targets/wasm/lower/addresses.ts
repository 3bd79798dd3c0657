import { IrError } from "../../../ir/errors.js";
import type { Affine, BufferParameter, Element, UpperBound } from "../../../ir/nodes.js";
import { type Offset, offsetOf, scaleOffset, showOffset } from "../../../ir/offset.js";
import { BYTES } from "../../../plan/regions.js";
import { type Code, getLocal, i32, type Local, operation, type Place, setLocal } from "../encode/index.js";
import { chooseInt } from "./choose.js";
import type { Frame } from "./frame.js";
import { REACH } from "./layout.js";
import type { Loop, Segment } from "./segment.js";

/** A buffer as a function sees it: its address is a number, or code that is read where the function starts. */
export interface SeenBuffer extends BufferParameter {
  readonly address: number | Code<"i32">;
}

/** Index arithmetic of one function. Pointers are kept in locals and move along with the loops. */
export class Addresses {
  readonly #frame: Frame;
  readonly #buffers: ReadonlyMap<string, SeenBuffer>;

  constructor(frame: Frame, buffers: ReadonlyMap<string, SeenBuffer>) {
    this.#frame = frame;
    this.#buffers = buffers;
  }

  /** The buffer called `name`. Throws IrError where there is none. */
  buffer(name: string): SeenBuffer {
    const buffer = this.#buffers.get(name);
    if (!buffer) throw new IrError(`there is no buffer ${name}`);
    return buffer;
  }

  /** How an element of the buffer lies in memory. */
  elementOf(name: string): Element {
    return this.buffer(name).element;
  }

  /** The place of the element at `indices`. */
  place(name: string, indices: readonly Affine[]): Place & { readonly offset: number } {
    const buffer = this.buffer(name);
    const bytes = scaleOffset(offsetOf(buffer, indices), BYTES[buffer.element]);
    // Accesses that differ by less than REACH share a pointer; what they differ by stands in the instructions.
    const far = Math.floor(bytes.constant / REACH) * REACH;
    const address = this.#pointer(buffer, { constant: far, terms: bytes.terms });
    return { address, offset: bytes.constant - far, alignment: BYTES[buffer.element] };
  }

  /** The address of a buffer's first element. */
  start(name: string): Code<"i32"> {
    return this.#pointer(this.buffer(name), { constant: 0, terms: [] });
  }

  /** The value of an index. */
  index({ constant, terms }: Affine): Code<"i32"> {
    return this.#sum(
      undefined,
      constant,
      terms.map(([name, coefficient]) => ({ coefficient, variables: [name] })),
    );
  }

  /** The least of the values, or the greatest. */
  bound(which: "least" | "greatest", values: UpperBound): Code<"i32"> {
    const [first, ...others] = values.map((value) => this.index(value));
    if (!first) throw new IrError("a bound needs at least one expression");
    const test = which === "least" ? "lt" : "gt";
    return others.reduce((chosen, value) => chooseInt(this.#frame, test, value, chosen), first);
  }

  /** Everything but the part of `offset` that stands in instructions, in a local of the innermost segment it needs. */
  #pointer(buffer: SeenBuffer, offset: Offset): Code<"i32"> {
    const frame = this.#frame;
    if (offset.terms.length === 0 && typeof buffer.address === "number") return i32(buffer.address + offset.constant);
    const depth = frame.depthOf(offset.terms.flatMap(({ variables }) => variables));
    const segment = frame.segmentAt(depth);
    const isHere = ({ variables }: Term): boolean => depth === 0 || frame.depthOf(variables) === depth;
    const here = offset.terms.filter(isHere);
    const local = segment.know(`${buffer.name} + ${showOffset(offset)}`, "i32", () => {
      const { address } = buffer;
      const rest = offset.terms.filter((term) => !isHere(term));
      const base = depth > 0 ? this.#pointer(buffer, { constant: offset.constant, terms: rest }) : addressCode(address);
      const made = frame.locals.fresh("i32", `${buffer.name} at ${showOffset(offset)}`);
      segment.setUp(setLocal(made, this.#sum(base, depth > 0 ? 0 : offset.constant, here, segment.loop)));
      if (segment.loop) this.#move(segment, made, here, segment.loop);
      return made;
    });
    return getLocal(local);
  }

  /** At the end of each pass a pointer goes on by what its terms grow. */
  #move(segment: Segment, pointer: Local<"i32">, terms: readonly Term[], { variable, step }: Loop): void {
    const perPass = terms.map(({ coefficient, variables }) => ({
      coefficient: coefficient * step,
      variables: withoutOnce(variables, variable),
    }));
    if (perPass.some(({ variables }) => variables.length > 0)) {
      segment.move(setLocal(pointer, this.#sum(getLocal(pointer), 0, perPass)));
    } else {
      const bytes = perPass.reduce((total, { coefficient }) => total + coefficient, 0);
      segment.pointers.push({ local: pointer, bytes });
    }
  }

  /** `base + constant + terms`; ahead of the first pass of `loop`, where that is given. */
  #sum(base: Code<"i32"> | undefined, constant: number, given: readonly Term[], loop?: Loop): Code<"i32"> {
    const terms = loop ? given.map((term) => atStart(term, loop)) : given;
    const numbers = terms.filter(({ variables }) => variables.length === 0);
    const offset = numbers.reduce((total, { coefficient }) => total + coefficient, constant);
    const parts = terms
      .filter(({ coefficient, variables }) => variables.length > 0 && coefficient !== 0)
      .map(({ coefficient, variables }) => this.#product(coefficient, variables, loop));
    if (base) parts.unshift(base);
    if (offset !== 0 || parts.length === 0) parts.push(i32(offset));
    return parts.reduce((sum, part) => operation("i32.add", sum, part));
  }

  #product(coefficient: number, variables: readonly string[], loop: Loop | undefined): Code<"i32"> {
    const frame = this.#frame;
    const product = variables
      .map((name): Code<"i32"> => getLocal(name === loop?.variable ? frame.startOf(name) : frame.variable(name)))
      .reduce((left, right) => operation("i32.mul", left, right));
    return coefficient === 1 ? product : operation("i32.mul", product, i32(coefficient));
  }
}

type Term = Offset["terms"][number];

function addressCode(address: number | Code<"i32">): Code<"i32"> {
  return typeof address === "number" ? i32(address) : address;
}

/** A term with the value that the loop's variable starts with, where that is a constant. */
function atStart({ coefficient, variables }: Term, loop: Loop): Term {
  const { variable, first } = loop;
  if (first === undefined || !variables.includes(variable)) return { coefficient, variables };
  return atStart({ coefficient: coefficient * first, variables: withoutOnce(variables, variable) }, loop);
}

/** `variables` without one of the times that `variable` stands in them. */
function withoutOnce(variables: readonly string[], variable: string): readonly string[] {
  return variables.toSpliced(variables.indexOf(variable), 1);
}

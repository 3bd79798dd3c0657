import { buffer } from "../ir/declarations.js";
import { FreshNames } from "../ir/names.js";
import type { Buffer, Element } from "../ir/nodes.js";

/** The small blocks of constant size that schedules work in; schedules with blocks of one shape share them. */
export class Scratch {
  readonly all: Buffer[] = [];
  readonly #byShape = new Map<string, Buffer>();
  readonly #names: FreshNames;

  /** `taken` are the names of the module's other buffers. */
  constructor(taken: Iterable<string>) {
    this.#names = new FreshNames(taken);
  }

  /** The block called `name` of these extents; `banks` as in {@link Buffer}. */
  block(name: string, element: Element, extents: readonly number[], banks = 1): Buffer {
    const key = `${name} ${element} ${extents.join(" ")} ${banks}`;
    const known = this.#byShape.get(key);
    if (known) return known;
    const plain = buffer(this.#names.fresh(name), element, extents, "scratch");
    const made = banks === 1 ? plain : Object.freeze({ ...plain, banks });
    this.#byShape.set(key, made);
    this.all.push(made);
    return made;
  }
}

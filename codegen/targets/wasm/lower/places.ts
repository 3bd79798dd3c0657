import { IrError } from "../../../ir/errors.js";
import type { Module } from "../../../ir/nodes.js";
import { type Offset, showOffset } from "../../../ir/offset.js";
import { type Code, getGlobal, i32, type ModuleBuilder, type MutableGlobal, operation } from "../encode/index.js";
import { isOwn, type Layout } from "./layout.js";
import type { Team } from "./team.js";

/** An address that is computed when the sizes of a call are known: so many bytes after the start of its region. */
export interface MovingPlace {
  readonly global: MutableGlobal<"i32">;
  readonly offset: Offset;
}

/** Where a module's code finds its dims and its buffers' addresses. */
export class Places {
  readonly layout: Layout;
  readonly dims: readonly { readonly name: string; readonly global: MutableGlobal<"i32"> }[];
  /** The addresses in each moving region, in the order of the layout. */
  readonly moving: readonly (readonly MovingPlace[])[];
  /** How threads share loops; undefined where there is one thread. */
  readonly team: Team | undefined;
  readonly #addresses = new Map<string, number | MutableGlobal<"i32">>();
  /** The buffers among the fixed ones of which each thread has its own. */
  readonly #own = new Set<string>();

  /** Adds to `wasm` a global for each dim and each moving region. */
  constructor(wasm: ModuleBuilder, module: Module, layout: Layout, team?: Team) {
    this.layout = layout;
    this.team = team;
    this.dims = module.dims.map((name) => ({ name, global: wasm.mutableGlobal(name, i32(1)) }));
    for (const region of layout.fixed) {
      for (const { buffer, offset } of region.buffers) {
        this.#addresses.set(buffer.name, region.address + offset.constant);
        if (team && isOwn(region)) this.#own.add(buffer.name);
      }
    }
    this.moving = layout.moving.map(({ buffers }) => {
      const offsets = new Map(buffers.map(({ offset }) => [showOffset(offset), offset]));
      return [...offsets].map(([shown, offset]) => {
        const names = buffers.flatMap((held) => (showOffset(held.offset) === shown ? [held.buffer.name] : []));
        const global = wasm.mutableGlobal(`address of ${names.join(" ")}`, i32(layout.fixedEnd));
        for (const name of names) this.#addresses.set(name, global);
        return { global, offset };
      });
    });
  }

  /** The address of a buffer of the module: a number, or the global that holds it. Throws IrError for another name. */
  addressOf(buffer: string): number | MutableGlobal<"i32"> {
    const address = this.#addresses.get(buffer);
    if (address === undefined) throw new IrError(`there is no buffer ${buffer}`);
    return address;
  }

  /** The address that the code of the thread at hand uses. */
  ownAddressOf(buffer: string): number | Code<"i32"> {
    const address = this.addressOf(buffer);
    if (typeof address !== "number") return getGlobal(address);
    return this.team && this.#own.has(buffer) ? operation("i32.add", getGlobal(this.team.own), i32(address)) : address;
  }
}

import { IrError } from "../../../ir/errors.js";
import type { Module } from "../../../ir/nodes.js";
import { type Code, getGlobal, i32, type ModuleBuilder, type MutableGlobal, operation } from "../encode/index.js";
import { isOwn, type Layout } from "./layout.js";
import type { Team } from "./team.js";

/** Where a module's code finds its dims and its buffers' addresses. */
export class Places {
  readonly layout: Layout;
  readonly dims: readonly { readonly name: string; readonly global: MutableGlobal<"i32"> }[];
  /** The address of each moving region. */
  readonly moving: readonly MutableGlobal<"i32">[];
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
      for (const { name } of region.buffers) {
        this.#addresses.set(name, region.address);
        if (team && isOwn(region)) this.#own.add(name);
      }
    }
    this.moving = layout.moving.map(({ buffers }) => {
      const name = buffers.map((buffer) => buffer.name).join(" ");
      const global = wasm.mutableGlobal(`address of ${name}`, i32(layout.fixedEnd));
      for (const buffer of buffers) this.#addresses.set(buffer.name, global);
      return global;
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

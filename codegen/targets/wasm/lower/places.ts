import { IrError } from "../../../ir/errors.js";
import type { Module } from "../../../ir/nodes.js";
import { i32, type ModuleBuilder, type MutableGlobal } from "../encode/index.js";
import type { Layout } from "./layout.js";

/** Where a module's code finds its dims and its buffers' addresses. */
export class Places {
  readonly layout: Layout;
  readonly dims: readonly { readonly name: string; readonly global: MutableGlobal<"i32"> }[];
  /** The address of each moving region. */
  readonly moving: readonly MutableGlobal<"i32">[];
  readonly #addresses = new Map<string, number | MutableGlobal<"i32">>();

  /** Adds to `wasm` a global for each dim and each moving region. */
  constructor(wasm: ModuleBuilder, module: Module, layout: Layout) {
    this.layout = layout;
    this.dims = module.dims.map((name) => ({ name, global: wasm.mutableGlobal(name, i32(1)) }));
    for (const { buffers, address } of layout.fixed) {
      for (const { name } of buffers) this.#addresses.set(name, address);
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
}

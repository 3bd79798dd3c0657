import type { Module, Procedure } from "../../../ir/nodes.js";
import { parallelProcedures } from "../../../ir/parallel.js";
import { getLocal, type Local, type ModuleBuilder, sequence } from "../encode/index.js";
import { Addresses, type SeenBuffer } from "./addresses.js";
import type { ConstantPool } from "./constant-pool.js";
import { Frame } from "./frame.js";
import type { LowerOptions } from "./options.js";
import type { Places } from "./places.js";
import type { Sharing } from "./sharing.js";
import { type Callee, StatementLowering } from "./statements.js";
import { valuesIn } from "./value-lowering.js";

/** What the functions of a module share. */
export interface ModuleContext {
  readonly wasm: ModuleBuilder;
  readonly module: Module;
  readonly places: Places;
  readonly constants: ConstantPool;
  readonly options: LowerOptions;
  /** The functions of the procedures so far. */
  readonly callees: ReadonlyMap<string, Callee>;
}

/** Adds the function of a procedure: it takes the addresses of its buffers, then its indices. */
export function addProcedure(context: ModuleContext, procedure: Procedure): Callee {
  const { wasm, places, constants, options, callees } = context;
  const names = [...procedure.buffers, ...procedure.indices.map((name) => ({ name }))].map(({ name }) => name);
  const parameters = names.map(() => "i32" as const);
  return wasm.function(
    procedure.name,
    parameters,
    "nothing",
    (locals, ...given: readonly Local<"i32">[]) => {
      const frame = new Frame(places, constants, locals);
      const addresses = new Addresses(frame, buffersOf(context, procedure, given));
      const values = valuesIn(options, frame, addresses);
      const statements = new StatementLowering(frame, addresses, values, callees, sharingOf(context, procedure));
      const indices = given.slice(procedure.buffers.length);
      const inView = indices.map((local) => [local.name, local] as const);
      const { ahead, code } = frame.within(inView, undefined, () => statements.body(procedure.body));
      return sequence(...ahead, ...code);
    },
    names,
  );
}

/**
 * How the threads share the procedure's loops; undefined where they don't. All of them begin `run`, even if there is nothing
 * in it to share.
 */
function sharingOf({ module, places: { team } }: ModuleContext, { name }: Procedure): Sharing | undefined {
  const procedures = parallelProcedures(module);
  const isRun = name === module.run;
  if (!team || !(isRun || procedures.has(name))) return undefined;
  return { team, module, procedures, isRun };
}

/** The buffers that a procedure sees: those that calls pass, and scratch; the module's where nothing calls it. */
function buffersOf(
  { module, places }: ModuleContext,
  procedure: Procedure,
  given: readonly Local<"i32">[],
): ReadonlyMap<string, SeenBuffer> {
  const isEntry = procedure.name === module.prepare || procedure.name === module.run;
  const named = module.buffers.filter(({ role }) => isEntry || role === "scratch");
  const seen = named.map(({ name, element, extents }): SeenBuffer => {
    return { name, element, extents, address: places.ownAddressOf(name) };
  });
  const passed = procedure.buffers.flatMap(({ name, element, extents }, i): SeenBuffer[] => {
    const local = given[i];
    return local ? [{ name, element, extents, address: getLocal(local) }] : [];
  });
  return new Map([...seen, ...passed].map((buffer) => [buffer.name, buffer]));
}

import { IrError } from "../errors.js";
import type { Module, Procedure } from "../nodes.js";
import { isPrivate } from "../parallel.js";
import { arithmeticOf, type ArithmeticName } from "./arithmetic.js";
import { type BufferData, type Memory, memoryOf } from "./memory.js";
import { Scope } from "./scope.js";
import { compileBody, type Linker } from "./statement.js";

/** What a run of the interpreter needs. */
export interface InterpretOptions {
  /** A size of at least 1 for each of the module's dims. */
  readonly dims?: Readonly<Record<string, number>>;
  /** Arrays for buffers by name; stores go into them. Every buffer without one gets a new array full of poison. */
  readonly buffers: Readonly<Record<string, BufferData>>;
  /** The width of floats: `f32` rounds after every operation. */
  readonly arithmetic: ArithmeticName;
  /** Which entries to run; both, `prepare` first, unless said. */
  readonly entries?: readonly ("prepare" | "run")[];
  /**
   * `backwards`: parallel loops run from the last pass to the first, and each pass sees private buffers as they were
   * before the loop, as does what follows. What is rightly marked gives the same bits.
   */
  readonly parallel?: "forwards" | "backwards";
}

/**
 * Runs a module and gives all its buffers by name. The order of operations is the IR's own, and each float operation is
 * rounded to the arithmetic's width, so a target is right where it gives the same bits.
 *
 * What was never written is poison (NaN, or `poisonInt`). Throws InterpretError for an access out of bounds, an int or
 * exponent out of range, or arrays that don't fit; IrError for a module that is put together wrongly.
 */
export function interpret(module: Module, options: InterpretOptions): Readonly<Record<string, BufferData>> {
  const dims = options.dims ?? {};
  const arithmetic = arithmeticOf(options.arithmetic);
  const memory = memoryOf(module, dims, options.buffers);

  const instantiate = (procedure: Procedure, buffers: ReadonlyMap<string, Memory>) => {
    const scope = new Scope(procedure.name, arithmetic, dims, buffers, isolated);
    const places = procedure.indices.map((name) => scope.define(name));
    const body = compileBody(scope, procedure.body, link);
    return (indices: readonly number[]) => {
      for (const [i, place] of places.entries()) scope.slots[place] = indices[i] ?? 0;
      body();
    };
  };

  const scratchNames = new Set(module.buffers.filter(({ role }) => role === "scratch").map(({ name }) => name));
  const scratch = [...memory].filter(([name]) => scratchNames.has(name));
  const own = module.buffers.filter(isPrivate).flatMap(({ name }) => memory.get(name)?.data ?? []);
  const isolated = options.parallel === "backwards" ? own : undefined;
  // A procedure is compiled once for each set of buffers that calls pass it.
  const linked = new Map<string, (indices: readonly number[]) => void>();
  const link: Linker = (scope, call) => {
    const callee = earlier(module, call.callee, scope.procedure);
    const actual = call.buffers.map((name) => scope.memoryOf(name));
    const key = [callee.name, ...actual.map(({ name }) => name)].join(" ");
    const known = linked.get(key);
    if (known !== undefined) return known;
    const entries = callee.buffers.flatMap((parameter, i) => {
      const passed = actual[i];
      return passed === undefined ? [] : [[parameter.name, passed] as const];
    });
    const instance = instantiate(callee, new Map([...scratch, ...entries]));
    linked.set(key, instance);
    return instance;
  };

  for (const entry of options.entries ?? ["prepare", "run"]) {
    const name = module[entry];
    const procedure = module.procedures.find((candidate) => candidate.name === name);
    if (procedure === undefined) throw new IrError(`${module.name}: there is no procedure ${name}`);
    instantiate(procedure, memory)([]);
  }
  return Object.fromEntries([...memory].map(([name, { data }]) => [name, data]));
}

/** The procedure called `name`, which must stand before `caller`: so there is no recursion. */
function earlier(module: Module, name: string, caller: string): Procedure {
  const end = module.procedures.findIndex((procedure) => procedure.name === caller);
  const callee = module.procedures.slice(0, end).find((procedure) => procedure.name === name);
  if (callee === undefined) throw new IrError(`${caller}: no procedure ${name} stands before it`);
  return callee;
}

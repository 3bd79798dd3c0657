import { add, coefficientOf, constant, sub, substitute, variable } from "./affine.js";
import type { Affine, Buffer, Module, ModuleState } from "./nodes.js";
import type { Fact } from "./verifier/facts.js";
import { indicesOf, visitStatements } from "./traverse.js";

/** How many positions a call finds in the state, or leaves there. */
export type StateMoment = "before" | "after";

/** How many positions the buffers of a state hold. */
export function lengthOfState({ length, growth }: ModuleState, moment: StateMoment): Affine {
  return moment === "before" ? variable(length) : add(variable(length), growth);
}

/** The extents of what is written of a state buffer: those of the buffer with the length for the capacity. */
export function heldExtents(state: ModuleState, { extents }: Buffer, moment: StateMoment): readonly Affine[] {
  const held = new Map([[state.capacity, lengthOfState(state, moment)]]);
  return extents.map((extent) => substitute(extent, held));
}

/** The least value of each dim, those first that others name: 1, but 0 for a state's length, and room for a call. */
export function leastsOf({ dims, state }: Module): ReadonlyMap<string, Affine> {
  const leasts = new Map(dims.map((dim) => [dim, constant(dim === state?.length ? 0 : 1)]));
  if (state) {
    leasts.delete(state.capacity);
    leasts.set(state.capacity, lengthOfState(state, "after"));
    if (state.window && leasts.delete(state.window.seen)) leasts.set(state.window.seen, variable(state.length));
  }
  return leasts;
}

/** The module without the dim of all positions that there have been, where no code names it. */
export function withoutUnusedSeen(module: Module): Module {
  const seen = module.state?.window?.seen;
  if (seen === undefined) return module;
  let isUsed = false;
  for (const { body } of module.procedures) {
    visitStatements(body, (statement) => {
      isUsed ||= indicesOf(statement).some(({ terms }) => terms.some(([name]) => name === seen));
    });
  }
  return isUsed ? module : Object.freeze({ ...module, dims: module.dims.filter((dim) => dim !== seen) });
}

/**
 * What is known of each dim, in the order of {@link leastsOf}: its least value and, under the module's limits, the greatest
 * that those before it leave it.
 */
export function rangesOf(module: Module): ReadonlyMap<string, Extract<Fact, { kind: "range" }>> {
  const known = new Set<string>();
  return new Map(
    [...leastsOf(module)].map(([dim, lower]) => {
      known.add(dim);
      const limits = (module.limits ?? []).filter(
        (room) => coefficientOf(room, dim) === -1 && room.terms.every(([name]) => known.has(name)),
      );
      return [dim, { kind: "range", lower, uppers: limits.map((room) => add(room, variable(dim))) }];
    }),
  );
}

/** `extents` where they are greatest: what depends on how long the state is takes the place that its capacity allows. */
export function greatestExtents({ state }: Module, extents: readonly Affine[]): readonly Affine[] {
  if (!state) return extents;
  const longest = sub(variable(state.capacity), state.growth);
  return extents.map((extent) => substitute(extent, new Map([[state.length, longest]])));
}

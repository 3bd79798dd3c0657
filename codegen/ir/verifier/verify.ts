import { constantValue, showAffine } from "../affine.js";
import { IrError } from "../errors.js";
import { isIdentifier } from "../names.js";
import type { Buffer, Module } from "../nodes.js";
import { rangesOf } from "../state.js";
import { verifyAccesses } from "./accesses.js";
import { Facts } from "./facts.js";
import { located, verifyStructure } from "./structure.js";
import { verifyTeam } from "./team.js";

/**
 * Proves a module right for all values of its dims (each at least 1, those of a state as it says):
 *
 * 1. every load and store is in bounds on every axis;
 * 2. every element that is read was written before, `prepare` writes every packed buffer and `run` every output in full;
 * 3. names, types, loops and calls are put together as the IR says, and only buffers that may change are stored to.
 * 4. passes of parallel loops don't meet, and what stands around those loops can be run by every thread.
 *
 * Throws VerifyError, which names the procedure, the statement and what could not be proven. A right module can be
 * refused where a proof needs more than bounds of variables and boxes of elements; a wrong one is never passed.
 */
export function verify(module: Module): void {
  located({ procedure: "" }, () => verifyDeclarations(module));
  const taken = new Map(module.dims.map((dim) => [dim, "a dim"] as const));
  for (const procedure of module.procedures) verifyStructure(module, procedure, taken);
  verifyTeam(module);
  verifyAccesses(module, "prepare");
  verifyAccesses(module, "run");
}

function verifyDeclarations(module: Module): void {
  const taken = new Set<string>();
  const define = (name: string, kind: string) => {
    if (!isIdentifier(name)) throw new IrError(`${kind} "${name}": the name is not an identifier`);
    if (taken.has(`${kind} ${name}`)) throw new IrError(`${kind} ${name}: another ${kind} has the same name`);
    taken.add(`${kind} ${name}`);
  };
  for (const dim of module.dims) define(dim, "dim");
  for (const buffer of module.buffers) define(buffer.name, "buffer");
  for (const procedure of module.procedures) {
    define(procedure.name, "procedure");
    const parameters = procedure.buffers.map(({ name }) => name);
    for (const name of parameters) {
      if (!isIdentifier(name)) throw new IrError(`${procedure.name}: the parameter "${name}" is not an identifier`);
    }
    if (new Set(parameters).size < parameters.length)
      throw new IrError(`${procedure.name}: two parameters have one name`);
  }
  for (const entry of [module.prepare, module.run]) {
    if (!module.procedures.some(({ name }) => name === entry)) throw new IrError(`there is no procedure ${entry}`);
  }
  verifyState(module);
  const facts = new Facts();
  for (const [dim, range] of rangesOf(module)) facts.add(dim, range);
  for (const buffer of module.buffers) verifyExtents(facts, buffer);
}

function verifyState({ dims, buffers, state }: Module): void {
  const kept = buffers.filter(({ role }) => role === "state");
  if (!state) {
    for (const { name } of kept) throw new IrError(`state ${name}: the module does not say how its state grows`);
    return;
  }
  const { length, capacity, growth } = state;
  for (const dim of [length, capacity, ...growth.terms.map(([name]) => name)]) {
    if (!dims.includes(dim)) throw new IrError(`the state names ${dim}, which is no dim`);
  }
  for (const buffer of kept) {
    const moving = buffer.extents.filter(({ terms }) => terms.some(([name]) => name === capacity));
    if (moving.length !== 1) throw new IrError(`state ${buffer.name}: one extent must name ${capacity}`);
  }
}

function verifyExtents(facts: Facts, buffer: Buffer): void {
  for (const extent of buffer.extents) {
    const shown = `${buffer.role} ${buffer.name}: the extent ${showAffine(extent)}`;
    const unknown = extent.terms.find(([name]) => facts.of(name) === undefined);
    if (unknown !== undefined) throw new IrError(`${shown} names ${unknown[0]}, which is no dim`);
    if (buffer.role === "scratch" && constantValue(extent) === undefined) throw new IrError(`${shown} is not constant`);
    if (!facts.notNegative(extent)) throw new IrError(`${shown} may be negative`);
  }
  const { role, name, extents, data } = buffer;
  if (!data) return;
  const length = extents.reduce((total, extent) => total * (constantValue(extent) ?? Number.NaN), 1);
  if (role !== "param" || data.length !== length) {
    throw new IrError(`${role} ${name}: ${data.length} elements are no data of a param of ${length}`);
  }
}

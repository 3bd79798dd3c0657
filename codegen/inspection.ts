import { evaluateOffset, type Offset } from "./ir/offset.js";
import { showModule } from "./ir/index.js";
import type { Module } from "./ir/nodes.js";
import type { InspectedTensor, Inspection, Quantity } from "./kernel.js";
import { planMemory } from "./plan/memory.js";
import type { ProgramGraph, TensorSpec } from "./plan/program.js";
import { bytesMoved, flopsOf } from "./plan/work.js";

/** What `heddle inspect` shows of a kernel; with numbers where `dims` gives the sizes. */
export function inspectionOf(
  program: ProgramGraph,
  module: Module,
  dims: Readonly<Record<string, number>> = {},
): Inspection {
  const quantity = (offset: Offset): Quantity => quantityOf(offset, dims);
  const { placed, peak } = planMemory(module);
  return {
    name: program.name,
    dims: module.dims,
    tensors: tensorsOf(program),
    flops: quantity(flopsOf(program)),
    bytes: quantity(bytesMoved(program)),
    memory: {
      buffers: placed.map(({ buffer, offset, bytes }) => ({
        name: buffer.name,
        role: buffer.role,
        offset: quantity(offset),
        size: quantity(bytes),
      })),
      total: quantity(peak),
    },
    ir: showModule(module),
  };
}

function tensorsOf(program: ProgramGraph): readonly InspectedTensor[] {
  const outputs = program.outputs.map(({ name, node }) => inspected("output", name, node));
  return [...inspectedSpecs("param", program.params), ...inspectedSpecs("input", program.inputs), ...outputs];
}

function inspectedSpecs(role: "param" | "input", specs: ProgramGraph["params"]): readonly InspectedTensor[] {
  return Object.entries(specs).map(([name, spec]) => inspected(role, name, spec));
}

function inspected(role: InspectedTensor["role"], name: string, { shape, dtype }: TensorSpec): InspectedTensor {
  return { role, name, dtype, shape };
}

function quantityOf(offset: Offset, dims: Readonly<Record<string, number>>): Quantity {
  const formula = formulaOf(offset);
  const isKnown = offset.terms.every(({ variables }) => variables.every((name) => dims[name] !== undefined));
  return isKnown ? { formula, value: evaluateOffset(offset, (name) => dims[name] ?? 0) } : { formula };
}

/** A polynomial as a person writes it: `1024*seq^2 + 2097152*seq`. */
function formulaOf({ constant, terms }: Offset): string {
  const parts = terms
    .toSorted((left, right) => right.variables.length - left.variables.length)
    .map(({ coefficient, variables }) => {
      const powers = [...new Set(variables)].map((name) => {
        const power = variables.filter((other) => other === name).length;
        return power === 1 ? name : `${name}^${power}`;
      });
      return [...(coefficient === 1 ? [] : [coefficient]), ...powers].join("*");
    });
  return [...parts, ...(constant === 0 && parts.length > 0 ? [] : [constant])].join(" + ");
}

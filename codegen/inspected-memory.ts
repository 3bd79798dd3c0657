import type { Module } from "./ir/nodes.js";
import { evaluateOffset, type Offset, sumOffsets } from "./ir/offset.js";
import type { InspectedBuffer, InspectedMemory, Quantity } from "./kernel.js";
import { type PlacedBuffer, planMemory, roomFor } from "./plan/memory.js";
import { ALIGNMENT } from "./plan/regions.js";
import { aligned, layOut, type Region } from "./targets/wasm/index.js";

/** The sizes of dims by name, as far as they are known. */
export type Sizes = Readonly<Record<string, number>>;

/** The memory of a TypeScript kernel: what lies between its steps, and then what is kept from call to call. */
export function plannedMemory(module: Module, dims: Sizes): InspectedMemory {
  const { placed, peak } = planMemory(module);
  const buffers = placed.map((each) => inspected(each, quantityOf(each.offset, dims), dims));
  let end = peak;
  for (const buffer of module.buffers.filter(({ role }) => role === "state")) {
    const bytes = roomFor(module, buffer);
    buffers.push(inspected({ buffer, bytes }, quantityOf(end, dims), dims));
    end = sumOffsets([end, bytes]);
  }
  return { buffers, total: quantityOf(end, dims), temporaries: temporariesOf(module, dims) };
}

/**
 * The memory of a WebAssembly kernel: everything, one after the other, each at the start of a line of the cache. In the
 * formulas `up(4*seq, 64)` is 4 times seq, rounded up to a multiple of 64.
 */
export function laidOutMemory(module: Module, dims: Sizes): InspectedMemory {
  const { fixed, moving, fixedEnd } = layOut(module);
  const placed = ({ buffers }: Region, { whole, rounded }: Start): readonly InspectedBuffer[] =>
    buffers.map((each) => inspected(each, startOf({ whole: sumOffsets([whole, each.offset]), rounded }, dims), dims));
  const buffers = fixed.flatMap((region) => placed(region, { whole: numberOf(region.address), rounded: [] }));
  let start: Start = { whole: numberOf(fixedEnd), rounded: [] };
  for (const region of moving) {
    buffers.push(...placed(region, start));
    start = isWhole(region.bytes)
      ? { ...start, whole: sumOffsets([start.whole, region.bytes]) }
      : { ...start, rounded: [...start.rounded, region.bytes] };
  }
  return { buffers, total: startOf(start, dims), temporaries: temporariesOf(module, dims) };
}

function temporariesOf(module: Module, dims: Sizes): InspectedMemory["temporaries"] {
  const { peak, sum } = planMemory(module);
  return { peak: quantityOf(peak, dims), sum: quantityOf(sum, dims) };
}

/** Where a buffer starts: after so many bytes, and after others, each of which is rounded up. */
interface Start {
  readonly whole: Offset;
  readonly rounded: readonly Offset[];
}

function startOf({ whole, rounded }: Start, dims: Sizes): Quantity {
  const first = quantityOf(whole, dims);
  const others = rounded.map((bytes) => quantityOf(bytes, dims));
  const formula = [first.formula, ...others.map((bytes) => `up(${bytes.formula}, ${ALIGNMENT})`)].join(" + ");
  const values = [first.value, ...others.map(({ value }) => value && aligned(value))];
  return values.includes(undefined)
    ? { formula }
    : { formula, value: values.reduce<number>((total, value = 0) => total + value, 0) };
}

/** Whether the bytes are lines of the cache, whatever the sizes. */
function isWhole({ constant, terms }: Offset): boolean {
  return [constant, ...terms.map(({ coefficient }) => coefficient)].every((part) => part % ALIGNMENT === 0);
}

function numberOf(constant: number): Offset {
  return { constant, terms: [] };
}

/** A number of the dims; with its value where their sizes are known. */
export function quantityOf(offset: Offset, dims: Sizes): Quantity {
  const formula = formulaOf(offset);
  const isKnown = offset.terms.every(({ variables }) => variables.every((name) => dims[name] !== undefined));
  return isKnown ? { formula, value: evaluateOffset(offset, (name) => dims[name] ?? 0) } : { formula };
}

function inspected(
  { buffer: { name, role }, bytes, steps }: Pick<PlacedBuffer, "buffer" | "bytes"> & Partial<PlacedBuffer>,
  offset: Quantity,
  dims: Sizes,
): InspectedBuffer {
  return { name, role, offset, size: quantityOf(bytes, dims), ...(steps && { steps }) };
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

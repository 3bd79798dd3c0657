import { constantValue } from "../../ir/affine.js";
import type { Affine, Buffer, BufferParameter, Element, Module, Procedure } from "../../ir/nodes.js";
import { indicesOf, visitStatements } from "../../ir/traverse.js";
import { type Addressed, bankName } from "./banks.js";
import { multiplesOf } from "./multiples.js";
import { Identifiers } from "./names.js";
import { type Callee, StatementPrinter } from "./statements.js";

/** One function of generated code. */
export interface PrintedFunction {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly lines: readonly string[];
}

/** The functions of a module, callees first, and what else they need. */
export interface PrintedFunctions {
  readonly functions: readonly PrintedFunction[];
  /** The parameters of the last function, `run`: buffers, then dims. */
  readonly run: { readonly identifier: string; readonly buffers: readonly Buffer[]; readonly dims: readonly string[] };
  readonly usesPowers: boolean;
  readonly scratch: readonly ScratchArray[];
}

/** An array at the top of a generated module. */
export interface ScratchArray {
  readonly name: string;
  readonly type: string;
  readonly extents: readonly number[];
}

function scratchArrays(buffer: Buffer, name: string): readonly ScratchArray[] {
  const extents = buffer.extents.map((extent) => constantValue(extent) ?? 0);
  const type = arrayType(buffer.element);
  if (buffer.banks === undefined) return [{ name, type, extents }];
  return Array.from({ length: buffer.banks }, (_, bank) => ({ name: bankName(name, bank), type, extents }));
}

/** The typed array in which an element is stored. */
export function arrayType(element: Element): string {
  return { f32: "Float32Array", f64: "Float64Array", i32: "Int32Array", bool: "Uint8Array" }[element];
}

/** Prints each procedure that a call of `run` needs. `top` gives identifiers at the top of the module. */
export function printFunctions(module: Module, top: Identifiers): PrintedFunctions {
  const scratchBuffers = module.buffers.filter(({ role }) => role === "scratch");
  const scratch = new Map(scratchBuffers.map(({ name }) => [name, top.of("buffer", name)]));
  const multiples = multiplesOf(module);
  const callees = new Map<string, Callee>();
  const functions: PrintedFunction[] = [];
  let usesPowers = false;
  const arrays = scratchBuffers.flatMap((buffer) => scratchArrays(buffer, scratch.get(buffer.name) ?? buffer.name));
  // A procedure may be called like a bank: weights1.
  const identifiersOfBuffers = new Set(scratch.values());
  for (const { name } of arrays) if (!identifiersOfBuffers.has(name)) top.fresh(name);
  for (const procedure of module.procedures)
    callees.set(procedure.name, { identifier: top.fresh(procedure.name), dims: [], takes: [] });
  const topNames = [
    ...arrays.map(({ name }) => name),
    ...scratch.values(),
    ...[...callees.values()].map(({ identifier }) => identifier),
    "POWERS_OF_TWO",
  ];

  const print = (procedure: Procedure, buffers: readonly BufferParameter[]): void => {
    const identifiers = new Identifiers(topNames, namesIn(procedure));
    for (const [name, identifier] of scratch) identifiers.alias("buffer", name, identifier);
    const dims = dimsOf(procedure, [...buffers, ...scratchBuffers], module.dims, callees);
    const identifier = callees.get(procedure.name)?.identifier ?? procedure.name;
    const indices = [...dims, ...procedure.indices];
    const bufferParameters = buffers.map(({ name, element }) => ({
      name: identifiers.of("buffer", name),
      type: arrayType(element),
    }));
    const indexParameters = indices.map((name) => ({ name: identifiers.of("index", name), type: "number" }));
    const known = new Map<string, Addressed>([...scratchBuffers, ...buffers].map((buffer) => [buffer.name, buffer]));
    const printer = new StatementPrinter(identifiers, known, callees, multiples.get(procedure.name) ?? new Map());
    const lines = printer.body(procedure, indices);
    const takes = indexParameters.slice(dims.length).map(({ name }) => isNamedIn(lines, name));
    const parameters = [
      ...bufferParameters,
      ...indexParameters.filter((_, i) => i < dims.length || takes[i - dims.length]),
    ];
    callees.set(procedure.name, { identifier, dims, takes });
    usesPowers ||= printer.usesPowers;
    functions.push({ name: identifier, summary: procedure.summary, parameters, lines });
  };
  for (const procedure of module.procedures) {
    if (procedure.name !== module.prepare && procedure.name !== module.run) print(procedure, procedure.buffers);
  }
  const run = module.procedures.find(({ name }) => name === module.run);
  if (!run) throw new Error(`no procedure ${module.run}`);
  const held = module.buffers.filter(({ role }) => role !== "scratch");
  print(run, held);
  const { identifier = run.name, dims = [] } = callees.get(run.name) ?? {};
  const used = arrays.filter(({ name }) => functions.some(({ lines }) => isNamedIn(lines, name)));
  return { functions, run: { identifier, buffers: held, dims }, usesPowers, scratch: used };
}

/** Whether code, comments aside, has this identifier in it. */
function isNamedIn(lines: readonly string[], identifier: string): boolean {
  const word = new RegExp(`\\b${identifier}\\b`);
  return lines.some((line) => !line.startsWith("//") && word.test(line));
}

/** The dims that a procedure's indices, strides and calls name. */
function dimsOf(
  procedure: Procedure,
  buffers: readonly BufferParameter[],
  dims: readonly string[],
  callees: ReadonlyMap<string, Callee>,
): readonly string[] {
  const used = new Set<string>();
  const see = ({ terms }: Affine): void => terms.forEach(([name]) => used.add(name));
  visitStatements(procedure.body, (statement) => {
    indicesOf(statement).forEach(see);
    if (statement.kind === "call") callees.get(statement.callee)?.dims.forEach((dim) => used.add(dim));
  });
  // The outermost extent is no stride: it doesn't enter an element's place.
  for (const { extents } of buffers) extents.slice(1).forEach(see);
  return dims.filter((dim) => used.has(dim));
}

/** The names that the statements of a procedure define. */
function namesIn({ body, indices }: Procedure): readonly string[] {
  const names = [...indices];
  visitStatements(body, (statement) => {
    if ("name" in statement) names.push(statement.name);
    if ("variable" in statement) names.push(statement.variable);
  });
  return names;
}

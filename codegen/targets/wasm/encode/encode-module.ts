import { ByteWriter } from "./bytes.js";
import { CodeWriter, type Indices, type Named } from "./code-writer.js";
import { i32 } from "./constants.js";
import { KIND_BYTES } from "./kinds.js";
import type { DefinedFunction, Import, MemoryLimits, ModuleBuilder } from "./module.js";
import { writeNames } from "./names.js";
import type { FunctionReference } from "./references.js";

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/**
 * The binary form of a module, as the WebAssembly specification's chapter on the binary format has it; `names`: with the
 * section that debuggers and profilers read.
 */
export function encodeModule(module: ModuleBuilder, { names = true } = {}): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.bytes(MAGIC_AND_VERSION);
  const references = [...module.importedFunctions, ...module.functions].map(({ reference }) => reference);
  const types = new Types();
  const typeIndices = references.map((reference) => types.indexOf(reference));
  const indices = indicesOf(module, references);

  section(out, 1, types.count, (inside) => types.write(inside));
  section(out, 2, importCount(module), (inside) => writeImports(inside, module, typeIndices));
  section(out, 3, module.functions.length, (inside) =>
    inside.list(module.functions, (_, i) => inside.unsigned(typeIndices[module.importedFunctions.length + i] ?? 0)),
  );
  section(out, 5, module.memory && !module.memory.from ? 1 : 0, (inside) =>
    inside.list(module.memory ? [module.memory.limits] : [], (limits) => writeLimits(inside, limits)),
  );
  section(out, 6, module.globals.length, (inside) => writeGlobals(inside, module, indices));
  section(out, 7, module.exports.length, (inside) => writeExports(inside, module, indices));
  section(out, 10, module.functions.length, (inside) =>
    inside.list(module.functions, (defined) => sized(inside, writeBody(defined, indices))),
  );
  section(out, 11, module.data.length, (inside) =>
    inside.list(module.data, ({ at, bytes }) => {
      inside.unsigned(0);
      inside.bytes(constantExpression(i32(at), indices));
      inside.unsigned(bytes.length);
      inside.bytes(bytes);
    }),
  );
  if (names) section(out, 0, 1, (inside) => writeNames(inside, module));
  return out.finish();
}

/** Function types, each once. */
class Types {
  readonly #all: FunctionReference[] = [];
  readonly #byText = new Map<string, number>();

  get count(): number {
    return this.#all.length;
  }

  indexOf(reference: FunctionReference): number {
    const text = `${reference.parameters.join(" ")} -> ${reference.result}`;
    const known = this.#byText.get(text) ?? this.#all.push(reference) - 1;
    this.#byText.set(text, known);
    return known;
  }

  write(out: ByteWriter): void {
    out.list(this.#all, ({ parameters, result }) => {
      out.byte(0x60);
      out.list(parameters, (kind) => out.byte(KIND_BYTES[kind]));
      out.list(result === "nothing" ? [] : [result], (kind) => out.byte(KIND_BYTES[kind]));
    });
  }
}

function indicesOf(module: ModuleBuilder, references: readonly FunctionReference[]): Indices {
  const functions = new Map<Named, number>(references.map((reference, i) => [reference, i]));
  const globals = new Map<Named, number>(module.globals.map(({ reference }, i) => [reference, i]));
  const found = (index: number | undefined, name: string): number => {
    if (index === undefined) throw new Error(`${module.name}: ${name} is of another module`);
    return index;
  };
  return {
    functionIndex: (reference) => found(functions.get(reference), reference.name),
    globalIndex: (reference) => found(globals.get(reference), reference.name),
  };
}

/** A section with its length before it; one without entries is left out. */
function section(out: ByteWriter, id: number, entries: number, write: (inside: ByteWriter) => void): void {
  if (entries === 0) return;
  const inside = new ByteWriter();
  write(inside);
  out.byte(id);
  sized(out, inside);
}

function sized(out: ByteWriter, inside: ByteWriter): void {
  out.unsigned(inside.length);
  out.bytes(inside.finish());
}

function importCount({ importedFunctions, memory }: ModuleBuilder): number {
  return importedFunctions.length + (memory?.from ? 1 : 0);
}

function writeImports(out: ByteWriter, module: ModuleBuilder, typeIndices: readonly number[]): void {
  const { memory } = module;
  const writeFrom = (from: Import): void => {
    out.text(from.module);
    out.text(from.name);
  };
  out.unsigned(importCount(module));
  for (const [i, { from }] of module.importedFunctions.entries()) {
    writeFrom(from);
    out.byte(0);
    out.unsigned(typeIndices[i] ?? 0);
  }
  if (!memory?.from) return;
  writeFrom(memory.from);
  out.byte(2);
  writeLimits(out, memory.limits);
}

function writeLimits(out: ByteWriter, { initial, maximum, shared }: MemoryLimits): void {
  out.byte((maximum === undefined ? 0 : 1) + (shared ? 2 : 0));
  out.unsigned(initial);
  if (maximum !== undefined) out.unsigned(maximum);
}

function writeGlobals(out: ByteWriter, module: ModuleBuilder, indices: Indices): void {
  out.list(module.globals, ({ reference, initial }) => {
    out.byte(KIND_BYTES[reference.kind]);
    out.byte(reference.mutable ? 1 : 0);
    out.bytes(constantExpression(initial, indices));
  });
}

function writeExports(out: ByteWriter, module: ModuleBuilder, indices: Indices): void {
  out.list(module.exports, ({ name, what }) => {
    out.text(name);
    const isFunction = what !== "memory" && "parameters" in what;
    out.byte(what === "memory" ? 2 : isFunction ? 0 : 3);
    out.unsigned(what === "memory" ? 0 : isFunction ? indices.functionIndex(what) : indices.globalIndex(what));
  });
}

function writeBody({ locals, body }: DefinedFunction, indices: Indices): CodeWriter {
  const out = new CodeWriter(indices);
  // Neighbours of one kind are declared together.
  const runs: { readonly kind: number; count: number }[] = [];
  for (const { kind } of locals) {
    const last = runs.at(-1);
    if (last?.kind === KIND_BYTES[kind]) last.count++;
    else runs.push({ kind: KIND_BYTES[kind], count: 1 });
  }
  out.list(runs, ({ kind, count }) => {
    out.unsigned(count);
    out.byte(kind);
  });
  body.write(out);
  out.byte(0x0b);
  return out;
}

function constantExpression(value: DefinedGlobalInitial, indices: Indices): Uint8Array {
  const out = new CodeWriter(indices);
  value.write(out);
  out.byte(0x0b);
  return out.finish();
}

type DefinedGlobalInitial = ModuleBuilder["globals"][number]["initial"];

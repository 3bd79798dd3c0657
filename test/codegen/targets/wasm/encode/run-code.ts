import {
  type Code,
  encodeModule,
  i32,
  load,
  type Locals,
  ModuleBuilder,
  type ResultKind,
  sequence,
  store,
  type ValueKind,
} from "../../../../../codegen/targets/wasm/encode/index.js";

/** A module with one function `run`, and the memory that it works on. */
export interface Running {
  readonly memory: DataView<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  run(): unknown;
}

/** Encodes and instantiates `write`'s code as the function `run`. */
export function instantiate<R extends ResultKind>(
  result: R,
  write: (locals: Locals, module: ModuleBuilder) => Code<NoInfer<R>>,
): Running {
  const module = new ModuleBuilder("test");
  module.useMemory({ initial: 1 });
  module.export("memory", "memory");
  module.export(
    "run",
    module.function("run", [], result, (locals) => write(locals, module)),
  );
  const bytes = encodeModule(module);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { memory, run } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof run !== "function") throw new Error("exports are missing");
  return { memory: new DataView(memory.buffer), bytes, run: () => run() };
}

/** Where operand number `i` lies; 16 bytes for each. */
export const operandAt = (i: number): number => 16 * i;
/** Where the result is stored. */
export const RESULT_AT = 128;

/** Operand number `i` as an instruction reads it from memory. */
export function operandCode<K extends ValueKind>(kind: K, i: number): Code<ValueKind> {
  return load(`${kind}.load`, { address: i32(operandAt(i)) });
}

/** Stores a value of any kind where the result lies. */
export function storeResult(value: Code<ValueKind>): Code {
  const place = { address: i32(RESULT_AT) };
  if (is(value, "i32")) return store("i32.store", place, value);
  if (is(value, "i64")) return store("i64.store", place, value);
  if (is(value, "f32")) return store("f32.store", place, value);
  if (is(value, "f64")) return store("f64.store", place, value);
  return is(value, "v128") ? store("v128.store", place, value) : sequence();
}

function is<K extends ValueKind>(value: Code<ValueKind>, kind: K): value is Code<K> {
  return value.kind === kind;
}

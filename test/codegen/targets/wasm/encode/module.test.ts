import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteWriter } from "../../../../../codegen/targets/wasm/encode/bytes.js";
import {
  after,
  atomic,
  call,
  encodeModule,
  f32,
  f64,
  getGlobal,
  getLocal,
  i32,
  i64,
  ModuleBuilder,
  operation,
  sequence,
  setGlobal,
} from "../../../../../codegen/targets/wasm/encode/index.js";
import { instantiate } from "./run-code.js";

test("numbers come back as they are written", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.double(),
      (int, wide, float) => {
        expect(instantiate("i32", () => i32(int)).run()).toBe(int);
        expect(instantiate("i64", () => i64(wide)).run()).toBe(wide);
        expect(instantiate("f64", () => f64(float)).run()).toBe(float);
        expect(instantiate("f32", () => f32(float)).run()).toBe(Math.fround(float));
      },
    ),
    { numRuns: 100 },
  );
  for (const edge of [0, 63, 64, -64, -65, 8191, 8192, -8192, 2 ** 31 - 1, -(2 ** 31)]) {
    expect(instantiate("i32", () => i32(edge)).run()).toBe(edge);
  }
});

test("unsigned LEB128 as the specification's examples have it", () => {
  const bytes = (value: number) => {
    const out = new ByteWriter();
    out.unsigned(value);
    return [...out.finish()];
  };
  expect(bytes(624485)).toEqual([0xe5, 0x8e, 0x26]);
  expect([bytes(0), bytes(127), bytes(128), bytes(2 ** 32 - 1)]).toEqual([
    [0],
    [127],
    [128, 1],
    [255, 255, 255, 255, 15],
  ]);
  expect(() => bytes(-1)).toThrow(RangeError);
  expect(() => bytes(2 ** 32)).toThrow(RangeError);
});

test("imports, globals, calls, data, exports and names", () => {
  const module = new ModuleBuilder("sums");
  const double = module.importFunction({ module: "host", name: "double" }, ["i32"], "i32");
  module.useMemory({ initial: 1, maximum: 4 }, { module: "host", name: "memory" });
  module.putData(8, Uint8Array.of(1, 2, 3));
  const total = module.mutableGlobal("total", i32(5));
  const fixed = module.constantGlobal("fixed", f64(2.5));
  const addTo = module.function(
    "addTo",
    ["i32", "f32"],
    "i32",
    (locals, amount, factor) => {
      const scaled = operation("f32.mul", operation("f32.convert_i32_s", getLocal(amount)), getLocal(factor));
      locals.make("v128", "unused");
      const sum = operation("i32.add", getGlobal(total), operation("i32.trunc_sat_f32_s", scaled));
      return after([setGlobal(total, sum)], getGlobal(total));
    },
    ["amount", "factor"],
  );
  const run = module.function("run", [], "i32", () => call(double, call(addTo, i32(3), f32(2))));
  module.export("run", run);
  module.export("total", total);
  module.export("fixed", fixed);
  const compiled = new WebAssembly.Module(encodeModule(module));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
  const { exports } = new WebAssembly.Instance(compiled, { host: { double: (x: number) => 2 * x, memory } });
  expect(typeof exports["run"] === "function" && exports["run"]()).toBe(22);
  expect([...new Uint8Array(memory.buffer, 7, 5)]).toEqual([0, 1, 2, 3, 0]);
  const globals = [exports["total"], exports["fixed"]];
  expect(globals.map((global) => global instanceof WebAssembly.Global && global.value)).toEqual([11, 2.5]);
  const [names = new ArrayBuffer()] = WebAssembly.Module.customSections(compiled, "name");
  const shown = Buffer.from(names).toString("latin1");
  for (const name of ["sums", "double", "addTo", "amount", "factor", "unused", "total", "fixed"]) {
    expect(shown).toContain(name);
  }
});

test("a module has one memory, and code may name only what is its own", () => {
  const module = new ModuleBuilder("one");
  module.useMemory({ initial: 1 });
  expect(() => module.useMemory({ initial: 1 })).toThrow("one: a module has one memory");
  const stranger = new ModuleBuilder("other").function("there", [], "nothing", () => sequence());
  module.function("here", [], "nothing", () => call(stranger));
  expect(() => encodeModule(module)).toThrow("one: there is of another module");
});

test("threads: what one instance stores another sees in shared memory", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const instanceOf = () => {
    const module = new ModuleBuilder("shared");
    module.useMemory({ initial: 1, maximum: 1, shared: true }, { module: "host", name: "memory" });
    const place = { address: i32(64) };
    module.export(
      "next",
      module.function("next", [], "i32", () => atomic("i32.atomic.rmw.add", place, i32(1))),
    );
    module.export(
      "wait",
      module.function("wait", ["i32"], "i32", (_, expected) =>
        atomic("memory.atomic.wait32", place, getLocal(expected), i64(0n)),
      ),
    );
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(encodeModule(module)), { host: { memory } });
    const { next, wait } = exports;
    if (typeof next !== "function" || typeof wait !== "function") throw new Error("exports are missing");
    return { next: (): unknown => next(), wait: (expected: number): unknown => wait(expected) };
  };
  const [first, second] = [instanceOf(), instanceOf()];
  expect([first.next(), second.next(), first.next()]).toEqual([0, 1, 2]);
  // 1: the value is another one; 2: the time is over.
  expect([first.wait(99), second.wait(3)]).toEqual([1, 2]);
});

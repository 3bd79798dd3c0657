import { linear, program, relu } from "heddle";
import { describe, expect, test } from "vitest";
import { compileKernel, lowerForVectors } from "../../codegen/compile.js";
import { showInspection } from "../../codegen/cli/show-inspection.js";
import { mha64x4 } from "../../presets/multi-head.js";
import { webAssembly } from "../../codegen/schedule/machine.js";
import { WasmKernel } from "./targets/wasm/wasm-kernel.js";

const kernel = compileKernel(mha64x4, {
  command: "npx heddle generate",
  targets: ["wasm", "typescript"],
  wasm: { bytes: "file", relaxed: true },
});

describe("the inspection of a kernel in WebAssembly", () => {
  test.each([1, 7, 128])("tells where each buffer lies, at seq %i", (seq) => {
    const module = lowerForVectors(mha64x4, webAssembly);
    const running = new WasmKernel(module);
    running.reserve({ seq });
    const { memory, ir } = kernel.inspect({ seq });
    const seen = memory.buffers.filter(({ role }) => role !== "temporary" && role !== "scratch");
    expect(seen.map(({ name }) => name)).toEqual(expect.arrayContaining(["wq", "x", "out", "wqPanels"]));
    for (const { name, offset } of seen) expect([name, offset.value]).toEqual([name, running.addressOf(name)]);
    const ends = memory.buffers.map(({ offset, size }) => (offset.value ?? Number.NaN) + (size.value ?? Number.NaN));
    expect(Math.ceil(Math.max(...ends) / 64) * 64).toBe(memory.total.value);
    expect(ir).toContain("wqPanels");
  });

  test("has formulas that name what is rounded up", () => {
    const { buffers, total } = kernel.inspect().memory;
    expect(buffers.find(({ name }) => name === "wq")?.offset).toEqual({ formula: "65536", value: 65_536 });
    expect(total.formula).toMatch(/^\d+\*seq \+ \d+( \+ up\(4\*seq, 64\))+$/);
    expect(total.value).toBeUndefined();
  });

  test("has the size of each variant's code", () => {
    const sizes = kernel.files
      .filter(({ path }) => path.endsWith(".wasm"))
      .map(({ path, text }) => ({ file: path, bytes: Buffer.from(text, "base64").length }));
    expect(sizes).toHaveLength(2);
    expect(kernel.inspect().code).toEqual(sizes);
  });
});

test("a target may be chosen, and the first is where none is", () => {
  expect(kernel.inspect().target).toBe("wasm");
  const { target, ir, code, memory } = kernel.inspect({}, "typescript");
  expect({ target, ir }).toEqual({ target: "typescript", ir: expect.not.stringContaining("wqPanels") });
  expect(code.map(({ file }) => file)).toEqual(["typescript.js"]);
  expect(memory.buffers.map(({ role }) => role)).not.toContain("param");
  const alone = compileKernel(mha64x4, { command: "npx heddle generate" });
  expect(alone.inspect().code.map(({ file }) => file)).toEqual(["index.js"]);
  expect(() => alone.inspect({}, "wasm")).toThrow("mha64x4 isn't generated for wasm, but for typescript");
});

describe("what temporaries share", () => {
  const layers = program({
    name: "layers",
    params: { w: [8, 8] },
    inputs: { x: ["n", 8] },
    body: ({ x, w }) => relu(linear(relu(linear(relu(linear(relu(linear(x, w)), w)), w)), w)),
  });
  const made = compileKernel(layers, { command: "npx heddle generate", targets: ["wasm", "typescript"] });

  test.each(["wasm", "typescript"] as const)("is the peak beside the sum, on %s", (target) => {
    const { temporaries, buffers } = made.inspect({ n: 5 }, target).memory;
    const bytes = (target === "wasm" ? 4 : 8) * 8 * 5;
    expect([temporaries.peak.value, temporaries.sum.value]).toEqual([2 * bytes, 3 * bytes]);
    const placed = buffers.filter(({ role }) => role === "temporary");
    expect(placed.map(({ steps }) => steps).toSorted()).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(new Set(placed.map(({ offset }) => offset.value)).size).toBe(2);
  });

  test("is shown", () => {
    const lines = showInspection(made.inspect({ n: 5 }, "typescript"));
    const at = lines.indexOf("temporaries, in bytes");
    expect(lines.slice(at + 1, at + 3)).toEqual(["  peak          128*n = 640", "  side by side  192*n = 960"]);
    expect(lines.some((line) => /^ {2}relu +temporary +0 +64\*n = 320 +0 to 1$/.test(line))).toBe(true);
  });
});

test("is shown with the code's sizes", () => {
  const lines = showInspection(kernel.inspect({ seq: 8 }));
  expect(lines[0]).toBe("mha64x4 for wasm");
  const [first = "", second = ""] = lines.slice(lines.indexOf("code, in bytes") + 1);
  expect([first, second]).toEqual([
    expect.stringMatching(/^ {2}kernel\.wasm {10}\d+$/),
    expect.stringMatching(/^ {2}kernel-relaxed\.wasm {2}\d+$/),
  ]);
});

import { cast, program, tensor } from "heddle";
import { expect, test } from "vitest";
import { lowerForVectors } from "../../../codegen/compile.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import { subject } from "./check.js";

test("numbers that an i32 can't hold are the nearest that it can, and NaN is 0, wherever they are cast", async () => {
  const made = program({ name: "cut", params: {}, inputs: { x: [10] }, body: ({ x }) => cast(x, "i32") });
  const numbers = [3e9, -3e9, Number.NaN, Infinity, -Infinity, 2 ** 31, -(2 ** 31), 2147483520, 1.9, -1.9];
  const x = tensor(numbers, [10]);
  const [most, least] = [2 ** 31 - 1, -(2 ** 31)];
  const expected = Int32Array.of(most, least, 0, most, least, most, least, 2147483520, 1, -1);
  const checked = subject(made);
  expect(made.evaluate({ x }).data).toEqual(expected);
  expect((await checked.run({ x })).get("out")?.data).toEqual(expected);
  await checked.expectSameBits({ x });
  const module = lowerForVectors(made, webAssembly);
  expectSameBits(module, [{}], () => ({ x: x.data }));
  expect(new WasmKernel(module).run({}, { x: x.data }).get("out")).toEqual(expected);
});

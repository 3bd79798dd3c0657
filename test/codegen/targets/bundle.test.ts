import { transform } from "esbuild";
import { linear, program } from "heddle";
import { expect, test } from "vitest";
import { filesOf, importKernel } from "../kernels/compile.js";
import { randomParams, randomRows } from "../kernels/tensors.js";
import { bundled } from "./bundled.js";

const layer = program({
  name: "layer",
  params: { w: [8, 8] },
  inputs: { x: ["seq", 8] },
  body: ({ x, w }) => linear(x, w),
});
const kernel = filesOf(layer).get("index.js") ?? "";

/** Arrays in variables of a module. */
const variables = /^(var|let) \w+ = new Float64Array\(\d+\);/m;
/** Arrays in constants of a function. */
const constants = /^ +const \w+ = new Float64Array\(\d+\);/m;

test("what a kernel works in is constant in a bundle too: V8 builds its address into the code", async () => {
  const text = await bundled(kernel);
  expect(text).toMatch(constants);
  expect(text).not.toMatch(variables);
  // This is what a bundler does with a module's own constants.
  expect(await bundled("const block = new Float64Array(8); export const give = () => block;")).toMatch(variables);
});

test("a bundle gives the same bits, minified or not", async () => {
  const params = randomParams(layer);
  const x = randomRows(37, 8);
  const expected = (await (await importKernel(kernel))(params))({ x });
  const text = await bundled(kernel);
  const { code } = await transform(text, { minify: true, format: "esm" });
  for (const each of [text, code]) expect((await (await importKernel(each))(params))({ x })).toEqual(expected);
});

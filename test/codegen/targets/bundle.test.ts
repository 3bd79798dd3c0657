import { transform } from "esbuild";
import { linear, program } from "heddle";
import { expect, test } from "vitest";
import { compileKernel } from "../../../codegen/compile.js";
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

test("bundlers copy the files that a kernel reads, and bundle its worker: they find both by their URLs in full", async () => {
  const options = { command: "x", targets: ["wasm"], wasm: { bytes: "file", threads: true } } as const;
  const modules = compileKernel(layer, options).files.filter(({ path }) => path.endsWith(".js"));
  const urls = modules.flatMap(({ text }) => text.match(/[\w.]+\(?\s*new URL\("[^"]+", import\.meta\.url\)/g) ?? []);
  // A worker's URL elsewhere would be that of a file to copy, which isn't bundled and can't be minified as a script.
  expect(urls.filter((url) => url.includes("worker"))).toEqual([`Worker(new URL("./worker.js", import.meta.url)`]);
  expect(modules.map(({ text }) => text).join()).toContain(`new URL("./kernel.wasm", import.meta.url)`);
  // Vite makes a worker a script unless it is told otherwise: there is no await outside of functions then.
  const worker = modules.find(({ path }) => path === "worker.js");
  expect(await bundled(worker?.text ?? "", "iife")).toContain("seat(");
});

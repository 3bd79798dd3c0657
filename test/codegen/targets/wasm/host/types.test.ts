import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { add, append, attention, cast, embedding, linear, program, softmax, sum, tensor } from "heddle";
import { afterAll, describe, expect, test } from "vitest";
import { mha64x4 } from "../../../../../presets/multi-head.js";
import { type Options, writeKernel } from "./kernel-folder.js";

const root = fileURLToPath(new URL("../../../../..", import.meta.url));
const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "heddle-wasm-types-"));
afterAll(() => rmSync(folder, { recursive: true }));

const several = program({
  name: "several",
  params: {},
  inputs: { x: ["n", 4], c: { shape: ["m"], dtype: "bool" } },
  body: ({ x, c }) => ({ total: sum(x, 0), kept: c, counted: cast(c, "i32") }),
});
const noInputs = program({ name: "noInputs", params: { w: [4] }, inputs: {}, body: ({ w }) => softmax(w) });
const noParams = program({ name: "noParams", params: {}, inputs: { x: [4] }, body: ({ x }) => add(x, x) });
/** Programs whose types would be called like those that the module needs. */
const hostile = [
  "wasmExports",
  "uRL",
  "codeVariant",
  "webAssembly",
  "weakSet",
  "given",
  "fileReading",
  "crew",
  "aboard",
].map((name) =>
  program({ name, params: { code: [2] }, inputs: { wasm: ["URL", 2] }, body: ({ code, wasm }) => add(wasm, code) }),
);

const variants: Readonly<Record<string, Options>> = {
  both: { targets: ["wasm", "typescript"] },
  bothByFile: { targets: ["typescript", "wasm"], wasm: { bytes: "file" } },
  wasm: { targets: ["wasm"] },
  wasmByFile: { targets: ["wasm"], wasm: { bytes: "file" } },
  bothRelaxed: { targets: ["wasm", "typescript"], wasm: { bytes: "base64", relaxed: true, threads: true } },
  wasmByFileRelaxed: { targets: ["wasm"], wasm: { bytes: "file", relaxed: true, threads: true } },
};
/** Each name is also one that a kernel with a cache has itself. */
const cached = program({
  name: "cached",
  params: { room: [4, 4] },
  inputs: { capacity: ["needed", 4] },
  cache: { kernel: ["length", 4] },
  body: ({ capacity, kernel, room }) => {
    const grow = append(kernel, linear(capacity, room));
    return { out: { length: attention(capacity, grow, grow, { causal: true }) }, cache: { kernel: grow } };
  },
});
/** So do what checks indices and what reads constants. */
const lookedUp = program({
  name: "lookedUp",
  params: { bytesFrom: [8, 3] },
  inputs: { refuseIndices: { shape: ["constant"], dtype: "i32" } },
  body: ({ bytesFrom, refuseIndices }) => {
    const constant = tensor(new Float32Array(60), [20, 3]);
    return { digits: add(embedding(bytesFrom, refuseIndices), embedding(constant, refuseIndices)) };
  },
});
const programs = [mha64x4, cached, lookedUp, several, noInputs, noParams, ...hostile];
for (const [variant, options] of Object.entries(variants)) {
  for (const made of variant.startsWith("both") ? programs.slice(0, 3) : programs) {
    cpSync(writeKernel(made, options), join(folder, variant, made.name), { recursive: true });
  }
}
// Whoever has no sources has declarations.
cpSync(join(folder, "both"), join(folder, "declared"), {
  recursive: true,
  filter: (path) => !path.endsWith(".ts") || path.endsWith(".d.ts"),
});

/** What calls kernels through their declarations alone, rightly and wrongly. */
const callers = `
import type { Tensor } from "heddle";
import { createMha64x4, type Mha64x4, type Mha64x4Params, type WasmMha64x4 } from "./declared/mha64x4/index.js";
import { createMha64x4 as createInWasm } from "./declared/mha64x4/wasm.js";
import { createMha64x4 as createInTypeScript } from "./declared/mha64x4/typescript.js";
import { createSeveral } from "./wasm/several/index.js";
import { type Cached, createCached } from "./declared/cached/index.js";
import { createNoInputs } from "./wasm/noInputs/index.js";
import { compileMha64x4, createMha64x4 as createRelaxed } from "./bothRelaxed/mha64x4/index.js";
import { compileMha64x4 as compileInWasm, createMha64x4 as createByFile } from "./bothRelaxed/mha64x4/wasm.js";

declare const params: Mha64x4Params;
declare const x: Tensor<["seq", 64]>;
declare const wide: Tensor<["seq", 512]>;

const any: Mha64x4 = await createMha64x4(params);
const wasm: WasmMha64x4 = await createMha64x4(params, { target: "wasm" });
export const kernels: Mha64x4[] = [any, wasm, await createInWasm(params), await createInTypeScript(params)];
export const y: Tensor<["seq", 64]> = wasm({ x });
const { inputs, out } = wasm.views({ seq: 128 });
inputs.x.fill(1);
export const z: Float32Array = wasm(inputs, out);
export const w: Float32Array = any(inputs, out);
// @ts-expect-error: the TypeScript kernel has no memory of its own to show
any.views({ seq: 128 });
// @ts-expect-error: nor has it where it is asked for
(await createMha64x4(params, { target: "typescript" })).views({ seq: 128 });
// @ts-expect-error: a size is missing
wasm.views({});
// @ts-expect-error: a size that there is not
wasm.views({ seq: 1, n: 2 });
// @ts-expect-error: another width
wasm({ x: wide });
// @ts-expect-error: a target that was not generated
await createMha64x4(params, { target: "webgpu" });
// @ts-expect-error: a target of another module
await createInWasm(params, { target: "typescript" });

export const relaxed: Mha64x4[] = [
  await createRelaxed(params, { relaxed: false }),
  await createRelaxed(params, { module: await compileMha64x4({ relaxed: false }) }),
  await createByFile(params, { module: await compileInWasm(), relaxed: true }),
];
// @ts-expect-error: no code for relaxed SIMD was generated
await createMha64x4(params, { relaxed: false });
// @ts-expect-error: a module is an object
await createMha64x4(params, { module: "kernel.wasm" });

const step = await createCached({ room: new Float32Array(16) }, { target: "wasm", capacity: 8 });
export const attended: Tensor<["needed", 4]> = step({ capacity: new Float32Array(4) }).length;
export const held: number[] = [step.length, step.capacity];
step.truncate(0);
step.reset();
step(step.views({ needed: 1 }).inputs);
const inTypeScript: Cached = await createCached({ room: new Float32Array(16) }, { target: "typescript", capacity: 8 });
inTypeScript.truncate(0);
// @ts-expect-error: a length is a number
step.truncate("all");
// @ts-expect-error: how long the cache is comes from the calls
step.length = 3;
// @ts-expect-error: the kernel knows how long the cache is
step.views({ needed: 1, length: 2 });
// @ts-expect-error: nothing is kept here
await createMha64x4(params, { capacity: 8 });

const several = await createSeveral({}, { target: "wasm" });
const views = several.views({ n: 2, m: 3 });
export const mask: Uint8Array = views.inputs.c;
export const counted: Int32Array = views.out.counted;
export const results: { total: Float32Array } = several(views.inputs, views.out);
export const total: Tensor<[4]> = several(views.inputs).total;
// @ts-expect-error: only WebAssembly was generated
await createSeveral({}, { target: "typescript" });
export const none: Float32Array = (await createNoInputs({ w: new Float32Array(4) })).views().out;
`;
writeFileSync(join(folder, "callers.ts"), callers);

const paths = { heddle: [join(root, "src/index.ts")] };
const strict = {
  target: "es2022",
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  allowUnreachableCode: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipDefaultLibCheck: true,
  paths,
};
const forBrowsers = { ...strict, lib: ["es2023", "dom"], module: "esnext", moduleResolution: "bundler", types: [] };
const forNode = {
  ...strict,
  lib: ["es2023"],
  module: "nodenext",
  moduleResolution: "nodenext",
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
};

async function problems(compiler: string, compilerOptions: object): Promise<string> {
  const config = join(folder, `tsconfig.${compiler}.json`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(config, JSON.stringify({ compilerOptions, include: ["*.ts", ...Object.keys(variants)] }));
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
  return promisify(execFile)(process.execPath, [tsc, "-p", config, "--pretty", "false"]).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error instanceof Error && "stdout" in error ? String(error.stdout) : String(error)),
  );
}

describe("what is generated compiles under strict TypeScript, and its declarations carry the shapes,", () => {
  test.each(["typescript59", "typescript6", "typescript"])("by %s for browsers", async (compiler) => {
    expect(await problems(compiler, forBrowsers)).toBe("");
  });

  test("without the DOM's types for Node", async () => {
    expect(await problems("typescript", forNode)).toBe("");
  });
});

test("what is generated switches off no check, and imports nothing but what lies beside it", () => {
  const beside = new Set([
    "./types.js",
    "./wasm.js",
    "./typescript.js",
    "./kernel-wasm.js",
    "./kernel-relaxed-wasm.js",
    "./kernel-threads-wasm.js",
    "./kernel-relaxed-threads-wasm.js",
    "./crew.js",
  ]);
  for (const variant of Object.keys(variants)) {
    for (const path of readdirSync(join(folder, variant), { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".ts") || path.endsWith(".d.ts")) continue;
      const text = readFileSync(join(folder, variant, path), "utf8");
      expect(text).not.toMatch(/\bany\b|\bas\b(?! (a|they|many|for)\b)|@ts-|eslint|eval|Function\(/);
      for (const [, from = ""] of text.matchAll(/(?:from |import\()"([^"]*)"/g)) {
        expect(from === "heddle" || beside.has(from)).toBe(true);
      }
      expect(text.match(/from "heddle"/g)?.length ?? 0).toBe(text.match(/^import type \{ Tensor \}/gm)?.length ?? 0);
    }
  }
});

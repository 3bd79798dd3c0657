import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  add,
  cast,
  embedding,
  linear,
  matmul,
  program,
  type Program,
  softmax,
  sum,
  tensor,
  transpose,
  where,
} from "heddle";
import { afterAll, describe, expect, test } from "vitest";
import { filesOf } from "../kernels/compile.js";
import { attentionProgram, causalMha64x4 } from "../kernels/programs.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const generated = join(root, "generated");
const generatedFiles = readdirSync(generated, { recursive: true, encoding: "utf8" });
const modules = generatedFiles.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
const require = createRequire(import.meta.url);

/** Programs whose modules leave out what others have, or store what others don't. */
const programs: readonly Program[] = [
  causalMha64x4,
  attentionProgram({ name: "masked", heads: 2, causal: true, mask: { shape: ["n", "m"], dtype: "bool" } }),
  attentionProgram({ name: "biased", mask: { shape: ["n", "m"], dtype: "f32" } }),
  program({
    name: "lookedUp",
    params: { table: [8, 3] },
    inputs: { ids: { shape: ["n"], dtype: "i32" } },
    body: ({ table, ids }) => add(embedding(table, ids), embedding(tensor(new Float32Array(60), [20, 3]), ids)),
  }),
  program({ name: "noInputs", params: { w: [4] }, inputs: {}, body: ({ w }) => softmax(w) }),
  program({ name: "noMemory", params: {}, inputs: { x: [4] }, body: ({ x }) => add(x, x) }),
  program({ name: "unread", params: { w: [4] }, inputs: { x: ["n", "m"], y: ["m"] }, body: ({ x }) => sum(x, 0) }),
  program({
    name: "bools",
    params: {},
    inputs: {
      c: { shape: ["n"], dtype: "bool" },
      d: { shape: ["n"], dtype: "bool" },
      i: { shape: ["n"], dtype: "i32" },
    },
    body: ({ c, d, i }) => ({ chosen: where(c, d, cast(i, "bool")), counted: cast(d, "i32"), kept: c }),
  }),
  program({
    name: "several",
    params: { w: [3, 4], long: [2, 3000] },
    inputs: { x: ["n", 4], y: ["n", 3000] },
    body: ({ x, y, w, long }) => ({ a: linear(x, w), b: linear(y, long), c: matmul(w, transpose(x)) }),
  }),
];

/** What calls a kernel through its declarations alone, rightly and wrongly. */
const callers = `
import type { Tensor } from "heddle";
import { createMha64x4, type Mha64x4Params } from "./declared/mha64x4/index.js";
import { createSeveral } from "./declared/several/index.js";

declare const params: Mha64x4Params;
declare const x: Tensor<["seq", 64]>;
declare const wide: Tensor<["seq", 512]>;
declare const flat: Tensor<[64]>;
declare const bools: Tensor<["seq", 64], "bool">;
declare const square: Tensor<[64, 64]>;
declare const few: Omit<Mha64x4Params, "wq">;

const kernel = await createMha64x4(params, { target: "typescript" });
export const y: Tensor<["seq", 64]> = kernel({ x });
export const z: Tensor<["seq", 64]> = kernel({ x: new Float32Array(64) });
export const into: Float32Array = kernel({ x }, new Float32Array(64));
export const disposed: void = kernel.dispose();
// @ts-expect-error: another width
kernel({ x: wide });
// @ts-expect-error: another rank
kernel({ x: flat });
// @ts-expect-error: another dtype
kernel({ x: bools });
// @ts-expect-error: another array
kernel({ x: new Float64Array(64) });
// @ts-expect-error: no input
kernel({});
// @ts-expect-error: an input that there is not
kernel({ x, mask: x });
// @ts-expect-error: a result of another width
kernel({ x }, wide);
// @ts-expect-error: the result is no square
export const other: Tensor<[64, 64]> = kernel({ x });
// @ts-expect-error: a param is missing
await createMha64x4(few);
// @ts-expect-error: a param of another shape
await createMha64x4({ ...params, bq: square });
// @ts-expect-error: a target that there is not
await createMha64x4(params, { target: "webgpu" });

const several = await createSeveral({ w: new Float32Array(12), long: new Float32Array(6000) });
const results = several({ x: new Float32Array(4), y: new Float32Array(3000) });
export const a: Tensor<["n", 3]> = results.a;
// @ts-expect-error: another output
export const b: Tensor<["n", 3]> = results.b;
// @ts-expect-error: one output is not all of them
several({ x: new Float32Array(4), y: new Float32Array(3000) }, { a: new Float32Array(3) });
`;

/** What would make a check of the compiler pass by. */
const loose = /\bany\b|\bas\b(?! (a|they|many|for)\b)|@ts-|eslint|eval|Function\(/;

const folder = mkdtempSync(join(tmpdir(), "heddle-strict-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const compiled = new Map(programs.map((made) => [made.name, filesOf(made)]));
const textOf = (name: string, file: string): string => compiled.get(name)?.get(file) ?? "";
for (const { name } of programs) write(`${name}.ts`, textOf(name, "index.ts"));
write("declared/several/index.d.ts", textOf("several", "index.d.ts"));
for (const file of generatedFiles.filter((each) => each.startsWith("mha64x4") && each.endsWith(".d.ts"))) {
  write(join("declared", file), readFileSync(join(generated, file), "utf8"));
}
write("callers.ts", callers);
write(
  "tsconfig.json",
  JSON.stringify({
    compilerOptions: {
      target: "es2022",
      lib: ["es2023", "dom"],
      module: "esnext",
      moduleResolution: "bundler",
      noEmit: true,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noImplicitReturns: true,
      noPropertyAccessFromIndexSignature: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      skipDefaultLibCheck: true,
      types: [],
      paths: { heddle: [join(root, "src/index.ts")] },
    },
    files: [...modules.map((file) => join(generated, file)), ...programs.map(({ name }) => `${name}.ts`), "callers.ts"],
  }),
);

describe("what is generated compiles under strict TypeScript, and its declarations carry the shapes,", () => {
  test.each(["typescript59", "typescript6", "typescript"])("by %s", async (compiler) => {
    const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
    const run = promisify(execFile)(process.execPath, [tsc, "-p", folder, "--pretty", "false"]);
    const output = await run.then(
      ({ stdout }) => stdout,
      (error: unknown) => (error instanceof Error && "stdout" in error ? String(error.stdout) : String(error)),
    );
    expect(output).toBe("");
  });
});

describe("the files of a kernel", () => {
  /** Base64 may spell anything. */
  const readable = modules.filter((file) => !file.endsWith("-wasm.ts"));

  test.each(readable)("%s imports nothing but its siblings and a type, and switches off no check", (file) => {
    const text = readFileSync(join(generated, file), "utf8");
    const siblings = modules
      .filter((other) => dirname(other) === dirname(file))
      .map((other) => `./${basename(other, ".ts")}.js`);
    const imported = [...text.matchAll(/^import (?:type )?\{.*\} from "(.*)";$|\bimport\("(.*)"\)/gm)];
    const sources = imported.map(
      ([line, from, loaded]) => (line.startsWith("import type") ? "a type of " : "") + (from ?? loaded),
    );
    const allowed = new Set([
      "a type of heddle",
      ...siblings,
      ...[...siblings, "./types.js"].map((name) => `a type of ${name}`),
    ]);
    expect(sources.filter((source) => !allowed.has(source))).toEqual([]);
    expect(text).not.toMatch(/\brequire\(/);
    expect(text).not.toMatch(loose);
  });

  test.each(programs)("of $name import nothing but a type, and switch off no check", ({ name }) => {
    const text = textOf(name, "index.ts");
    expect(text.match(/^.*\b(import|require)\b.*$/gm)).toEqual(['import type { Tensor } from "heddle";']);
    expect(text).not.toMatch(loose);
    expect(textOf(name, "index.js")).not.toMatch(/\b(import|require)\b/);
  });
});

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { mha64x4 } from "../../../../../presets/multi-head.js";
import { distance } from "../../../kernels/close.js";
import { causalMha64x4 } from "../../../kernels/programs.js";
import { randomParams, randomRows } from "../../../kernels/tensors.js";
import { allowRelaxedSimd } from "../relaxed-simd.js";
import { compileFrom, complaint, importFrom, writeKernel } from "./kernel-folder.js";

const params = randomParams(mha64x4);
const x = randomRows(9, 64);
const folders = {
  plain: writeKernel(mha64x4, { targets: ["wasm"] }),
  both: writeKernel(mha64x4, { targets: ["typescript", "wasm"], wasm: { bytes: "base64", relaxed: true } }),
  byFile: writeKernel(mha64x4, { targets: ["wasm"], wasm: { bytes: "file", relaxed: true } }),
};

/** The result of a kernel that a folder's `index` makes so. */
async function resultOf(folder: keyof typeof folders, options: Readonly<Record<string, unknown>> = {}) {
  const out = new Float32Array(9 * 64);
  return (await (await importFrom(folders[folder]))(params, options))({ x }, out);
}

/** An engine that doesn't know the instruction which joins a product and a sum. */
function withoutRelaxedSimd(): void {
  const { validate } = WebAssembly;
  const isRelaxed = (bytes: Uint8Array) => Buffer.from(bytes).includes(Buffer.of(0xfd, 0x85, 0x02));
  vi.stubGlobal("WebAssembly", {
    compile: WebAssembly.compile,
    instantiate: WebAssembly.instantiate,
    validate: (bytes: Uint8Array<ArrayBuffer>) => !isRelaxed(bytes) && validate(bytes),
  });
}

beforeAll(allowRelaxedSimd);
afterEach(() => vi.unstubAllGlobals());

describe("a kernel with code for relaxed SIMD", () => {
  test("has a file or a module for each variant", () => {
    const names = (folder: string) => readdirSync(folder).filter((name) => name.startsWith("kernel"));
    const modulesOf = (name: string) => [`${name}.d.ts`, `${name}.js`, `${name}.ts`];
    expect(names(folders.byFile)).toEqual(["kernel-relaxed.wasm", "kernel.wasm"]);
    expect(names(folders.both)).toEqual([...modulesOf("kernel-relaxed-wasm"), ...modulesOf("kernel-wasm")]);
  });

  test.each(["both", "byFile"] as const)(
    "runs it where the engine has that, and it isn't refused (%s)",
    async (folder) => {
      const plain = await resultOf("plain");
      const fast = await resultOf(folder, { target: "wasm" });
      expect(fast).not.toEqual(plain);
      expect(distance(fast, plain)).toBeLessThan(1e-6);
      expect(await resultOf(folder, { target: "wasm", relaxed: true })).toEqual(fast);
      expect(await resultOf(folder, { target: "wasm", relaxed: false })).toEqual(plain);
      withoutRelaxedSimd();
      expect(await resultOf(folder, { target: "wasm" })).toEqual(plain);
    },
  );

  test("loads only what it runs", async () => {
    const folder = writeKernel(mha64x4, { targets: ["wasm"], wasm: { bytes: "file", relaxed: true } });
    rmSync(join(folder, "kernel-relaxed.wasm"));
    const create = await importFrom(folder);
    const out = new Float32Array(9 * 64);
    expect((await create(params, { relaxed: false }))({ x }, out)).toEqual(await resultOf("plain"));
    expect(await complaint(() => create(params))).toMatch(/can't be loaded: .*kernel-relaxed\.wasm/);
  });

  test("is split by bundlers, so that a page downloads one of them", async () => {
    const { outputFiles, warnings } = await build({
      entryPoints: [join(folders.both, "wasm.js")],
      bundle: true,
      write: false,
      format: "esm",
      splitting: true,
      outdir: "out",
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    const holding = outputFiles.filter(({ text }) => text.includes("AGFzbQ"));
    expect(holding.map(({ text }) => text.match(/AGFzbQ/g)?.length)).toEqual([1, 1]);
    expect(holding.every(({ path }) => !path.endsWith("wasm.js") || path.includes("kernel"))).toBe(true);
  });

  test("says in its header that results may differ between machines; a plain one says nothing of it", () => {
    const headerOf = (folder: string, module: string) =>
      readFileSync(join(folder, `${module}.ts`), "utf8").slice(0, 900);
    expect(headerOf(folders.both, "wasm")).toContain("the last bits of a result may differ between machines");
    expect(headerOf(folders.plain, "index")).not.toContain("relaxed");
    expect(readFileSync(join(folders.plain, "index.ts"), "utf8")).not.toContain("relaxed");
  });
});

describe("code that the caller has compiled", () => {
  test("makes a kernel, in whatever variant it is", async () => {
    const compile = await compileFrom(folders.both);
    const plain = await compile({ relaxed: false });
    expect(plain).toBeInstanceOf(WebAssembly.Module);
    expect(await resultOf("both", { module: plain })).toEqual(await resultOf("plain"));
    expect(await resultOf("both", { module: await compile() })).toEqual(await resultOf("both", { target: "wasm" }));
    const fromFile = await WebAssembly.compile(readFileSync(join(folders.byFile, "kernel.wasm")));
    expect(await resultOf("byFile", { module: fromFile })).toEqual(await resultOf("plain"));
  });

  test("makes kernels in workers", async () => {
    const code = `
      const { parentPort, workerData } = require("node:worker_threads");
      import(workerData.index).then(async ({ createMha64x4 }) => {
        const kernel = await createMha64x4(workerData.params, { module: workerData.module });
        parentPort.postMessage(kernel({ x: workerData.x }).data);
      });`;
    const data = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.data]));
    const module = await (await compileFrom(folders.plain))();
    const index = join(folders.plain, "index.js");
    const worker = new Worker(code, { eval: true, workerData: { index, params: data, module, x: x.data } });
    const result: unknown = await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));
    await worker.terminate();
    expect(result).toEqual(await resultOf("plain"));
  });

  test("is refused where it isn't this kernel's", async () => {
    const other = await (await compileFrom(writeKernel(causalMha64x4, { targets: ["wasm"] })))();
    const empty = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const refusal = "Error: mha64x4: its WebAssembly is no compiled module of this version of the kernel";
    for (const module of [other, empty, readFileSync(join(folders.byFile, "kernel.wasm"))]) {
      expect(await complaint(() => resultOf("plain", { module }))).toBe(refusal);
    }
    expect(await complaint(() => resultOf("plain", { module: {} }))).toMatch(
      /^Error: mha64x4: its WebAssembly can't be loaded: TypeError: /,
    );
  });

  test("is refused where the file is left over from another version", async () => {
    const folder = writeKernel(mha64x4, { targets: ["wasm"], wasm: { bytes: "file" } });
    const older = writeKernel(causalMha64x4, { targets: ["wasm"], wasm: { bytes: "file" } });
    writeFileSync(join(folder, "kernel.wasm"), readFileSync(join(older, "kernel.wasm")));
    const create = await importFrom(folder);
    expect(await complaint(() => create(params))).toContain("no compiled module of this version of the kernel");
  });
});

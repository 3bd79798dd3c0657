import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Target } from "../../../../../codegen/kernel.js";
import { mha64x4 } from "../../../../../presets/multi-head.js";
import { distance } from "../../../kernels/close.js";
import { untyped } from "../../../kernels/any-kernel.js";
import { randomParams, randomRows } from "../../../kernels/tensors.js";
import { complaint, filesFor, importFrom, withViews, writeKernel } from "./kernel-folder.js";

const params = randomParams(mha64x4);
const x = randomRows(9, 64);
const both: readonly Target[] = ["wasm", "typescript"];
const folders = {
  both: writeKernel(mha64x4, { targets: both }),
  bothByFile: writeKernel(mha64x4, { targets: ["typescript", "wasm"], wasm: { bytes: "file" } }),
  wasm: writeKernel(mha64x4, { targets: ["wasm"], wasm: { bytes: "base64" } }),
  wasmByFile: writeKernel(mha64x4, { targets: ["wasm"], wasm: { bytes: "file" } }),
};
const [reference, inFloat64] = [
  (await (await importFrom(folders.wasm))(params))({ x }),
  (await (await importFrom(folders.bothByFile, "typescript"))(params))({ x }),
];
afterEach(() => vi.unstubAllGlobals());

/** An engine of the time before SIMD. */
function withoutSimd(): void {
  vi.stubGlobal("WebAssembly", { ...WebAssembly, validate: () => false });
}

describe("a folder", () => {
  const common = ["index.d.ts", "index.js", "index.ts", "package.json"];
  const modulesOf = (name: string) => [`${name}.d.ts`, `${name}.js`, `${name}.ts`];

  test("of one target has that target in its index", () => {
    expect(readdirSync(folders.wasm)).toEqual([...common, ...modulesOf("kernel-wasm")].toSorted());
    expect(readdirSync(folders.wasmByFile)).toEqual([...common, "kernel.wasm"].toSorted());
  });

  test("of several has a module for each, and types that they share", () => {
    const modules = [...common, ...modulesOf("typescript"), ...modulesOf("wasm"), "types.ts", "types.d.ts"];
    expect(readdirSync(folders.both)).toEqual([...modules, ...modulesOf("kernel-wasm")].toSorted());
    expect(readdirSync(folders.bothByFile)).toEqual([...modules, "kernel.wasm"].toSorted());
  });

  test("is the same each time", () => {
    for (const bytes of ["base64", "file"] as const) {
      const options = { targets: both, wasm: { bytes } };
      expect(filesFor(mha64x4, options)).toEqual(filesFor(mha64x4, options));
    }
  });

  test("has the same TypeScript kernel as one of that target alone, from its first block on", () => {
    const alone = filesFor(mha64x4, {}).find(({ path }) => path === "index.ts")?.text ?? "";
    const beside = readFileSync(join(folders.both, "typescript.ts"), "utf8");
    const bodyOf = (text: string) =>
      text.slice(text.indexOf("/** A block to work in")).replaceAll(/options: .* = /g, "");
    expect(bodyOf(beside)).toBe(bodyOf(alone));
  });

  test("carries the same code either way", () => {
    const text = readFileSync(join(folders.both, "kernel-wasm.js"), "utf8");
    const base64 = [...text.matchAll(/"([\w+/=]+)"/g)].map(([, line]) => line).join("");
    const bytes = readFileSync(join(folders.bothByFile, "kernel.wasm"));
    expect(Buffer.from(base64, "base64").equals(bytes)).toBe(true);
    expect(WebAssembly.validate(new Uint8Array(bytes))).toBe(true);
    expect(text).toContain(`${bytes.length} bytes`);
  });
});

describe("a kernel in WebAssembly", () => {
  test.each(["both", "bothByFile"] as const)("is the module wasm, or what index gives (%s)", async (folder) => {
    const direct = await (await importFrom(folders[folder], "wasm"))(params);
    const chosen = withViews(await (await importFrom(folders[folder]))(params, { target: "wasm" }));
    expect(direct({ x })).toEqual(reference);
    expect(chosen({ x })).toEqual(reference);
  });

  test("is read from the file beside its module", async () => {
    expect((await (await importFrom(folders.wasmByFile))(params))({ x })).toEqual(reference);
  });

  test("says so where that file is missing, and finds it the next time", async () => {
    const folder = writeKernel(mha64x4, { targets: ["wasm"], wasm: { bytes: "file" } });
    const file = join(folder, "kernel.wasm");
    const bytes = readFileSync(file);
    rmSync(file);
    const create = await importFrom(folder);
    expect(await complaint(() => create(params))).toMatch(
      /^Error: mha64x4: its WebAssembly can't be loaded: Error: ENOENT: .*kernel\.wasm/,
    );
    writeFileSync(file, bytes);
    expect((await create(params))({ x })).toEqual(reference);
  });
});

describe("where no target is named", () => {
  test("the first in the config that runs is taken", async () => {
    const wasmFirst = await importFrom(folders.both);
    const typeScriptFirst = await importFrom(folders.bothByFile);
    expect((await wasmFirst(params))({ x })).toEqual(reference);
    expect((await typeScriptFirst(params))({ x })).toEqual(inFloat64);
    expect(inFloat64).not.toEqual(reference);
    withoutSimd();
    expect((await wasmFirst(params))({ x })).toEqual(inFloat64);
  });
});

describe("a target that can't be had is refused,", () => {
  test.each(["both", "bothByFile"] as const)("where the engine has no SIMD (%s)", async (folder) => {
    withoutSimd();
    const lacks = "RangeError: mha64x4: there is no target wasm here, since this engine has no WebAssembly with SIMD";
    const chooser = await importFrom(folders[folder]);
    expect(await complaint(() => chooser(params, { target: "wasm" }))).toBe(`${lacks}; it has: typescript`);
    const direct = await importFrom(folders[folder], "wasm");
    expect(await complaint(() => direct(params))).toBe(lacks);
    vi.stubGlobal("WebAssembly", undefined);
    expect(await complaint(() => chooser(params, { target: "wasm" }))).toBe(`${lacks}; it has: typescript`);
  });

  test("where it was not generated", async () => {
    const message = (has: string) => `RangeError: mha64x4: there is no target webgpu here; this module has: ${has}`;
    for (const [folder, module, has] of [
      [folders.both, "index", "wasm, typescript"],
      [folders.both, "typescript", "typescript"],
      [folders.both, "wasm", "wasm"],
    ] as const) {
      const create = await importFrom(folder, module);
      expect(await complaint(() => create(params, { target: "webgpu" }))).toBe(message(has));
    }
  });
});

describe("in a bundle for browsers", () => {
  const bundle = async (folder: string, module: string, splitting = false) => {
    const { outputFiles, warnings } = await build({
      entryPoints: [join(folder, `${module}.js`)],
      bundle: true,
      write: false,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      outdir: "out",
      splitting,
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  };

  test("the wrapper with its code in base64 runs, and is small", async () => {
    const text = (await bundle(folders.both, "wasm")).get("wasm.js") ?? "";
    const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
    const module: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ url);
    const kernel = await untyped(module["createMha64x4"])(params);
    expect(kernel({ x })).toEqual(reference);
    expect(gzipSync(text.replace(/"[\w+/=]{1000,}"/, '""')).length).toBeLessThan(2560);
  });

  test("the chooser leaves each target in a part of its own", async () => {
    const parts = await bundle(folders.both, "index", true);
    expect(parts.get("index.js")?.length).toBeLessThan(1500);
    const withCode = [...parts].filter(([, text]) => text.includes("AGFzbQ")).map(([name]) => name);
    const withTypeScript = [...parts].filter(([, text]) => text.includes("new Float64Array")).map(([name]) => name);
    expect(withCode).toHaveLength(1);
    expect(withTypeScript).toHaveLength(1);
    expect(withCode).not.toEqual(withTypeScript);
    expect(["index.js", ...withTypeScript]).not.toContain(withCode[0]);
  });

  test("the file is fetched from beside the module, and Node's modules are left out", async () => {
    const text = (await bundle(folders.wasmByFile, "index")).get("index.js") ?? "";
    expect(text).not.toMatch(/import\s*(\(\s*)?["'`]node:/);
    let status = 404;
    const server = createServer((request, response) => {
      response.writeHead(request.url === "/kernel.wasm" ? status : 500);
      response.end(readFileSync(join(folders.wasmByFile, "kernel.wasm")));
    }).listen(0);
    try {
      const address = server.address();
      const base = `http://localhost:${isPort(address) ? address.port : 0}/index.js`;
      const url = `data:text/javascript,${encodeURIComponent(text.replaceAll("import.meta.url", JSON.stringify(base)))}`;
      const module: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ url);
      const create = untyped(module["createMha64x4"]);
      expect(await complaint(() => create(params))).toMatch(
        /can't be loaded: Error: http:.*kernel.wasm has status 404/,
      );
      status = 200;
      expect((await create(params))({ x })).toEqual(reference);
    } finally {
      server.close();
    }
  });
});

test("kernels of a folder run in Node outside of a test runner, and without a bundler", () => {
  const script = `
    import { createMha64x4 } from ${JSON.stringify(join(folders.bothByFile, "index.js"))};
    const square = () => new Float32Array(4096).fill(0.01);
    const bias = () => new Float32Array(64);
    const params = { wq: square(), bq: bias(), wk: square(), bk: bias(), wv: square(), bv: bias(), wo: square(), bo: bias() };
    const x = new Float32Array(128).fill(1);
    for (const target of ["wasm", "typescript"]) console.log((await createMha64x4(params, { target }))({ x }).data[127]);
  `;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  const [wasm = 0, typescript = 0] = output.trim().split("\n").map(Number);
  // Rows of 1 give 0.64 from each projection.
  expect(distance([wasm, typescript], [0.64 ** 2, 0.64 ** 2])).toBeLessThan(1e-5);
});

function isPort(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

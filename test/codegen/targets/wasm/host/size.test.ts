import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { mha512x8, mha512x8Causal } from "../../../../../presets/multi-head.js";
import { writeKernel } from "./kernel-folder.js";

const KIB = 1024;

/** The gzipped size of a module as a page loads it: with all that it imports, minified. */
async function bundleSize(folder: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, "index.js")],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

test.each([mha512x8, mha512x8Causal])("a page loads at most 10 KiB, of which 8 KiB are code, %#", async (program) => {
  const folder = writeKernel(program, { targets: ["wasm"], wasm: { bytes: "file" } });
  const code = readFileSync(join(folder, "kernel.wasm"));
  const download = (await bundleSize(folder)) + gzipSync(code, { level: 9 }).length;
  console.log(`${program.name}: ${code.length} bytes of code; ${download} with the wrapper, gzipped`);
  expect(code.length).toBeLessThanOrEqual(8 * KIB);
  expect(download).toBeLessThanOrEqual(10 * KIB);
});

test("so it does where the code is in base64", async () => {
  const download = await bundleSize(writeKernel(mha512x8, { targets: ["wasm"], wasm: { bytes: "base64" } }));
  console.log(`${mha512x8.name}: ${download} bytes with its code in base64, gzipped`);
  expect(download).toBeLessThanOrEqual(10 * KIB);
});

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Program } from "heddle";
import { afterAll, expect, test } from "vitest";
import { mha512x8 } from "../../presets/multi-head.js";
import { expectClose } from "../codegen/kernels/close.js";
import { outputsOf } from "../codegen/kernels/any-kernel.js";
import { randomParams, randomRows } from "../codegen/kernels/tensors.js";

const folder = mkdtempSync(join(tmpdir(), "heddle-bundle-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a whole kernel may weigh, minified and compressed, in bytes. */
const mostBytes = 12 * 1024;

/** Runs alone: it knows the kernel's file and nothing else. Arrays come and go as base64. */
const runner = `
import { createMha512x8 } from "./kernel.mjs";
let text = "";
for await (const chunk of process.stdin) text += chunk;
const arrays = Object.entries(JSON.parse(text)).map(([name, data]) => {
  const bytes = Uint8Array.from(Buffer.from(data, "base64"));
  return [name, new Float32Array(bytes.buffer)];
});
const { x, ...params } = Object.fromEntries(arrays);
const kernel = await createMha512x8(params);
const { sizes, data } = kernel({ x });
process.stdout.write(JSON.stringify({ sizes, data: Buffer.from(data.buffer).toString("base64") }));
`;

test("mha512x8 is bundled without anything else, is small, and runs alone in an empty folder", async () => {
  const entry = fileURLToPath(new URL("../../generated/mha512x8/typescript.ts", import.meta.url));
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    treeShaking: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    outfile: join(folder, "kernel.mjs"),
    metafile: true,
    logLevel: "silent",
  });
  expect(bundle.warnings).toEqual([]);
  expect(Object.keys(bundle.metafile.inputs)).toHaveLength(1);
  expect(Object.values(bundle.metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);

  const bytes = gzipSync(readFileSync(join(folder, "kernel.mjs")), { level: 9 }).length;
  console.log(`mha512x8: ${bytes} bytes, minified and gzipped`);
  expect(bytes).toBeLessThanOrEqual(mostBytes);

  writeFileSync(join(folder, "run.mjs"), runner);
  expect(readdirSync(folder).toSorted()).toEqual(["kernel.mjs", "run.mjs"]);
  const params = randomParams(mha512x8);
  const x = randomRows(49, 512);
  const given = Object.entries({ ...params, x }).map(([name, { data }]) => [name, base64(data)] as const);
  const running = promisify(execFile)(process.execPath, ["run.mjs"], { cwd: folder, env: {}, maxBuffer: 1e8 });
  running.child.stdin?.end(JSON.stringify(Object.fromEntries(given)));
  const result: { readonly sizes: unknown; readonly data: string } = JSON.parse((await running).stdout);

  expect(result.sizes).toEqual([49, 512]);
  const program: Program = mha512x8;
  const expected = outputsOf(program, program.evaluate({ ...params, x })).get("out");
  expectClose(fromBase64(result.data), expected?.data ?? []);
});

function base64(data: Float32Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
}

function fromBase64(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer);
}

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Program } from "heddle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mha512x8 } from "../../presets/multi-head.js";
import { outputsOf } from "../codegen/kernels/any-kernel.js";
import { distance } from "../codegen/kernels/close.js";
import { randomParams, randomRows } from "../codegen/kernels/tensors.js";
import { filesFor, importFrom, type Options } from "../codegen/targets/wasm/host/kernel-folder.js";
import { Browser, findChromium } from "./chromium.js";
import type { BrowserCase, CaseResult } from "./run-case.js";
import { Site } from "./site.js";

/*
 * Kernels in a browser: as modules and bundled, in a page and in its worker. A kernel in WebAssembly or TypeScript has no
 * freedom in what it computes, so a browser must give the bits that Node gives.
 */

const SEQ = 128;

/** A kernel's folder, and options of `create` with which it is called. */
interface Variant {
  readonly name: string;
  readonly generated: Options;
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether its sums are rounded as the processor does it, and so differently in Node, which may lack that. */
  readonly isRelaxed?: boolean;
}

const variants: readonly Variant[] = [
  { name: "wasm-base64", generated: { targets: ["wasm"], wasm: { bytes: "base64" } }, options: {} },
  { name: "wasm-file", generated: { targets: ["wasm"], wasm: { bytes: "file" } }, options: {} },
  { name: "typescript", generated: { targets: ["typescript"] }, options: {} },
  {
    name: "wasm-threads",
    generated: { targets: ["wasm"], wasm: { bytes: "base64", threads: true } },
    options: { threads: 2 },
  },
  {
    name: "wasm-relaxed",
    generated: { targets: ["wasm"], wasm: { bytes: "file", relaxed: true } },
    options: {},
    isRelaxed: true,
  },
  {
    name: "wasm-not-relaxed",
    generated: { targets: ["wasm"], wasm: { bytes: "file", relaxed: true } },
    options: { relaxed: false },
  },
  { name: "either", generated: { targets: ["typescript", "wasm"] }, options: { target: "wasm" } },
];

const chromium = findChromium();
if (chromium === undefined) {
  console.warn("There is no Chromium in the PATH, so nothing is tested; set CHROMIUM to the path of one.");
}

const folder = mkdtempSync(join(tmpdir(), "heddle-site-"));
afterAll(() => rmSync(folder, { recursive: true }));

const program: Program = mha512x8;
const params = randomParams(program);
const x = randomRows(SEQ, 512);
const urls = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, `/data/${name}`]));

/** A case, and the variant that it is one of. */
interface VariantCase extends BrowserCase {
  readonly variant: Variant;
}

const cases: readonly VariantCase[] = variants.flatMap((variant) =>
  (["kernels", "bundles"] as const).flatMap((form) =>
    (["page", "worker"] as const).map((caller) => ({
      name: `${variant.name}: ${form} in a ${caller}`,
      variant,
      caller,
      module: `/${form}/${variant.name}/index.js`,
      create: "createMha512x8",
      options: variant.options,
      params: urls(Object.keys(params)),
      inputs: urls(["x"]),
    })),
  ),
);

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Bundles modules for the page; the files that a kernel names by their URL are copied, as a site's build does. */
async function bundle(entry: string, into: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outdir: join(folder, into),
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  for (const file of readdirSync(dirname(entry)).filter((name) => name.endsWith(".wasm") || name === "worker.js")) {
    cpSync(join(dirname(entry), file), join(folder, into, file));
  }
}

async function writeSite(): Promise<void> {
  write("index.html", `<!doctype html><script type="module" src="/page.js"></script>`);
  write("cases.json", JSON.stringify(cases));
  for (const name of ["page", "worker"]) await bundle(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), ".");
  for (const [name, { data }] of Object.entries({ ...params, x })) {
    write(`data/${name}`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  for (const { name, generated } of variants) {
    for (const { path, text, encoding = "utf8" } of filesFor(program, generated)) {
      write(`kernels/${name}/${path}`, Buffer.from(text, encoding));
    }
    await bundle(join(folder, "kernels", name, "index.js"), `bundles/${name}`);
  }
}

/** What all cases give in a browser, by name. */
async function browse(browserPath: string, isIsolated: boolean): Promise<ReadonlyMap<string, CaseResult>> {
  const site = new Site(folder, { isIsolated });
  const browser = new Browser(browserPath, await site.start());
  try {
    const results = await Promise.race([site.results, browser.ended]);
    return new Map(results.map((result) => [result.name, result]));
  } finally {
    await browser.close();
    site.close();
  }
}

/** What Node gives, by the name of the variant. */
async function callInNode(): Promise<ReadonlyMap<string, Float32Array>> {
  const results = new Map<string, Float32Array>();
  for (const { name, options } of variants) {
    const kernel = await (await importFrom(join(folder, "kernels", name)))(params, options);
    const made = outputsOf(program, kernel({ x })).get("out");
    kernel.dispose();
    results.set(name, Float32Array.from(made?.data ?? []));
  }
  return results;
}

describe.skipIf(chromium === undefined)("a browser", () => {
  let inNode: ReadonlyMap<string, Float32Array> = new Map();
  const evaluated = outputsOf(program, program.evaluate({ ...params, x })).get("out")?.data ?? [];
  const times: string[] = [];

  beforeAll(async () => {
    await writeSite();
    inNode = await callInNode();
  });
  afterAll(() => console.log(`Milliseconds a call of ${program.name} at seq ${SEQ}:\n${times.join("\n")}`));

  describe.each([false, true])("whose page is isolated: %s", (isIsolated) => {
    let results: ReadonlyMap<string, CaseResult> = new Map();
    beforeAll(async () => {
      results = await browse(chromium ?? "", isIsolated);
    });

    test.each(cases)("$name", ({ name, variant }) => {
      const result = results.get(name);
      expect(result?.error).toBeUndefined();
      expect(result?.isIsolated).toBe(isIsolated);
      const isAlone = variant.options["threads"] !== undefined && !isIsolated;
      expect(result?.warnings).toEqual(isAlone ? [expect.stringContaining("runs on one thread")] : []);
      const data = Float32Array.from(result?.data ?? []);
      expect(distance(data, evaluated)).toBeLessThan(4e-6);
      if (!variant.isRelaxed) expect(data).toEqual(inNode.get(variant.name));
      times.push(`  ${result?.milliseconds.toFixed(1)} ${name}${isIsolated ? ", isolated" : ""}`);
    });
  });
});

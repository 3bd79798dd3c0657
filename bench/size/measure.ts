import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Comparison } from "../compare.js";
import { isInstalled } from "../missing-packages.js";
import { type Download, downloads } from "./downloads.js";

/** How much a page downloads. */
export interface Size {
  readonly name: string;
  readonly role: Download["role"];
  /** Each file compressed with gzip. */
  readonly bytes: number;
}

/** The sizes of everyone whose packages are there. */
export async function measureSizes(): Promise<readonly Size[]> {
  const sizes: Size[] = [];
  for (const download of downloads.filter(({ packages }) => packages.every(isInstalled))) {
    const { name, role, code, files = [], bytes } = download;
    const parts = [
      ...(code === undefined ? [] : [await bundle(code)]),
      ...files.map((file) => readFileSync(new URL(`../node_modules/${file}`, import.meta.url))),
      ...(bytes ? [await bytes()] : []),
    ];
    sizes.push({ name, role, bytes: parts.reduce((sum, part) => sum + gzipSync(part, { level: 9 }).length, 0) });
  }
  return sizes;
}

/** How many times as large as a target everyone else is. */
export function compareSizes(sizes: readonly Size[]): readonly Comparison[] {
  return sizes
    .filter(({ role }) => role === "target")
    .flatMap((own) =>
      sizes
        .filter((other) => other !== own)
        .map((other) => {
          const ratio = other.bytes / own.bytes;
          return {
            workload: "size",
            target: own.name,
            threads: 1,
            against: other.name,
            ratio,
            low: ratio,
            high: ratio,
          };
        }),
    );
}

/** The code as a page loads it: with all that it imports, minified. */
async function bundle(code: string): Promise<Uint8Array> {
  const resolveDir = fileURLToPath(new URL(".", import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

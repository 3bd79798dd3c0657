import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Comparison } from "../compare.js";
import { creatorName, kernelFolder, type KernelSource } from "../kernels/build.js";
import { writeKernel } from "../kernels/write.js";
import { isInstalled } from "../missing-packages.js";
import { type Download, downloads } from "./downloads.js";

/** What it is called in reports. */
export const SIZE = "size";

/** How much a page downloads. */
export interface Size {
  readonly name: string;
  readonly role: Download["role"];
  /** Each file compressed with gzip. */
  readonly bytes: number;
}

/** The sizes of everyone whose packages are there. Kernels are generated into the folder `kernels`. */
export async function measureSizes(kernels: string): Promise<readonly Size[]> {
  const sizes: Size[] = [];
  for (const download of downloads.filter(({ packages }) => packages.every(isInstalled))) {
    const { name, role, kernel, files = [] } = download;
    const code = kernel ? await kernelCode(kernels, kernel) : download.code;
    const parts = [
      ...(code === undefined ? [] : [await bundle(code)]),
      ...files.map((file) => readFileSync(new URL(`../node_modules/${file}`, import.meta.url))),
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
            workload: SIZE,
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

/** A module that offers what creates a kernel. */
async function kernelCode(kernels: string, source: KernelSource): Promise<string> {
  await writeKernel(kernels, source);
  const path = join(kernelFolder(kernels, source), "index.js");
  return `export { ${creatorName(source)} } from ${JSON.stringify(path)};`;
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

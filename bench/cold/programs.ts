import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Contestant } from "../contestant.js";
import { jaxJs } from "../peers/jax.js";
import { onnxRuntimeNode, onnxRuntimeWeb } from "../peers/onnx-runtime.js";
import { tfjsWasm } from "../peers/tfjs.js";
import { wasmModuleFor } from "../targets/wasm.js";
import { coldTask } from "./cold-start.js";
import { coldTypeScript } from "./typescript.js";
import { coldWasm } from "./wasm.js";

/** Who starts cold, and the module and expression that a program of its own makes it from. */
interface Starter {
  readonly contestant: Contestant;
  readonly imports: string;
  readonly from: string;
  readonly expression: string;
}

const RUNTIMES = "../peers/onnx-runtime.js";

/** Everyone who starts cold, in the order of reports. */
export const starters: readonly Starter[] = [
  { contestant: coldWasm, imports: "coldWasm", from: "./wasm.js", expression: "coldWasm" },
  { contestant: coldTypeScript, imports: "coldTypeScript", from: "./typescript.js", expression: "coldTypeScript" },
  { contestant: onnxRuntimeWeb(1), imports: "onnxRuntimeWeb", from: RUNTIMES, expression: "onnxRuntimeWeb(1)" },
  { contestant: onnxRuntimeNode(1), imports: "onnxRuntimeNode", from: RUNTIMES, expression: "onnxRuntimeNode(1)" },
  { contestant: tfjsWasm, imports: "tfjsWasm", from: "../peers/tfjs.js", expression: "tfjsWasm" },
  { contestant: jaxJs, imports: "jaxJs", from: "../peers/jax.js", expression: "jaxJs" },
];

/** Written under the bench, so that its packages are found from there. */
const folder = new URL("../results/cold/", import.meta.url);

/** Bundles the program of a starter, without its packages, and gives its path. */
export async function writeProgram({ contestant, imports, from, expression }: Starter): Promise<string> {
  const outfile = fileURLToPath(new URL(`${contestant.name}.mjs`, folder));
  mkdirSync(folder, { recursive: true });
  const contents = `import { coldStart } from "./cold-start.js";
import { ${imports} } from "${from}";
await coldStart(${expression});
`;
  const resolveDir = fileURLToPath(new URL(".", import.meta.url));
  await build({
    stdin: { contents, resolveDir, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  return outfile;
}

/** Writes the module that the WebAssembly target's program reads. */
export async function writeWasm(): Promise<void> {
  const { bytes, output } = await wasmModuleFor(coldTask);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("kernel.wasm", folder), bytes);
  writeFileSync(new URL("wasm.json", folder), JSON.stringify({ output }));
}

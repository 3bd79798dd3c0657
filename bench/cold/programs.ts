import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Contestant } from "../contestant.js";
import { type Build, creatorName, kernelFolder } from "../kernels/build.js";
import { writeKernel } from "../kernels/write.js";
import { jaxJs } from "../peers/jax.js";
import { onnxRuntimeNode, onnxRuntimeWeb } from "../peers/onnx-runtime.js";
import { tfjsWasm } from "../peers/tfjs.js";
import { coldTask } from "./cold-start.js";
import { coldKernel } from "./kernel.js";

/** Who starts cold: a contestant, and the text of a module, in this folder, that exports it as `contestant`. */
export interface Starter {
  readonly contestant: Contestant;
  readonly module: string;
}

/** Everyone who starts cold, in the order of reports. The kernels are generated into the folder `kernels`. */
export async function startersWith(kernels: string): Promise<readonly Starter[]> {
  return [
    await kernelStarter(kernels, "wasm"),
    await kernelStarter(kernels, "typescript"),
    { contestant: onnxRuntimeWeb(1), module: peer("onnxRuntimeWeb", "onnx-runtime", "onnxRuntimeWeb(1)") },
    { contestant: onnxRuntimeNode(1), module: peer("onnxRuntimeNode", "onnx-runtime", "onnxRuntimeNode(1)") },
    { contestant: tfjsWasm, module: peer("tfjsWasm", "tfjs") },
    { contestant: jaxJs, module: peer("jaxJs", "jax") },
  ];
}

async function kernelStarter(kernels: string, target: Build): Promise<Starter> {
  const source = { task: coldTask, build: target };
  await writeKernel(kernels, source);
  const [create, path] = [creatorName(source), join(kernelFolder(kernels, source), "index.js")];
  return {
    contestant: coldKernel(target, () => Promise.reject(new Error("only its own process creates the kernel"))),
    module: `import { ${create} } from ${JSON.stringify(path)};
import { coldKernel } from "./kernel.js";
export const contestant = coldKernel(${JSON.stringify(target)}, ${create});
`,
  };
}

function peer(name: string, file: string, expression = name): string {
  return `import { ${name} } from "../peers/${file}.js";
export const contestant = ${expression};
`;
}

/** Bundles the program of a starter into a folder, without its packages, and gives its path. */
export async function writeProgram({ contestant, module }: Starter, folder: string): Promise<string> {
  const outfile = join(folder, "cold", `${contestant.name}.mjs`);
  const contents = `${module}import { coldStart } from "./cold-start.js";
await coldStart(contestant);
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

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileKernel } from "../../codegen/compile.js";
import { programFor } from "../programs.js";
import { workloads } from "../workloads.js";

/*
 * `write-kernel.ts PROGRAM FOLDER` writes the JavaScript of a workload's program into a folder. A process of its own:
 * with the generator in memory V8 runs the kernel at three fifths of its speed.
 */

const [, , name, folder] = process.argv;
const programs = workloads.map(({ task }) => programFor(task));
const program = programs.find((each) => each.name === name);
if (!program || folder === undefined) throw new Error("usage: write-kernel.ts PROGRAM FOLDER");
for (const { path, text } of compileKernel(program, { command: "npm run bench" }).files) {
  // tsx would read the TypeScript instead of the JavaScript beside it.
  if (!path.includes("/") && !path.endsWith(".ts")) writeFileSync(join(folder, path), text);
}

import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { OutputError } from "./errors.js";
import { findConfig } from "./load/index.js";
import { errorCode } from "./output/index.js";

/** What `init` did, as file names. */
export interface InitResult {
  readonly written: readonly string[];
  /** Files that were there already and stay as they are. */
  readonly kept: readonly string[];
}

/** A layer to start from: the attention of a small encoder, d_model 512 with 8 heads. */
const attentionText = `import { attention, linear, mergeHeads, program, splitHeads } from "heddle";

export const mha = program({
  name: "mha512x8",
  params: { wq: [512, 512], bq: [512], wk: [512, 512], bk: [512], wv: [512, 512], bv: [512], wo: [512, 512], bo: [512] },
  inputs: { x: ["seq", 512] },
  body: ({ x, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const q = splitHeads(linear(x, wq, bq), 8);
    const k = splitHeads(linear(x, wk, bk), 8);
    const v = splitHeads(linear(x, wv, bv), 8);
    return linear(mergeHeads(attention(q, k, v)), wo, bo);
  },
});
`;

const configText = `import { defineConfig } from "heddle/codegen";
import { mha } from "./attention.js";

export default defineConfig({
  outDir: "generated",
  programs: [mha],
});
`;

/** The program comes first, so that a config never stands there without it. */
const starterFiles = [
  { name: "attention.ts", text: attentionText },
  { name: "heddle.config.ts", text: configText },
] as const;

/**
 * Writes a starting config and program into `folder`. Files that exist stay as they are, and a folder that has a
 * config of any ending is left as it is.
 *
 * @param folder absolute
 * @throws OutputError if the folder can't be written
 */
export function init(folder: string): InitResult {
  const existing = findConfig(folder);
  if (existing !== undefined) return { written: [], kept: [basename(existing)] };
  const written: string[] = [];
  const kept: string[] = [];
  for (const { name, text } of starterFiles) {
    (writeNew(folder, name, text) ? written : kept).push(name);
  }
  return { written, kept };
}

/** Writes the file if nothing is there; says whether it did. */
function writeNew(folder: string, name: string, text: string): boolean {
  try {
    writeFileSync(join(folder, name), text, { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw new OutputError(name, `can't be written (${errorCode(error) ?? String(error)})`);
  }
}

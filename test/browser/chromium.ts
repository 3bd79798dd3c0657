import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The browser that the environment variable CHROMIUM names, or the first in the PATH; undefined where there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM, PATH = "" } = process.env;
  if (CHROMIUM) return CHROMIUM;
  const folders = PATH.split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** A browser with one page open, and nothing kept of what it did before. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #profile = mkdtempSync(join(tmpdir(), "heddle-browser-"));
  /** Rejects when the browser ends by itself. */
  readonly ended: Promise<never>;

  constructor(program: string, url: string) {
    const quiet = ["--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions"];
    // The pages are our own, and in a container the sandbox can't be set up.
    const flags = ["--headless", "--no-sandbox", `--user-data-dir=${this.#profile}`, ...quiet];
    this.#process = spawn(program, [...flags, url], { stdio: "ignore" });
    this.ended = new Promise((_, reject) => {
      this.#process.on("error", reject);
      this.#process.on("exit", (code) => reject(new Error(`${program} ended with ${code} before its page was done`)));
    });
    // Whoever waits for the page hears of it; after that the end is what is wanted.
    this.ended.catch(() => {});
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    this.#process.kill();
    await this.ended.catch(() => {});
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

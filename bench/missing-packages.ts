import { existsSync } from "node:fs";
import type { Contestant } from "./contestant.js";

/** How the libraries are installed that the kernels are measured against. */
export const INSTALL_COMMAND = "ONNXRUNTIME_NODE_INSTALL=skip npm ci --prefix bench";

/** Whether a package lies beside the bench. */
export function isInstalled(name: string): boolean {
  return existsSync(new URL(`node_modules/${name}/package.json`, import.meta.url));
}

/** What to say of contestants whose packages aren't there; nothing if all are. */
export function missingNote(missing: readonly Contestant[]): string {
  if (missing.length === 0) return "";
  const names = [...new Set(missing.map(({ name }) => name))];
  return `Not installed, so not measured: ${names.join(", ")}. To install them: ${INSTALL_COMMAND}\n`;
}

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.js";

/** `npm run browser`: what needs a browser, which the other tests do without. */
export default defineConfig({
  ...shared,
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: { include: ["test/browser/**/*.browser.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
});

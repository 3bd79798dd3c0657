import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^heddle$/, replacement: source("./src/index.ts") },
      { find: /^heddle\/attention$/, replacement: source("./src/attention/index.ts") },
      { find: /^heddle\/nn$/, replacement: source("./src/nn/index.ts") },
      { find: /^heddle\/weights$/, replacement: source("./src/weights/index.ts") },
      { find: /^heddle\/codegen$/, replacement: source("./codegen/index.ts") },
    ],
  },
  // Two workers on two cores: what schedules the files does next to nothing.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, maxWorkers: Math.max(2, availableParallelism() - 1) },
});

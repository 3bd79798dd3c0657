import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCommonStart } from "./error-pages.js";
import { compileExamples, runExample } from "./examples.js";

const page = readFileSync(new URL("../../docs/attention.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
const start = readCommonStart();

describe("the examples of docs/attention.md", () => {
  test("are some", () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
  });

  test("compile", async () => {
    const { ofExamples } = await compileExamples(start, examples, "typescript");
    expect(ofExamples).toEqual(examples.map(() => []));
  });

  test.each(examples)("run: %s", (example) => {
    runExample(start, example);
  });
});

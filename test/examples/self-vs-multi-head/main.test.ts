import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { displayWidth } from "../../../examples/terminal/text.js";
import { runExample } from "../child.js";

const program = "self-vs-multi-head/main.ts";
const folder = mkdtempSync(join(tmpdir(), "self-vs-multi-head-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the comparison of self-attention and multi-head attention", () => {
  it("prints shapes, heatmaps and differences, and draws", async () => {
    const file = join(folder, "drawn.svg");
    const { exitCode, stdout, stderr } = await runExample(program, ["--svg", file]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^ {2}queries = splitHeads\(q, 8\) +\[8, seq, 64\]$/m);
    expect(stdout).toMatch(/^ {2}eight heads( +\d\.\de-\d+){3}$/m);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toMatch(/undefined|NaN| $/m);
    const lines = stdout.trimEnd().split("\n");
    expect(Math.max(...lines.slice(0, -1).map(displayWidth))).toBeLessThanOrEqual(100);
    const committed = new URL("../../../examples/self-vs-multi-head/heatmaps.svg", import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(readFileSync(committed, "utf8"));
  });

  it("has a help", async () => {
    const { exitCode, stdout } = await runExample(program, ["-h"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^usage: npx tsx examples\/self-vs-multi-head\/main.ts/);
  });

  it.each([[["--svg", join(folder, "missing", "drawn.svg")]], [["--csv"]]])(
    "says in one line what is wrong with %j",
    async (args) => {
      const { exitCode, stderr } = await runExample(program, args);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^self-vs-multi-head: .+\n$/);
    },
  );
});

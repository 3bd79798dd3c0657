import { describe, expect, test } from "vitest";
import { runExample } from "../child.js";

describe("npm run demo:llama", () => {
  test("prints JSON of both runs, which agree", async () => {
    const { exitCode, stdout, stderr } = await runExample("llama/main.ts", ["--json", "1", "2"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const result: unknown = JSON.parse(stdout);
    expect(result).toMatchObject({ prompt: [1, 2], agree: true });
  });

  test("refuses what is no token", async () => {
    const { exitCode, stderr } = await runExample("llama/main.ts", ["1", "512"]);
    expect({ exitCode, stderr: stderr.trim() }).toEqual({
      exitCode: 2,
      stderr: "llama: a token is a whole number from 0 to 511: got 512",
    });
  });
});

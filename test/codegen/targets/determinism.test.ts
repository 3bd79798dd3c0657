import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { mha64x4 } from "../../../presets/multi-head.js";
import { filesOf } from "../kernels/compile.js";

const script = fileURLToPath(new URL("print-kernel.ts", import.meta.url));
const tsconfig = fileURLToPath(new URL("../../../tsconfig.json", import.meta.url));
const tsx = import.meta.resolve("tsx");
const elsewhere = mkdtempSync(`${tmpdir()}/heddle-elsewhere-`);
afterAll(() => rmSync(elsewhere, { recursive: true }));

/** The files of the kernel as another process writes them. */
async function written(cwd: string, environment: Readonly<Record<string, string>>): Promise<unknown> {
  const env = { PATH: process.env["PATH"], TSX_TSCONFIG_PATH: tsconfig, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", tsx, script], { cwd, env });
  return JSON.parse(stdout);
}

describe("the same program gives the same bytes", () => {
  const files = Object.fromEntries(filesOf(mha64x4));

  test("a second time", () => {
    expect(Object.fromEntries(filesOf(mha64x4))).toEqual(files);
  });

  test.each([
    { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Kathmandu" },
    { LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", TZ: "America/St_Johns", NODE_ENV: "production" },
  ])("in another process, in another folder, under %o", async (environment) => {
    expect(await written(elsewhere, environment)).toEqual(files);
  });

  test("and nothing in them tells where or when they were made", () => {
    const text = Object.values(files).join("\n");
    expect(text).not.toContain(process.cwd());
    expect(text).not.toContain(tmpdir());
    expect(text).not.toMatch(/\b20\d\d-\d\d|\d\d:\d\d/);
  });
});

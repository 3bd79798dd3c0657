import { expect, test } from "vitest";
import { importPeer } from "../../../codegen/peer.js";
import { heddle, installHeddle, userProject } from "./installed-cli.js";

installHeddle([]);

test("without esbuild the message says what to install", async () => {
  const folder = userProject({ "heddle.config.ts": "export default {};\n" });
  expect(await heddle(folder, ["generate"])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "error: heddle needs esbuild for this: npm install --save-dev esbuild\n",
  });
});

test("another package that is missing is another error", async () => {
  const missing = Object.assign(new Error("Cannot find package 'other' imported from x"), {
    code: "ERR_MODULE_NOT_FOUND",
  });
  await expect(importPeer("esbuild", () => Promise.reject(missing))).rejects.toBe(missing);
});

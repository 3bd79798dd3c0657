import { expect, test } from "vitest";
import { init } from "../../codegen/init.js";
import { filesIn, temporaryFolder } from "./temporary-folder.js";

test("writes a program and a config that lists it", () => {
  const folder = temporaryFolder();
  expect(init(folder)).toEqual({ written: ["attention.ts", "heddle.config.ts"], kept: [] });
  expect(filesIn(folder)["heddle.config.ts"]).toContain('import { mha } from "./attention.js"');
  expect(filesIn(folder)["attention.ts"]).toContain('name: "mha512x8"');
});

test("never overwrites", () => {
  const folder = temporaryFolder({ "attention.ts": "mine\n" });
  expect(init(folder)).toEqual({ written: ["heddle.config.ts"], kept: ["attention.ts"] });
  expect(filesIn(folder)["attention.ts"]).toBe("mine\n");
});

test.each(["heddle.config.ts", "heddle.config.js", "heddle.config.mjs"])("leaves a folder with %s alone", (config) => {
  const folder = temporaryFolder({ [config]: "mine\n" });
  expect(init(folder)).toEqual({ written: [], kept: [config] });
  expect(filesIn(folder)).toEqual({ [config]: "mine\n" });
});

import { expect, test } from "vitest";
import { didYouMean, nearest } from "../../codegen/nearest.js";

test.each([
  ["generte", "generate"],
  ["CHECK", "check"],
  ["inspcet", "inspect"],
  ["zzz", undefined],
  ["", undefined],
])("nearest(%j) is %j", (text, expected) => {
  expect(nearest(text, ["init", "generate", "check", "inspect"])).toBe(expected);
});

test("the nearest of several is chosen, the first of equals", () => {
  expect(nearest("mha512x", ["mha512x16", "mha512x8", "mha512x4"])).toBe("mha512x8");
});

test("nothing is suggested where nothing is near", () => {
  expect(didYouMean("--config", ["--config"])).toBe("; did you mean --config?");
  expect(didYouMean("--frobnicate", ["--config"])).toBe("");
});

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codeHashes } from "./code-hashes.js";
import { alike, attentions, attentionWith, off } from "./programs.js";

const record = new URL("code-hashes.json", import.meta.url);
const recorded: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(record, "utf8"));

/** What to do where code has changed: it stands in the failure. */
const advice =
  "the code of a program that doesn't use a new feature must stay what it was, byte by byte. Where the change of this " +
  "kernel is meant, as with a better schedule, measure that it is no slower and run with HEDDLE_ACCEPT_CODE=1 to record it";

test("the code of attention is what it was before later options existed", () => {
  const hashes = Object.fromEntries(attentions.map((made) => [made.name, codeHashes(made)] as const));
  if (process.env["HEDDLE_ACCEPT_CODE"] === "1") {
    writeFileSync(record, `${JSON.stringify(hashes, undefined, 2)}\n`);
    return;
  }
  expect(hashes, advice).toEqual(recorded);
});

describe("an option that asks for nothing leaves no trace", () => {
  const plain = codeHashes(attentionWith({}));

  test.each(Object.entries(off))("%s", (_, options) => {
    expect(codeHashes(attentionWith(options))).toEqual(plain);
  });

  test("but one that asks for something does", () => {
    expect(codeHashes(attentionWith({ causal: true }))).not.toEqual(plain);
  });
});

test.each(Object.entries(alike))("all ways to say it have the same code: %s", (_, [first = {}, ...others]) => {
  const expected = codeHashes(attentionWith(first));
  for (const options of others) expect(codeHashes(attentionWith(options))).toEqual(expected);
});

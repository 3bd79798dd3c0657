import { expect, test } from "vitest";
import { printManifest, readManifest } from "../../../codegen/output/manifest.js";

test("files are listed by code unit, whatever the locale", () => {
  expect(printManifest(["b/index.ts", "a/ä.ts", "a/Z.ts", "a/a.ts"])).toMatchInlineSnapshot(`
    "{
      "files": [
        "a/Z.ts",
        "a/a.ts",
        "a/ä.ts",
        "b/index.ts"
      ]
    }
    "
  `);
});

test("what was printed is read back", () => {
  const files = ["a/index.ts", "b/index.ts"];
  expect([...readManifest(printManifest(files), "generated/.heddle.json")]).toEqual(files);
});

test.each(["", "<<<<<<<", "[]", "{}", '{"files":"a"}', '{"files":[1]}'])("%j is no manifest", (text) => {
  expect(() => readManifest(text, "generated/.heddle.json")).toThrow(
    "generated/.heddle.json: is not a list of files as heddle writes it: restore it, or delete it and generate again",
  );
});

test.each(["../x", "a/../../x", "/etc/passwd", "a//b", "C:/x", "a\\..\\b", "./a", "a\n"])(
  "a manifest that lists %j is refused, because files are deleted by it",
  (path) => {
    expect(() => readManifest(JSON.stringify({ files: [path] }), "generated/.heddle.json")).toThrow("is not a list");
  },
);

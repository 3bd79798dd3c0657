import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OutputError } from "../../codegen/errors.js";
import { generate } from "../../codegen/generate.js";
import { SourceError } from "../../codegen/load/index.js";
import { fakeCompiler, projectIn } from "./fake-compiler.js";
import { filesIn, temporaryFolder, writeFile } from "./temporary-folder.js";

const both = {
  mha: { "index.js": "mha js\n", "index.d.ts": "mha types\n" },
  ffn: { "index.js": "ffn js\n" },
};
const allFiles = {
  "generated/.heddle.json": `${JSON.stringify({ files: ["ffn/index.js", "mha/index.d.ts", "mha/index.js"] }, null, 2)}\n`,
  "generated/ffn/index.js": "ffn js\n",
  "generated/mha/index.d.ts": "mha types\n",
  "generated/mha/index.js": "mha js\n",
};

/** A project folder in which both kernels are generated. */
function generatedProject() {
  const root = temporaryFolder();
  const project = projectIn(root, ["mha", "ffn"]);
  generate(project, [], fakeCompiler(both));
  return { root, project };
}

/** Expects that generating in `root` fails with that message, and leaves every file as it was. */
function refused(root: string, message: string): void {
  const before = filesIn(root);
  const run = () => generate(projectIn(root, ["mha", "ffn"]), [], fakeCompiler(both));
  expect(run).toThrow(OutputError);
  expect(run).toThrow(message);
  expect(filesIn(root)).toEqual(before);
}

describe("what is written", () => {
  test("every kernel in a folder of its name, and the manifest", () => {
    const root = temporaryFolder();
    const result = generate(projectIn(root, ["mha", "ffn"]), [], fakeCompiler(both));
    expect(filesIn(root)).toEqual(allFiles);
    expect(result).toEqual({
      written: [
        "generated/ffn/index.js",
        "generated/mha/index.d.ts",
        "generated/mha/index.js",
        "generated/.heddle.json",
      ],
      unchanged: [],
      deleted: [],
    });
  });

  test("nothing the second time: files keep their times", () => {
    const { root, project } = generatedProject();
    const paths = Object.keys(allFiles).map((path) => join(root, path));
    for (const path of paths) utimesSync(path, 1000, 1000);
    const result = generate(project, [], fakeCompiler(both));
    expect(result).toMatchObject({ written: [], deleted: [], unchanged: expect.objectContaining({ length: 3 }) });
    expect(paths.map((path) => statSync(path).mtimeMs)).toEqual(paths.map(() => 1_000_000));
  });

  test("only the file that changed", () => {
    const { root, project } = generatedProject();
    const changed = { ...both, mha: { ...both.mha, "index.js": "new\n" } };
    expect(generate(project, [], fakeCompiler(changed)).written).toEqual(["generated/mha/index.js"]);
    expect(filesIn(root)).toEqual({ ...allFiles, "generated/mha/index.js": "new\n" });
  });

  test("a generated file with Windows line endings, because bytes are compared", () => {
    const { root, project } = generatedProject();
    writeFile(root, "generated/mha/index.js", "mha js\r\n");
    expect(generate(project, [], fakeCompiler(both)).written).toEqual(["generated/mha/index.js"]);
    expect(filesIn(root)).toEqual(allFiles);
  });

  test("a generated file that was edited or deleted", () => {
    const { root, project } = generatedProject();
    writeFile(root, "generated/mha/index.js", "edited\n");
    rmSync(join(root, "generated/ffn"), { recursive: true });
    const { written } = generate(project, [], fakeCompiler(both));
    expect(written).toEqual(["generated/ffn/index.js", "generated/mha/index.js"]);
    expect(filesIn(root)).toEqual(allFiles);
  });

  test("no staging folder stays behind", () => {
    const { root } = generatedProject();
    expect(readdirSync(join(root, "generated")).toSorted()).toEqual([".heddle.json", "ffn", "mha"]);
  });
});

describe("what is deleted", () => {
  test("the files and folder of a program that is gone", () => {
    const { root } = generatedProject();
    const result = generate(projectIn(root, ["mha"]), [], fakeCompiler(both));
    expect(result.deleted).toEqual(["generated/ffn/index.js"]);
    expect(readdirSync(join(root, "generated")).toSorted()).toEqual([".heddle.json", "mha"]);
  });

  test("a file that a kernel no longer has", () => {
    const { root, project } = generatedProject();
    const fewer = { ...both, mha: { "index.js": "mha js\n" } };
    expect(generate(project, [], fakeCompiler(fewer)).deleted).toEqual(["generated/mha/index.d.ts"]);
    expect(Object.keys(filesIn(root))).not.toContain("generated/mha/index.d.ts");
  });

  test("never a file that heddle did not write", () => {
    const { root } = generatedProject();
    writeFile(root, "generated/ffn/notes.md", "mine\n");
    writeFile(root, "generated/other.ts", "mine\n");
    generate(projectIn(root, ["mha"]), [], fakeCompiler(both));
    expect(filesIn(root)).toMatchObject({ "generated/ffn/notes.md": "mine\n", "generated/other.ts": "mine\n" });
  });
});

describe("with names", () => {
  test("only those kernels are compiled and touched", () => {
    const { root, project } = generatedProject();
    writeFile(root, "generated/ffn/index.js", "edited\n");
    const onlyMha = { mha: { "index.js": "new\n" } };
    const result = generate(project, ["mha"], fakeCompiler(onlyMha));
    expect(result.written).toEqual(["generated/mha/index.js", "generated/.heddle.json"]);
    expect(result.deleted).toEqual(["generated/mha/index.d.ts"]);
    expect(filesIn(root)["generated/ffn/index.js"]).toBe("edited\n");
    expect(filesIn(root)["generated/.heddle.json"]).toContain("ffn/index.js");
  });

  test("a program that is gone keeps its files until all are generated", () => {
    const { root } = generatedProject();
    const project = projectIn(root, ["mha"]);
    expect(generate(project, ["mha"], fakeCompiler(both)).deleted).toEqual([]);
    expect(generate(project, [], fakeCompiler(both)).deleted).toEqual(["generated/ffn/index.js"]);
  });

  test("an unknown one is refused, with the nearest", () => {
    const { project } = generatedProject();
    expect(() => generate(project, ["mhaa"], fakeCompiler(both))).toThrow(
      "no program is called mhaa; did you mean mha? (the config has mha, ffn)",
    );
  });
});

describe("what is refused, with nothing written", () => {
  test("a file of someone else in the way", () => {
    const root = temporaryFolder({ "generated/mha/index.js": "mine\n" });
    refused(root, "generated/mha/index.js: heddle did not write this file and leaves it alone: move or delete it");
  });

  test("a folder where a file goes, and a file where a folder goes", () => {
    refused(
      temporaryFolder({ "generated/mha/index.js/x": "" }),
      "generated/mha/index.js: a folder or file is in the way",
    );
    refused(temporaryFolder({ "generated/mha": "" }), "generated/mha/index.d.ts: a folder or file is in the way");
    refused(temporaryFolder({ generated: "" }), "generated/ffn/index.js: a folder or file is in the way");
  });

  test("a link that leads out of the project", () => {
    const elsewhere = temporaryFolder({ "index.js": "mine\n" });
    const root = temporaryFolder();
    mkdirSync(join(root, "generated"));
    symlinkSync(elsewhere, join(root, "generated/mha"));
    refused(root, "generated/mha/index.d.ts: a link leads out of the project");
    expect(filesIn(elsewhere)).toEqual({ "index.js": "mine\n" });
  });

  test("a manifest that is no manifest", () => {
    refused(temporaryFolder({ "generated/.heddle.json": "<<<<<<< ours\n" }), "generated/.heddle.json: is not a list");
  });

  test("a kernel with a path outside of its folder", () => {
    const root = temporaryFolder();
    const run = () => generate(projectIn(root, ["mha"]), [], fakeCompiler({ mha: { "../../x.js": "" } }));
    expect(run).toThrow("mha/../../x.js: is not a path inside of the kernel's folder");
  });

  test("a program that can't be compiled, with the place of its definition", () => {
    const root = temporaryFolder();
    const run = () => generate(projectIn(root, ["mha", "ffn"]), [], fakeCompiler({ mha: both.mha }));
    expect(run).toThrow(SourceError);
    expect(run).toThrow("einsum: can't be generated, in ffn");
    expect(run).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ location: { file: `${root}/attention.ts`, line: 1, column: 3 } })],
      }),
    );
    expect(filesIn(root)).toEqual({});
  });
});

test("a file that already holds the right bytes is taken over", () => {
  const root = temporaryFolder({ "generated/mha/index.js": "mha js\n" });
  const result = generate(projectIn(root, ["mha"]), [], fakeCompiler(both));
  expect(result.unchanged).toEqual(["generated/mha/index.js"]);
  expect(readFileSync(join(root, "generated/.heddle.json"), "utf8")).toContain("mha/index.js");
});

test("the command in a kernel's header does not depend on where it was run", () => {
  const commands: string[] = [];
  const compile = fakeCompiler(both);
  const project = projectIn(temporaryFolder(), ["mha"]);
  for (const configName of ["heddle.config.ts", "heddle.config.mjs", "other.ts", "o*/\n.ts"]) {
    generate({ ...project, configName }, [], (program, options) => {
      commands.push(options.command);
      return compile(program, options);
    });
  }
  expect(commands).toEqual([
    "npx heddle generate mha",
    "npx heddle generate mha",
    "npx heddle generate mha --config other.ts",
    "npx heddle generate mha",
  ]);
});

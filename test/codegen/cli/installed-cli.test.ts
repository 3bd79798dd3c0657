import { chmodSync, existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filesIn, writeFile } from "../temporary-folder.js";
import { heddle, installHeddle, startHeddle, userProject } from "./installed-cli.js";

installHeddle();

const attention = `import { program } from "heddle";

interface Sizes { readonly width: 512 }
const sizes: Sizes = { width: 512 };

export const mha = program({
  name: "mha",
  params: { w: [sizes.width, sizes.width] },
  inputs: { x: ["seq", sizes.width] },
  body: ({ x }) => x,
});
`;
const config = `import { defineConfig } from "heddle/codegen";
import { mha } from "./attention.js";

export default defineConfig({ outDir: "generated", programs: [mha] });
`;
const files = { "attention.ts": attention, "heddle.config.ts": config };
const oneProgram = (definition: string) => ({
  ...files,
  "attention.ts": `import { program } from "heddle";\n${definition}`,
});
const leftOver = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".mjs"));

describe("generate and check", () => {
  test("from a fresh project to an edited one and back", async () => {
    const folder = userProject(files);
    expect(await heddle(folder, ["check"])).toMatchObject({ exitCode: 1, stderr: "" });
    expect(await heddle(folder, ["generate"])).toEqual({
      exitCode: 0,
      stdout:
        "compiled mha\nwrote generated/mha/index.js\nwrote generated/.heddle.json\n2 written, 0 unchanged, 0 deleted\n",
      stderr: "",
    });
    expect(filesIn(folder)["generated/mha/index.js"]).toBe(
      '// npx heddle generate mha\nexport const inputs = {"x":{"shape":["seq",512],"dtype":"f32"}};\n',
    );
    expect(await heddle(folder, ["check"])).toEqual({ exitCode: 0, stdout: "1 up to date\n", stderr: "" });

    writeFile(folder, "attention.ts", attention.replace('"seq", sizes', '"rows", sizes'));
    const stale = await heddle(folder, ["check"]);
    expect(stale).toMatchObject({ exitCode: 1, stderr: "" });
    expect(stale.stdout).toBe(
      "stale generated/mha/index.js\n" +
        "  @@ -1,2 +1,2 @@\n" +
        "   // npx heddle generate mha\n" +
        '  -export const inputs = {"x":{"shape":["seq",512],"dtype":"f32"}};\n' +
        '  +export const inputs = {"x":{"shape":["rows",512],"dtype":"f32"}};\n' +
        "1 not up to date: run heddle generate\n",
    );
    expect(leftOver(folder)).toEqual([]);
  });

  test("the same bytes from another folder, locale and time zone", async () => {
    const here = userProject(files);
    const there = userProject(files);
    await heddle(here, ["generate"]);
    const env = { ...process.env, LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Kathmandu" };
    await heddle(`${there}/sub`, ["generate", "--config", "../heddle.config.ts"], { env });
    expect(filesIn(there)).toEqual(filesIn(here));
  });

  test("a JavaScript config and imports by a tsconfig's paths", async () => {
    const folder = userProject({
      "src/attention.ts": attention,
      "heddle.config.mjs": config.replace("./attention.js", "@/attention"),
      // Mapping heddle itself must not bundle a second copy of it.
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "heddle": ["./copy.ts"] } } }',
      "copy.ts": 'throw new Error("a second copy");\n',
    });
    expect(await heddle(folder, ["generate", "--quiet"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(existsSync(`${folder}/generated/mha/index.js`)).toBe(true);
  });

  test("--json prints one object", async () => {
    const folder = userProject(files);
    const { stdout } = await heddle(folder, ["generate", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      written: ["generated/mha/index.js", "generated/.heddle.json"],
      unchanged: [],
      deleted: [],
    });
    const checked = await heddle(folder, ["check", "--json"]);
    expect(JSON.parse(checked.stdout)).toEqual({ stale: [], upToDate: 1 });
  });
});

describe("a mistake is one line on stderr with its place in the user's file", () => {
  const name = (text: string) =>
    `export const mha = program({\n  name: ${text},\n  params: {},\n  inputs: {},\n  body: () => ({}),\n});\n`;
  test.each([
    ["a syntax error", { ...files, "attention.ts": "export const mha = ;\n" }, "attention.ts:1:20: error: Unexpected"],
    ["a file that is not there", { "heddle.config.ts": config }, "heddle.config.ts:2:21: error: Could not resolve"],
    [
      "a package that is not installed",
      { ...files, "attention.ts": `\nimport "no-such-package";\n${attention}` },
      "attention.ts:2:8: error: Cannot find package 'no-such-package'\n",
    ],
    [
      "a name that a package lacks",
      {
        ...files,
        "attention.ts": attention
          .replace("{ program }", "{ program, porgram }")
          .replace("x }) => x", "x }) => porgram(x)"),
      },
      "attention.ts:1:34: error: The requested module 'heddle' does not provide an export named 'porgram'\n",
    ],
    [
      "a folder that a package does not export",
      { ...files, "attention.ts": `import "heddle/inner";\n${attention}` },
      "attention.ts:1:8: error: Package subpath './inner' is not defined by \"exports\"",
    ],
    [
      "an error in a program's body",
      {
        ...files,
        "attention.ts": attention.replace(
          "({ x }) => x",
          "({ x }) => {\n    const y: number = 3;\n    throw new Error(`bad ${y}`);\n  }",
        ),
      },
      "attention.ts:12:11: error: bad 3\n",
    ],
    [
      "a body that the library refuses",
      { ...files, "attention.ts": attention.replace("({ x }) => x", "() => 3") },
      "attention.ts:6:20: error: program mha: the body must return a tensor",
    ],
    ["something thrown that is no error", { ...files, "attention.ts": 'throw "oops";' }, "error: thrown: oops\n"],
    ["a name with */", oneProgram(name('"a*/b"')), 'attention.ts:2:20: error: program: the program "a*/b"'],
    ["a name with a backtick", oneProgram(name('"a`b"')), 'attention.ts:2:20: error: program: the program "a`b"'],
    ["a name with ${", oneProgram(name('"a${b"')), 'attention.ts:2:20: error: program: the program "a${b"'],
    ["a name with quotes", oneProgram(name("'a\"b'")), 'attention.ts:2:20: error: program: the program "a\\"b"'],
    ["a name with U+2028", oneProgram(name('"a\\u2028b"')), "attention.ts:2:20: error: program: the program"],
    [
      "a config that defineConfig refuses",
      { ...files, "heddle.config.ts": config.replace("[mha]", "[mha, mha]") },
      "heddle.config.ts:4:16: error: config: programs[1] is the same program as programs[0] (mha): list it once\n",
    ],
    [
      "a plain config that can't be used",
      { ...files, "heddle.config.ts": "\nexport default { programs: [] };\n" },
      "heddle.config.ts:2:1: error: config: programs is empty: list at least one program to generate\n",
    ],
    [
      "a config without a default export",
      { ...files, "heddle.config.ts": 'import "./attention.js";\n' },
      "heddle.config.ts:1:1: error: config: heddle.config.ts has no default export",
    ],
    [
      "a program that can't be generated",
      { ...files, "attention.ts": attention.replace('"mha"', '"refusedMha"') },
      "attention.ts:7:3: error: sort can't be generated, in refusedMha\n",
    ],
  ])("%s", async (_, given, message) => {
    const folder = userProject(given);
    const run = await heddle(folder, ["generate"]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr.slice(0, message.length)).toBe(message);
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(run.stderr).not.toMatch(/\.heddle-|node_modules.*:\d/);
    expect(filesIn(folder)).toEqual(given);
  });

  test("each of several syntax errors has its line", async () => {
    const folder = userProject({ ...files, "heddle.config.ts": 'import "./a.js";\nimport "./b.js";\n' });
    const { stderr } = await heddle(folder, ["check"]);
    expect(stderr).toBe(
      'heddle.config.ts:1:8: error: Could not resolve "./a.js"\nheddle.config.ts:2:8: error: Could not resolve "./b.js"\n',
    );
  });

  test("under --json on stdout too", async () => {
    const folder = userProject({ ...files, "attention.ts": "\n\nthrow new Error('oops');\n" });
    const { stdout, stderr } = await heddle(`${folder}/sub`, ["check", "--json", "--config", "../heddle.config.ts"]);
    const file = `${folder}/attention.ts`;
    expect(JSON.parse(stdout)).toEqual({ errors: [{ message: "oops", file, line: 3, column: 7 }] });
    expect(stderr).toBe(`${file}:3:7: error: oops\n`);
  });

  test("--verbose adds the stack, in the user's lines", async () => {
    const folder = userProject({ ...files, "attention.ts": "\n\nthrow new Error('oops');\n" });
    const { stderr } = await heddle(folder, ["check", "--verbose"]);
    expect(stderr).toContain(`attention.ts:3:7: error: oops\nError: oops\n    at ${folder}/attention.ts:3:7\n`);
  });
});

describe("the bundled config is removed", () => {
  test("when a signal ends the process", async () => {
    const folder = userProject({
      ...files,
      "heddle.config.ts": "await new Promise((done) => setTimeout(done, 60_000));\n",
    });
    const child = startHeddle(folder, ["generate"]);
    const ended = new Promise((resolve) => child.on("close", resolve));
    await expect.poll(() => leftOver(folder), { timeout: 10_000 }).toHaveLength(1);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(leftOver(folder)).toEqual([]);
  });

  test("when the config ends the process", async () => {
    const folder = userProject({ ...files, "heddle.config.ts": "process.exit(7);\n" });
    expect(await heddle(folder, ["generate"])).toMatchObject({ exitCode: 7 });
    expect(leftOver(folder)).toEqual([]);
  });
});

test("timers that a config leaves behind don't keep the process", async () => {
  const folder = userProject({ ...files, "heddle.config.ts": `setInterval(() => {}, 1000);\n${config}` });
  expect(await heddle(folder, ["generate", "--quiet"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

describe("a folder that can't be written", () => {
  // Permissions don't bind root, so the CLI runs as another user where the tests run as root.
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};

  test.skipIf(process.platform === "win32")("of the kernels: generate says so, check works", async () => {
    const folder = userProject(files);
    await heddle(folder, ["generate"]);
    writeFile(folder, "generated/mha/index.js", "edited\n");
    chmodSync(folder, 0o777);
    chmodSync(`${folder}/generated`, 0o555);
    const generated = await heddle(folder, ["generate"], user);
    const checked = await heddle(folder, ["check"], user);
    chmodSync(`${folder}/generated`, 0o755);
    expect(generated).toMatchObject({
      exitCode: 2,
      stderr: "error: generated: can't be written: no permission to write there (EACCES)\n",
    });
    expect(checked).toMatchObject({ exitCode: 1, stderr: "" });
    expect(filesIn(folder)["generated/mha/index.js"]).toBe("edited\n");
  });

  test.skipIf(process.platform === "win32")("of the config: the message says why it must be", async () => {
    const folder = userProject(files);
    chmodSync(folder, 0o555);
    const run = await heddle(folder, ["check"], user);
    chmodSync(folder, 0o755);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(
      /^error: \.heddle-.*: can't be written beside the config, which is run from there \(EACCES\)\n$/,
    );
  });
});

test("init, then generate", async () => {
  const folder = userProject({});
  expect(await heddle(folder, ["init"])).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await heddle(folder, ["generate"])).toMatchObject({ exitCode: 0, stderr: "" });
  expect(existsSync(`${folder}/generated/mha512x8/index.js`)).toBe(true);
});

test("--version is the package's", async () => {
  expect(await heddle(userProject({}), ["--version"])).toEqual({ exitCode: 0, stdout: "1.2.3\n", stderr: "" });
});

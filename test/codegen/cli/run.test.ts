import { describe, expect, test } from "vitest";
import { runCli } from "../../../codegen/cli/index.js";
import type { CliEnvironment } from "../../../codegen/cli/index.js";
import { fakeCompiler } from "../fake-compiler.js";
import { temporaryFolder } from "../temporary-folder.js";

const config = `
const program = (name) => ({ name, params: {}, inputs: {}, outputs: [] });
export default { programs: [program("mha"), program("ffn")] };
`;
const kernels = { mha: { "index.js": "mha\n" }, ffn: { "index.js": "ffn\n" } };

interface Surroundings {
  readonly isTTY?: boolean;
  readonly variables?: CliEnvironment["variables"];
  readonly files?: Readonly<Record<string, string>>;
}

/** Runs the CLI in a new folder, where nothing else is said with a config of two programs. */
async function run(args: readonly string[], given: Surroundings = {}) {
  const text = { stdout: "", stderr: "" };
  const isTTY = given.isTTY ?? false;
  let time = 0;
  const exitCode = await runCli(args, {
    cwd: temporaryFolder(given.files ?? { "heddle.config.mjs": config }),
    stdout: { isTTY, write: (part) => void (text.stdout += part) },
    stderr: { isTTY, write: (part) => void (text.stderr += part) },
    variables: given.variables ?? {},
    version: "1.2.3",
    now: () => (time += 12),
    loadCompiler: async () => fakeCompiler(kernels),
  });
  return { exitCode, ...text };
}

describe("help", () => {
  test("of heddle lists the commands", async () => {
    const { exitCode, stdout } = await run(["--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "usage: heddle COMMAND [options]

      Makes shape-specialised kernels from the programs of a heddle.config.ts.

      commands:
        init      write a config and a program to start from into this folder
        generate  write the kernels of the config's programs
        check     compare the kernels on disk with what generate would write
        inspect   show a kernel's shapes, cost, code size, memory plan and loop IR

      options:
        -v, --version  print the version
            --json     print one JSON object and nothing else
        -h, --help     print this help

      heddle COMMAND --help says more. Exit codes: 0 fine, 1 something is stale (check), 2 an error.
      "
    `);
  });

  test.each(["init", "generate", "check", "inspect"])("of %s has its options", async (command) => {
    const { exitCode, stdout, stderr } = await run([command, "--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^usage: heddle ${command} `));
    expect(stdout).toContain("--json");
    expect(JSON.parse((await run([command, "-h", "--json"])).stdout)).toEqual({ text: stdout.trimEnd() });
  });

  test("of inspect in full", async () => {
    expect((await run(["inspect", "--help"])).stdout).toMatchInlineSnapshot(`
      "usage: heddle inspect NAME [options]

      Show a kernel's shapes, cost, code size, memory plan and loop IR.
      Writes nothing. Counts are formulas in the dims of the program, and numbers where --dim gives their sizes.

      options:
            --config FILE    the config (by default heddle.config.ts, .js or .mjs in this folder)
            --dim NAME=SIZE  the size of a dim, to show numbers: --dim seq=128 (repeatable)
            --target NAME    of which target, where there are several; the first unless said
            --json           print one JSON object and nothing else
            --verbose        print the stack trace of an error
        -h, --help           print this help
      "
    `);
  });

  test("without a command it goes to stderr, as an error", async () => {
    const { exitCode, stdout, stderr } = await run([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^usage: heddle COMMAND/);
  });
});

describe("a command line that can't be understood", () => {
  test.each([
    [["generte"], "unknown command generte; did you mean generate? (heddle --help lists them)"],
    [["weave"], "unknown command weave (heddle --help lists them)"],
    [["generate", "--jsn"], "unknown option --jsn; did you mean --json?"],
    [["--versoin"], "unknown option --versoin; did you mean --version?"],
    [["generate", "-x"], "unknown option -x"],
    [["generate", "--json=yes"], "--json takes no value: got yes"],
    [["generate", "--config"], "--config needs a value: --config FILE"],
    [["generate", "--config", "--json"], "--config needs a value: --config FILE"],
    [["generate", "mhaa"], "no program is called mhaa; did you mean mha? (the config has mha, ffn)"],
    [["generate", "--config", "no.ts"], "no.ts does not exist"],
    [["inspect"], "heddle inspect needs NAME (see heddle inspect --help)"],
    [["inspect", "mha", "ffn"], "heddle inspect can't do anything with ffn (see heddle inspect --help)"],
    [["init", "here"], "heddle init can't do anything with here (see heddle init --help)"],
    [["inspect", "mha", "--target", "wasm"], "mha isn't generated for wasm, but for typescript"],
    [["inspect", "mha", "--dim", "seq"], "--dim takes a name and a positive integer, such as seq=128: got seq"],
    [["inspect", "mha", "--dim", "seq=0"], "--dim takes a name and a positive integer, such as seq=128: got seq=0"],
    [["inspect", "mha", "--dim", "sq=8"], "mha has no dim sq; did you mean seq? (it has seq)"],
  ])("%j", async (args, message) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect(exitCode).toBe(2);
    if (!args.includes("--json")) expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr.split("\n")).toHaveLength(2);
  });
});

describe("generate", () => {
  test("on a terminal shows the kernel at work, then its time, in colour", async () => {
    const { stdout } = await run(["generate", "mha"], { isTTY: true });
    expect(stdout.replaceAll("\u001b", "ESC").replaceAll("\r", "CR")).toMatchInlineSnapshot(`
      "compiling mha ..CRESC[2Kcompiled mhaESC[2m  12 msESC[0m
      ESC[32mwroteESC[0m generated/mha/index.js
      ESC[32mwroteESC[0m generated/.heddle.json
      2 written, 0 unchanged, 0 deleted
      "
    `);
  });

  test.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("is without colour under %j", async (variables) => {
    const { stdout } = await run(["generate"], { isTTY: true, variables });
    expect(stdout).not.toContain("\u001b[3");
  });

  test("elsewhere prints plain lines", async () => {
    expect((await run(["generate"])).stdout).toBe(
      "compiled mha\ncompiled ffn\nwrote generated/ffn/index.js\nwrote generated/mha/index.js\n" +
        "wrote generated/.heddle.json\n3 written, 0 unchanged, 0 deleted\n",
    );
  });

  test("--quiet prints nothing", async () => {
    expect(await run(["generate", "-q"], { isTTY: true })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

describe("check", () => {
  test("--quiet prints the list alone", async () => {
    const { exitCode, stdout } = await run(["check", "mha", "--quiet"]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("missing generated/.heddle.json\nmissing generated/mha/index.js\n");
  });
});

describe("inspect", () => {
  test("shows shapes, cost, memory and IR", async () => {
    const { exitCode, stdout } = await run(["inspect", "mha", "--dim", "seq=128"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "mha for typescript

      tensors
        input  x  f32 [seq, 4]

      one call
        floating-point operations  8*seq = 1024
        bytes moved                32*seq = 4096

      code, in bytes
        index.js  512

      memory, in bytes
        buffer  role  offset  size  steps
        total                 0

      loop IR
        for i in 0..seq
          store
      "
    `);
  });

  test("--json prints the same as one object", async () => {
    const { stdout } = await run(["inspect", "mha", "--json", "--dim=seq=2"]);
    expect(JSON.parse(stdout)).toMatchObject({ name: "mha", flops: { formula: "8*seq", value: 16 }, dims: ["seq"] });
  });
});

test("init says what to do next", async () => {
  const { exitCode, stdout } = await run(["init"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("kept heddle.config.mjs, which was there already\n");
  expect(stdout).toContain("npx heddle generate");
});

test("without a config the message says how to get one", async () => {
  expect(await run(["check"], { files: {} })).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "error: config: heddle.config.ts is not in this folder: run heddle init, or name one with --config FILE\n",
  });
});

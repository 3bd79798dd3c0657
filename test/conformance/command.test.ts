import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { goldenFolder, shifted } from "./golden-folder.js";
import { conformance } from "./run.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Runs what `npm run conformance` runs, as a process of its own. */
function run(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const command = ["--import", "tsx", "conformance/main.ts", ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { cwd: repository, timeout: 60_000 }, (_, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test("ends with 0 where all is well, 1 after a failure, 2 where the folder can't be used", async () => {
  const tensors = { "primitives.safetensors": { "silu.expected.output_f64": shifted(5, 0.5) } };
  const [well, wrong, broken] = [goldenFolder(["silu"]), goldenFolder(["silu"], { tensors }), "/nowhere"];
  const summary = { suite: "torch", folder: well, passed: 1, failed: 0, unsupported: 0 };
  const passed = await run("--suite", "torch", well);
  expect(passed).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(passed.stdout)).toMatchObject(summary);
  expect(await run("--suite", "torch", wrong)).toMatchObject({ exitCode: 1, stderr: "" });
  expect(await run("--suite", "torch", broken)).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "conformance: /nowhere/index.json can't be read (ENOENT)\n",
  });
});

test.each([
  [[], "give one suite: --suite onnx | torch"],
  [["--suite", "jax", "."], "there is no suite jax: use onnx, torch"],
  [["--suite", "torch", "--suite", "torch", "."], "give one suite: --suite onnx | torch"],
  [["--suite", "torch"], "give one folder: --suite NAME DIR"],
  [["--suite", "torch", "a", "b"], "give one folder: --suite NAME DIR"],
  [["--suit", "torch", "a"], "unknown option --suit; did you mean --suite?"],
  [["--suite"], "--suite needs a value: --suite NAME"],
])("refuses %j", async (args, message) => {
  expect(await conformance(args)).toEqual({
    exitCode: 2,
    lines: [],
    summary: undefined,
    stderr: `conformance: ${message}\n`,
  });
});

test.each(["--help", "-h"])("%s shows how it is used", async (option) => {
  const { exitCode, lines, stderr } = await conformance([option]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(lines[0]).toBe("Usage: npm run conformance -- --suite NAME DIR");
  expect(lines.join("\n")).toMatch(/--suite NAME {3}what the folder holds\n {2}--json/);
});

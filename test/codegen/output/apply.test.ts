import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OutputError } from "../../../codegen/errors.js";
import { applyPlan } from "../../../codegen/output/apply.js";
import { planOutput } from "../../../codegen/output/plan.js";
import { fakeCompiler, projectIn } from "../fake-compiler.js";
import { filesIn, temporaryFolder, writeFile } from "../temporary-folder.js";

const compile = fakeCompiler({ mha: { "a.js": "a\n", "b.js": "b\n" } });

/** A project with one program, and the plan to generate it. */
function planned() {
  const root = temporaryFolder();
  const project = projectIn(root, ["mha"]);
  const kernels = project.config.programs.map(({ program }) => compile(program, { command: "" }));
  return { root, plan: () => planOutput(project, kernels, true) };
}

test("what was written before a failure is still known as heddle's own, and no staging folder stays", () => {
  const { root, plan } = planned();
  const first = plan();
  mkdirSync(join(root, "generated/mha/b.js"), { recursive: true });
  expect(() => applyPlan(first, "generated")).toThrow(OutputError);
  rmSync(join(root, "generated/mha/b.js"), { recursive: true });
  expect(filesIn(root)).toEqual({
    "generated/.heddle.json": expect.stringContaining("mha/a.js"),
    "generated/mha/a.js": "a\n",
  });

  writeFile(root, "generated/mha/a.js", "edited after the failure\n");
  applyPlan(plan(), "generated");
  expect(filesIn(root)).toMatchObject({ "generated/mha/a.js": "a\n", "generated/mha/b.js": "b\n" });
});

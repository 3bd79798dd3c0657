import { describe, expect, test } from "vitest";
import { defineConfig, resolveConfig } from "../../codegen/config.js";
import { ConfigError } from "../../codegen/errors.js";
import { identity } from "./fake-compiler.js";

const mha = identity("mha");

describe("a config that can be used", () => {
  test("gets the default outDir", () => {
    expect(defineConfig({ programs: [mha] })).toEqual({ outDir: "generated", programs: [mha] });
  });

  test.each([
    ["kernels", "kernels"],
    ["./src//kernels/", "src/kernels"],
    ["src\\kernels", "src/kernels"],
    ["a/../b", "b"],
    ["..kernels", "..kernels"],
  ])("outDir %j is the folder %j", (outDir, expected) => {
    expect(defineConfig({ outDir, programs: [mha] }).outDir).toBe(expected);
  });

  test("is the same after a second look", () => {
    const config = defineConfig({ outDir: "./out", programs: [mha] });
    expect(resolveConfig(config)).toEqual(config);
  });

  test("is checked by the compiler", () => {
    // @ts-expect-error: programs is missing
    expect(() => defineConfig({ outDir: "out" })).toThrow(ConfigError);
  });
});

describe("a config that can't be used names the field", () => {
  test.each([
    [undefined, "config: itself is undefined"],
    [[mha], "config: itself is a list"],
    [{}, "config: programs must be a list of programs: got undefined"],
    [{ programs: mha }, "config: programs must be a list of programs: got an object"],
    [{ programs: [] }, "config: programs is empty"],
    [{ programs: [mha, undefined] }, "config: programs[1] must be what program() returned: got undefined"],
    [{ programs: [() => mha] }, "config: programs[0] must be what program() returned: got the function"],
    [{ programs: [{ name: "mha" }] }, "config: programs[0] must be what program() returned: got an object"],
    [{ programs: [mha, mha] }, "config: programs[1] is the same program as programs[0] (mha): list it once"],
    [{ programs: [mha, identity("MHA")] }, "config: programs[1] has the name MHA, but programs[0] is mha"],
    [{ programs: [{ ...mha, name: "../mha" }] }, 'config: programs[0] has the name "../mha"'],
    [{ programs: [mha], outdir: "x" }, "config: outdir is not a field of the config; did you mean outDir?"],
    [{ programs: [mha], outDir: 3 }, 'config: outDir must be a folder such as "generated": got 3'],
    [{ programs: [mha], outDir: "" }, "config: outDir must be a folder of its own"],
    [{ programs: [mha], outDir: "a/.." }, "config: outDir must be a folder of its own"],
    [{ programs: [mha], outDir: "a/../../b" }, "config: outDir lies outside of the project"],
    [{ programs: [mha], outDir: "a\\..\\..\\b" }, "config: outDir lies outside of the project"],
    [{ programs: [mha], outDir: "/tmp/x" }, "config: outDir must be relative"],
    [{ programs: [mha], outDir: "C:\\x" }, "config: outDir must be relative"],
    [{ programs: [mha], outDir: "a\nb" }, "config: outDir has a control character in it"],
  ])("%#: %s", (config, message) => {
    expect(() => resolveConfig(config)).toThrow(ConfigError);
    expect(() => resolveConfig(config)).toThrow(message);
  });
});

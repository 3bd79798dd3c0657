import { describe, expect, test } from "vitest";
import { defineConfig, resolveConfig } from "../../codegen/config.js";
import { ConfigError } from "../../codegen/errors.js";
import { identity } from "./fake-compiler.js";

const mha = identity("mha");

describe("a config that can be used", () => {
  test("gets the default outDir and target", () => {
    const programs = [{ program: mha, targets: ["typescript"] }];
    expect(defineConfig({ programs: [mha] })).toEqual({ outDir: "generated", programs });
  });

  test("has targets for all programs, and for some of them others", () => {
    const ffn = identity("ffn");
    const { programs } = defineConfig({
      programs: [mha, { program: ffn, targets: ["typescript"] }, { program: identity("big"), wasm: { bytes: "file" } }],
      targets: ["wasm", "typescript"],
    });
    expect(programs).toEqual([
      { program: mha, targets: ["wasm", "typescript"], wasm: { bytes: "base64" } },
      { program: ffn, targets: ["typescript"] },
      { program: expect.anything(), targets: ["wasm", "typescript"], wasm: { bytes: "file" } },
    ]);
  });

  test("may say for all how WebAssembly is carried that one program has", () => {
    const { programs } = defineConfig({
      programs: [mha, { program: identity("ffn"), targets: ["wasm"] }],
      wasm: { bytes: "file" },
    });
    expect(programs.map(({ wasm }) => wasm)).toEqual([undefined, { bytes: "file" }]);
  });

  test("may have WebAssembly in more variants than the plain one, and programs may do without", () => {
    const { programs } = defineConfig({
      programs: [mha, { program: identity("ffn"), wasm: { relaxed: false, bytes: "file" } }],
      targets: ["wasm"],
      wasm: { relaxed: true, threads: true },
    });
    expect(programs.map(({ wasm }) => wasm)).toEqual([
      { bytes: "base64", relaxed: true, threads: true },
      { bytes: "file", relaxed: false, threads: true },
    ]);
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
    const programs = [mha, { program: identity("ffn"), targets: ["wasm"], wasm: { bytes: "file" } }] as const;
    const config = defineConfig({ outDir: "./out", programs });
    expect(resolveConfig(config)).toEqual(config);
  });

  test("is checked by the compiler", () => {
    // @ts-expect-error: programs is missing
    expect(() => defineConfig({ outDir: "out" })).toThrow(ConfigError);
    // @ts-expect-error: no such target
    expect(() => defineConfig({ programs: [mha], targets: ["webgpu"] })).toThrow(ConfigError);
    // @ts-expect-error: no such carrier
    expect(() => defineConfig({ programs: [mha], targets: ["wasm"], wasm: { bytes: "url" } })).toThrow(ConfigError);
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
    [{ programs: [mha], target: ["wasm"] }, "config: target is not a field of the config; did you mean targets?"],
    [{ programs: [mha], targets: "wasm" }, 'config: targets must be a list such as ["typescript", "wasm"]: got "wasm"'],
    [{ programs: [mha], targets: [] }, "config: targets is empty: name at least one of typescript, wasm"],
    [
      { programs: [mha], targets: ["typescript", "wsam"] },
      'config: targets[1] must be one of typescript, wasm: got "wsam"',
    ],
    [{ programs: [mha], targets: [1] }, "config: targets[0] must be one of typescript, wasm: got 1"],
    [{ programs: [mha], targets: ["wasm", "wasm"] }, "config: targets[1] is wasm again: name it once"],
    [{ programs: [mha], wasm: { bytes: "file" } }, "config: wasm is of no use without the target: write targets: ["],
    [{ programs: [mha], targets: ["wasm"], wasm: true }, 'config: wasm must be options such as { bytes: "file" }'],
    [
      { programs: [mha], targets: ["wasm"], wasm: { byte: "file" } },
      "config: wasm.byte is not a field of the options for wasm; did you mean bytes?",
    ],
    [
      { programs: [mha], targets: ["wasm"], wasm: { bytes: "files" } },
      'config: wasm.bytes must be one of base64, file: got "files"',
    ],
    [
      { programs: [mha], targets: ["wasm"], wasm: { relaxed: "yes" } },
      'config: wasm.relaxed must be true or false: got "yes"',
    ],
    [{ programs: [mha], targets: ["wasm"], wasm: { threads: 2 } }, "config: wasm.threads must be true or false: got 2"],
    [{ programs: [{ program: {} }] }, "config: programs[0].program must be what program() returned: got an object"],
    [
      { programs: [{ program: mha, target: 1 }] },
      "config: programs[0].target is not a field of a program in the config",
    ],
    [{ programs: [{ program: mha, targets: [] }] }, "config: programs[0].targets is empty"],
    [{ programs: [mha, { program: mha }] }, "config: programs[1].program is the same program as programs[0] (mha)"],
    [
      { programs: [{ program: mha, targets: ["typescript"], wasm: {} }, identity("ffn")], targets: ["wasm"] },
      "config: programs[0].wasm is of no use without the target",
    ],
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

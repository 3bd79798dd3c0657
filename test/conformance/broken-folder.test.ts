import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../codegen/temporary-folder.js";
import { type CaseEntry, goldenFolder, type Index } from "./golden-folder.js";
import { torch } from "./run.js";

const mha = "mha_64x4_kvdim_q5_kv9/none";

/** A change of the first case of a folder with one case of nn.MultiheadAttention and one function. */
const entry = (change: (entry: CaseEntry) => void) => () =>
  goldenFolder([mha, "silu"], { index: (index) => index.mha.forEach(change) });
const index = (change: (index: Index) => void) => () => goldenFolder([mha, "silu"], { index: change });
/** A folder whose file `name` is what `make` gives for its bytes. */
const file = (name: string, make: (bytes: Buffer) => Uint8Array) => () => {
  const folder = goldenFolder([mha, "silu"]);
  writeFileSync(join(folder, name), make(readFileSync(join(folder, name))));
  return folder;
};

const cases: Record<string, readonly [folder: () => string, message: RegExp]> = {
  "no folder": [() => join(temporaryFolder(), "nowhere"), /nowhere\/index.json can't be read \(ENOENT\)/],
  "no index": [() => temporaryFolder(), /index.json can't be read \(ENOENT\)/],
  "a folder for an index": [() => temporaryFolder({ "index.json/a": "" }), /index.json can't be read \(EISDIR\)/],
  "an index that is cut": [file("index.json", (bytes) => bytes.subarray(0, -9)), /index.json is no JSON: /],
  "an index that is a list": [() => temporaryFolder({ "index.json": "[]" }), /index.json is no object/],
  "no case": [() => temporaryFolder({ "index.json": '{ "mha": [], "format": "" }' }), /there is no case/],
  "a case without a name": [entry((each) => Reflect.deleteProperty(each, "name")), /mha\[0\]: name is no string/],
  "a case that is none": [index(({ mha: list }) => Object.assign(list, { 0: "none" })), /mha\[0\] is no object/],
  "no file": [
    () => {
      const folder = goldenFolder([mha, "silu"]);
      rmSync(join(folder, "mha_64x4_kvdim_q5_kv9.safetensors"));
      return folder;
    },
    /mha_64x4_kvdim_q5_kv9.safetensors can't be read \(ENOENT\)/,
  ],
  "a file that is cut": [file("primitives.safetensors", (bytes) => bytes.subarray(0, -4)), /primitives.safetensors: /],
  "an empty file": [file("primitives.safetensors", () => new Uint8Array()), /primitives.safetensors: /],
  "a file of text": [
    file("primitives.safetensors", () => new TextEncoder().encode("a".repeat(99))),
    /primitives.safetensors: /,
  ],
  "a file outside of the folder": [
    entry((each) => (each.file = "../../etc/passwd")),
    /"..\/..\/etc\/passwd" is no name of a file beside index.json/,
  ],
  "a tensor that is not there": [
    entry((each) => (each.expected["output"] = "expected.nowhere")),
    /mha\[0\]: there is no tensor "expected.nowhere"/,
  ],
  "a tensor of another dtype": [
    entry((each) => (each.expected["output_f64"] = each.expected["output"]!)),
    /mha\[0\]: tensor "expected.none.output" is F32, not F64/,
  ],
  "no float64": [
    entry((each) => Reflect.deleteProperty(each.expected, "output_f64")),
    /mha\[0\]: expected needs both output and output_f64/,
  ],
  "nothing expected": [entry((each) => (each.expected = {})), /mha\[0\]: it expects nothing/],
  "another length": [entry((each) => (each["q_len"] = 6)), /mha\[0\]: q_len is 6, the query has 5/],
  "heads that don't divide": [entry((each) => (each["num_heads"] = 5)), /embed_dim 64 is not divisible by 5 heads/],
  "weights of another layer": [
    () => {
      const folder = goldenFolder([mha, "mha_64x4_L7/none"]);
      const text = readFileSync(join(folder, "index.json"), "utf8");
      writeFileSync(join(folder, "index.json"), text.replaceAll("mha_64x4_kvdim.weights", "mha_64x4.weights"));
      return folder;
    },
    /mha\[1\]: bindParams: .*param wk is \[64, 48\]/,
  ],
  "a mask of another size": [
    entry((each) => (each["masks"] = { attn_mask: "mask.key_padding.key_padding_mask" })),
    /mha\[0\]: attentionMaskFromTorch: attnMask is \[2, 9\]/,
  ],
  "a line break in a name": [
    entry((each) => (each.expected["output"] = "a\nb")),
    /mha\[0\]: there is no tensor "a\\nb"/,
  ],
};

test.each(Object.entries(cases))("%s: one line, exit code 2", async (_, [folder, message]) => {
  const { exitCode, lines, summary, stderr } = await torch(folder());
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^conformance: [^\n]+\n$/);
  expect({ exitCode, lines, summary }).toEqual({ exitCode: 2, lines: [], summary: undefined });
});

import type { Case } from "../suite.js";
import { attentionChecks } from "./attention-case.js";
import { Fields } from "./fields.js";
import { type GoldenFolder, type TensorFile, tensorOf } from "./folder.js";
import type { Programs } from "./programs.js";
import { Contradiction } from "./refusals.js";

/**
 * The cases that a case of gradients makes: its forward pass, and the gradients, which nothing here computes. All that is
 * known of the output is its float64 value: results may be no further from it than its rounding to float32 allows.
 * @throws FolderError if the file doesn't have what the forward pass needs
 */
export function gradientCases(folder: Pick<GoldenFolder, "file">, fields: Fields, programs: Programs): readonly Case[] {
  const name = fields.string("name");
  const file = fields.string("file");
  const tensors = withFloat32(fields.where, folder.file(file));
  const own = { file: (other: string): TensorFile => (other === file ? tensors : folder.file(other)) };
  const gradients: Case = { name, kind: "unsupported", reason: "heddle computes no gradients" };
  return [forwardCase(`${name} (forward)`, () => attentionChecks(own, forward(fields, tensors), programs)), gradients];
}

function forwardCase(name: string, checks: () => ReturnType<typeof attentionChecks>): Case {
  try {
    return { name, kind: "checks", checks: checks() };
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    return { name, kind: "contradiction", problem: error.message };
  }
}

const output = "expected.output";

function withFloat32(where: string, file: TensorFile): TensorFile {
  const exact = tensorOf(where, file, `${output}_f64`);
  return new Map([
    ...file,
    [output, { dtype: "F32", shape: exact.shape, data: Float32Array.from(exact.data, Number) }],
  ]);
}

/** The case as one of nn.MultiheadAttention alone: query, key and value are one tensor. */
function forward(fields: Fields, tensors: TensorFile): Fields {
  const query = "input.query";
  const masks = ["attn_mask", "key_padding_mask"].filter((mask) => tensors.has(`mask.${mask}`));
  const given = Object.fromEntries(fields.names().map((field) => [field, fields.value(field)]));
  return new Fields(fields.where, {
    ...given,
    inputs: { query, key: query, value: query },
    masks: Object.fromEntries(masks.map((mask) => [mask, `mask.${mask}`])),
    expected: { output, output_f64: `${output}_f64` },
  });
}

import type { DType, Program, Shape, Tensor } from "heddle";
import { bindParams, WeightsError } from "heddle/weights";
import type { AttentionMask } from "heddle/weights";
import type { Reference } from "../accuracy.js";
import { FolderError } from "../folder-error.js";
import type { Check, Expectation, Tensors } from "../suite.js";
import { expectedOfAttention } from "./attention-expected.js";
import { type AttentionInputs, readInputs } from "./attention-inputs.js";
import { importMask, isCausalMask, maskDims, maskTensors } from "./attention-masks.js";
import { type AttentionForm, layerProgram, weightsProgram } from "./attention-program.js";
import type { Fields } from "./fields.js";
import { float32Of, type GoldenFolder, type TensorFile } from "./folder.js";
import type { Programs } from "./programs.js";
import { Unsupported } from "./refusals.js";

/**
 * The checks of a case of nn.MultiheadAttention: the layer, with the rule j <= i as a mask and, where the mask is that
 * rule, in the program too; and the weights that it attends with.
 * @throws FolderError if the files don't have what the case names
 * @throws Unsupported if heddle has no way to compute it
 * @throws Contradiction if the expected values can't be right
 */
export function attentionChecks(
  folder: Pick<GoldenFolder, "file">,
  fields: Fields,
  programs: Programs,
): readonly Check[] {
  const weights = folder.file(fields.string("weights_file"));
  refuse(fields, weights);
  const inputs = readInputs(fields, folder.file(fields.string("file")));
  const mask = importMask(fields.where, inputs);
  const outBias = biasOf(fields.where, weights, inputs.shape.width);
  const expected = expectedOfAttention(fields, folder.file(fields.string("file")), { inputs, mask, outBias });
  const maker = new CheckMaker(fields, inputs, weights, programs);
  const output = expected.get("output");
  const layer = output ? [maker.layer("output", output, mask, false)] : [];
  const causal =
    output && isCausalMask(inputs.attnMask)
      ? [maker.layer("output (causal)", output, importMask(fields.where, { ...inputs, attnMask: undefined }), true)]
      : [];
  const others = [...expected].filter(([name]) => name !== "output");
  return [...layer, ...causal, ...(others.length > 0 ? [maker.weights(new Map(others), mask)] : [])];
}

/** Options of nn.MultiheadAttention that the tensors tell. */
const told: ReadonlySet<string> = new Set(["bias", "kdim", "vdim", "batch_first"]);
const knownMasks: ReadonlySet<string> = new Set(["attn_mask", "key_padding_mask"]);

function refuse(fields: Fields, weights: TensorFile): void {
  const options = fields.object("options");
  const option = options.names().find((name) => !told.has(name) && options.value(name) !== false);
  if (option !== undefined) throw new Unsupported(`the option ${option} is not known here`);
  if (options.value("batch_first") === false) throw new Unsupported("only inputs with the batch first are known here");
  const mask = fields
    .object("masks")
    .names()
    .find((name) => !knownMasks.has(name));
  if (mask !== undefined) throw new Unsupported(`the mask ${mask} is not known here`);
  if (weights.has("bias_k") || weights.has("bias_v")) {
    throw new Unsupported("add_bias_kv appends a learned key and value, which no program here does");
  }
}

/** The bias of the output's projection, zeros if there is none. */
function biasOf(where: string, weights: TensorFile, width: number): Float32Array {
  const bias = weights.get("out_proj.bias");
  if (!bias) return new Float32Array(width);
  if (bias.data.length === width) return float32Of(where, "out_proj.bias", bias);
  throw new FolderError(`${where}: out_proj.bias has ${bias.data.length} elements, embed_dim is ${width}`);
}

/** Makes the checks of one case. */
class CheckMaker {
  readonly #where: string;
  readonly #inputs: AttentionInputs;
  readonly #weights: TensorFile;
  readonly #programs: Programs;

  constructor(fields: Fields, inputs: AttentionInputs, weights: TensorFile, programs: Programs) {
    this.#where = fields.where;
    this.#inputs = inputs;
    this.#weights = weights;
    this.#programs = programs;
  }

  layer(label: string, reference: Reference, mask: AttentionMask | undefined, isCausal: boolean): Check {
    const form = this.#form(mask, isCausal);
    const program = this.#programs.program(`layer ${JSON.stringify(form)}`, () => layerProgram(form));
    const given = mask && maskTensors(mask, this.#inputs).mask;
    const inputs = { ...this.#inputs.tensors, ...(given && { mask: given }) };
    return this.#check(program, inputs, [{ label, output: "out", reference }]);
  }

  weights(references: ReadonlyMap<string, Reference>, mask: AttentionMask | undefined): Check {
    const form = this.#form(mask, false);
    const program = this.#programs.program(`weights ${JSON.stringify(form)}`, () => weightsProgram(form));
    const { value: _, ...tensors } = this.#inputs.tensors;
    const given = mask && maskTensors(mask, this.#inputs);
    const inputs = {
      ...tensors,
      ...(given?.mask.dtype === "f32" && { mask: given.mask }),
      ...(given && { allowed: given.allowed }),
    };
    const expected = [...references].map(([name, reference]) => ({ label: name, output: name, reference }));
    return this.#check(program, inputs, expected);
  }

  #form(mask: AttentionMask | undefined, isCausal: boolean): AttentionForm {
    const { shape } = this.#inputs;
    return {
      ...shape,
      inBias: this.#weights.has("in_proj_bias"),
      outBias: this.#weights.has("out_proj.bias"),
      isCausal,
      mask: mask && { shape: maskDims(mask, shape), dtype: mask.dtype },
    };
  }

  #check(
    program: Program,
    inputs: Readonly<Record<string, Tensor<Shape, DType>>>,
    expected: readonly Expectation[],
  ): Check {
    const params = this.#programs.params(program, this.#weights, () => this.#bind(program));
    return { program, params, inputs, expected };
  }

  #bind(program: Program): Tensors {
    try {
      return bindParams(program, this.#weights, { extra: "ignore" });
    } catch (error) {
      if (!(error instanceof WeightsError)) throw error;
      throw new FolderError(`${this.#where}: ${error.message.replaceAll(/\s+/g, " ")}`);
    }
  }
}

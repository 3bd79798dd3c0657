import { exp, gelu, layerNorm, program, relu, silu, softmax, tanh, tensor } from "heddle";
import type { Dim, Program, Tensor } from "heddle";
import { problemOf, type Reference } from "../accuracy.js";
import { FolderError } from "../folder-error.js";
import type { Check } from "../suite.js";
import type { Fields } from "./fields.js";
import { float32Of, type GoldenFolder, referenceOf, type TensorFile, tensorOf } from "./folder.js";
import type { Programs } from "./programs.js";
import { Contradiction, Unsupported } from "./refusals.js";

interface Params<T> {
  readonly weight?: T | undefined;
  readonly bias?: T | undefined;
}

/** What a primitive computes from `x` and, where it has them, `weight` and `bias`. */
interface Primitive {
  /** Names of the attributes that it knows. */
  readonly attributes: readonly string[];
  /** Names of the inputs that it knows beside `x`. */
  readonly params: readonly string[];
  compute(x: Tensor, params: Params<Tensor>, attributes: Fields): Tensor;
}

const elementwise = (compute: (x: Tensor) => Tensor): Primitive => ({ attributes: [], params: [], compute });

/** PyTorch's functions by their names in torch.nn.functional. A case is called after its function: `softmax.wide`. */
const primitives: ReadonlyMap<string, Primitive> = new Map([
  ["exp", elementwise((x) => exp(x))],
  ["relu", elementwise((x) => relu(x))],
  ["silu", elementwise((x) => silu(x))],
  ["tanh", elementwise((x) => tanh(x))],
  [
    "gelu",
    {
      attributes: ["approximate"],
      params: [],
      compute: (x, _, attributes) => gelu(x, { approximate: approximation(attributes) }),
    },
  ],
  [
    "softmax",
    { attributes: ["dim"], params: [], compute: (x, _, attributes) => softmax(x, integer(attributes, "dim")) },
  ],
  [
    "layer_norm",
    {
      attributes: ["eps"],
      params: ["weight", "bias"],
      compute: (x, { weight, bias }, attributes) => {
        const epsilon = attributes.optionalAmount("eps");
        return layerNorm(x, weight, bias, epsilon === undefined ? {} : { epsilon });
      },
    },
  ],
]);

function approximation(attributes: Fields): "none" | "tanh" {
  const value = attributes.value("approximate") ?? "none";
  if (value === "none" || value === "tanh") return value;
  throw new Unsupported(`gelu with approximate: ${JSON.stringify(value)} is not known here`);
}

function integer(attributes: Fields, name: string): number {
  const value = attributes.value(name);
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new FolderError(`${attributes.where}: ${name} is no integer`);
}

/**
 * The check of one function of torch.nn.functional.
 * @throws FolderError if the file doesn't have what the case names
 * @throws Unsupported if heddle has no such function
 * @throws Contradiction if the expected values can't be right
 */
export function primitiveChecks(folder: GoldenFolder, fields: Fields, programs: Programs): readonly Check[] {
  const [name = ""] = fields.string("name").split(".", 1);
  const primitive = primitives.get(name);
  if (!primitive) throw new Unsupported(`the function ${name} is not known here`);
  const attributes = fields.object("attributes");
  const stored = fields.strings("inputs");
  refuseOthers("attribute", attributes.names(), primitive.attributes);
  refuseOthers("input", [...stored.keys()], ["x", ...primitive.params]);

  const file = folder.file(fields.string("file"));
  const input = (role: string): Tensor<Dim[]> | undefined => {
    const at = stored.get(role);
    return at === undefined ? undefined : literalTensor(fields.where, file, at);
  };
  const [x, weight, bias] = [input("x"), input("weight"), input("bias")];
  if (x === undefined) throw new FolderError(`${fields.where}: there is no input x`);
  const params = { ...(weight && { weight }), ...(bias && { bias }) };
  const shapes = { x: x.shape, ...(weight && { weight: weight.shape }), ...(bias && { bias: bias.shape }) };
  const key = JSON.stringify([name, shapes, attributes.names().map((each) => [each, attributes.value(each)])]);
  const made = programs.program(key, () => primitiveProgram(name, primitive, { x, weight, bias }, attributes));
  return [
    {
      program: made,
      params,
      inputs: { x },
      expected: [{ label: "output", output: "out", reference: expectedOf(fields, file) }],
    },
  ];
}

function expectedOf(fields: Fields, file: TensorFile): Reference {
  const reference = referenceOf(fields.where, file, fields.strings("expected"), "output");
  const problem = problemOf(reference, fields.object("torch_f32_error").optionalAmount("max_abs"));
  if (problem !== undefined) throw new Contradiction(`output: ${problem}`);
  return reference;
}

function primitiveProgram(
  name: string,
  primitive: Primitive,
  { x, weight, bias }: Params<Tensor<Dim[]>> & { readonly x: Tensor<Dim[]> },
  attributes: Fields,
): Program {
  return program({
    name,
    params: { ...(weight && { weight: weight.sizes }), ...(bias && { bias: bias.sizes }) },
    inputs: { x: x.sizes },
    body: ({ x: given, ...params }) => primitive.compute(given, params, attributes),
  });
}

function literalTensor(where: string, file: TensorFile, name: string): Tensor<Dim[]> {
  const found = tensorOf(where, file, name);
  return tensor(float32Of(where, name, found), [...found.shape]);
}

function refuseOthers(what: string, given: readonly string[], known: readonly string[]): void {
  const other = given.find((name) => !known.includes(name));
  if (other !== undefined) throw new Unsupported(`the ${what} ${other} is not known here`);
}

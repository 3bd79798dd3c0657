import { arrayOf, isRecord, isSize, isString } from "./json-shape.js";
import { readModelFile, readModelJson } from "./package-files.js";

/** Float32 elements in row-major order with the size of each axis. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
}

interface ManifestWeight {
  readonly name: string;
  readonly dtype: "float32" | "int32";
  readonly shape: readonly number[];
}

interface ManifestGroup {
  readonly paths: readonly string[];
  readonly weights: readonly ManifestWeight[];
}

/** A TensorFlow.js graph model: its nodes, and the weights that constant nodes stand for. */
export class TfjsGraph {
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #weights: ReadonlyMap<string, WeightTensor>;

  private constructor(nodes: ReadonlyMap<string, GraphNode>, weights: ReadonlyMap<string, WeightTensor>) {
    this.#nodes = nodes;
    this.#weights = weights;
  }

  /**
   * Reads `folder/model.json` and the shards that it lists.
   *
   * @throws {Error} where the files aren't such a model, or a shard's length isn't what the manifest says.
   */
  static async read(folder: string): Promise<TfjsGraph> {
    const json = await readModelJson(folder, "model.json");
    if (!isRecord(json) || !isRecord(json["modelTopology"])) {
      throw new Error("use-lite: model.json has no modelTopology");
    }
    const nodes = new Map(arrayOf(json["modelTopology"]["node"], isRecord, "modelTopology.node").map(parseNode));
    const weights = new Map<string, WeightTensor>();
    for (const group of arrayOf(json["weightsManifest"], isRecord, "weightsManifest").map(parseGroup)) {
      await readGroup(folder, group, weights);
    }
    return new TfjsGraph(nodes, weights);
  }

  /**
   * The weight that a node takes as one of its inputs: the graph says by its operations what a weight is for.
   *
   * @param shape what the weight's shape must be.
   * @throws {Error} where there is no such node, it is another operation, or the weight has another shape.
   */
  weightOf(nodeName: string, op: string, input: number, shape: readonly number[]): WeightTensor {
    const node = this.#nodes.get(nodeName);
    if (node?.op !== op) {
      throw new Error(`use-lite: the graph's ${nodeName} is ${node?.op ?? "missing"}; expected ${op}`);
    }
    const weight = this.#weights.get(node.inputs[input] ?? "");
    if (weight === undefined) {
      throw new Error(`use-lite: input ${input} of ${op} ${nodeName} is not a float32 weight`);
    }
    if (weight.shape.join() !== shape.join()) {
      throw new Error(`use-lite: the weight of ${nodeName} is [${weight.shape}]; expected [${shape}]`);
    }
    return weight;
  }
}

function parseNode(node: Readonly<Record<string, unknown>>): readonly [name: string, node: GraphNode] {
  const { name, op, input = [] } = node;
  if (!isString(name) || !isString(op)) {
    throw new Error("use-lite: a node of model.json has no name or no op");
  }
  return [name, { op, inputs: arrayOf(input, isString, `the inputs of ${name}`) }];
}

function parseGroup(group: Readonly<Record<string, unknown>>): ManifestGroup {
  return {
    paths: arrayOf(group["paths"], isString, "the paths of the manifest"),
    weights: arrayOf(group["weights"], isRecord, "the weights of the manifest").map(parseWeight),
  };
}

function parseWeight(weight: Readonly<Record<string, unknown>>): ManifestWeight {
  const { name, dtype, shape, quantization } = weight;
  if (!isString(name)) {
    throw new Error("use-lite: a weight of the manifest has no name");
  }
  if ((dtype !== "float32" && dtype !== "int32") || quantization !== undefined) {
    throw new Error(`use-lite: weight ${name} is ${String(dtype)}, quantised or not; expected plain float32 or int32`);
  }
  return { name, dtype, shape: arrayOf(shape, isSize, `the shape of ${name}`) };
}

/** Adds the float32 weights of one group. They lie one after another in its shards; a weight may cross two of them. */
async function readGroup(folder: string, group: ManifestGroup, weights: Map<string, WeightTensor>): Promise<void> {
  const shards = await Promise.all(group.paths.map((path) => readModelFile(folder, path)));
  const bytes = concatenated(shards);
  let at = 0;
  for (const { name, dtype, shape } of group.weights) {
    const length = shape.reduce((product, size) => product * size, 1);
    if (at + 4 * length > bytes.byteLength) {
      throw new Error(`use-lite: weight ${name} ends at byte ${at + 4 * length}, its shards have ${bytes.byteLength}`);
    }
    if (dtype === "float32") {
      weights.set(name, { shape, data: new Float32Array(bytes.buffer, at, length) });
    }
    at += 4 * length;
  }
  if (at !== bytes.byteLength) {
    throw new Error(`use-lite: the weights take ${at} bytes, their shards have ${bytes.byteLength}`);
  }
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

import { toFloat32 } from "./convert.js";
import { quoted, shownShape, WeightsError } from "./error.js";
import { entriesOf, isStored } from "./named.js";
import type { DenseTensor, Named, WeightTensor } from "./named.js";

/**
 * The weights of one attention layer, every matrix `[out, in]`: `q = x wq^T + bq`, and `wo` after the heads are merged.
 * The biases are absent where the module has none.
 */
export type AttentionWeights = {
  readonly wq: DenseTensor;
  readonly wk: DenseTensor;
  readonly wv: DenseTensor;
  readonly wo: DenseTensor;
  readonly bq?: DenseTensor;
  readonly bk?: DenseTensor;
  readonly bv?: DenseTensor;
  readonly bo?: DenseTensor;
};

/** The names that the state_dict of PyTorch's nn.MultiheadAttention may have. */
export const torchAttentionNames: ReadonlySet<string> = new Set([
  "in_proj_weight",
  "in_proj_bias",
  "q_proj_weight",
  "k_proj_weight",
  "v_proj_weight",
  "out_proj.weight",
  "out_proj.bias",
  "bias_k",
  "bias_v",
]);

/**
 * The weights in the state_dict of PyTorch's nn.MultiheadAttention, whose names begin with `prefix`
 * (`"encoder.layers.0.self_attn."`). Other names are not looked at.
 *
 * `in_proj_weight` `[3d, d]` holds the query's rows, then the key's, then the value's, and so does `in_proj_bias`. With
 * `kdim` or `vdim` other than `d` there are `q_proj_weight` `[d, d]`, `k_proj_weight` `[d, kdim]`, `v_proj_weight`
 * `[d, vdim]` in its place.
 *
 * @throws {WeightsError} where a weight is missing or has another shape, and for `bias_k` and `bias_v`
 * (`add_bias_kv=True`), which append a learned key and value and have no place in the eight weights.
 */
export function torchMultiheadAttention(tensors: Named<WeightTensor>, prefix = ""): AttentionWeights {
  const state = new StateDict(tensors, prefix);
  for (const name of ["bias_k", "bias_v"]) {
    if (state.has(name)) {
      throw new WeightsError(
        `torchMultiheadAttention: ${state.shown(name)} comes of add_bias_kv=True, which appends a learned key and value; ` +
          "that isn't supported",
      );
    }
  }
  const wo = state.weight("out_proj.weight");
  const width = wo.shape[0] ?? 0;
  state.expect("out_proj.weight", [width, width]);
  const bias = state.has("in_proj_bias") ? thirds(state, "in_proj_bias", [3 * width]) : undefined;
  return {
    ...projections(state, width),
    wo,
    ...(bias && { bq: bias[0], bk: bias[1], bv: bias[2] }),
    ...(state.has("out_proj.bias") && { bo: state.expect("out_proj.bias", [width]) }),
  };
}

function projections(state: StateDict, width: number): Pick<AttentionWeights, "wq" | "wk" | "wv"> {
  if (state.has("in_proj_weight")) {
    if (state.has("q_proj_weight")) {
      throw new WeightsError(
        `torchMultiheadAttention: ${state.shown("in_proj_weight")} and ${state.shown("q_proj_weight")} exclude each other`,
      );
    }
    const [wq, wk, wv] = thirds(state, "in_proj_weight", [3 * width, width]);
    return { wq, wk, wv };
  }
  const columns = (name: string) => state.weight(name).shape[1] ?? 0;
  return {
    wq: state.expect("q_proj_weight", [width, width]),
    wk: state.expect("k_proj_weight", [width, columns("k_proj_weight")]),
    wv: state.expect("v_proj_weight", [width, columns("v_proj_weight")]),
  };
}

/** Views of the first, second and last third of a tensor's rows. */
function thirds(state: StateDict, name: string, shape: readonly number[]): [DenseTensor, DenseTensor, DenseTensor] {
  const { data } = state.expect(name, shape);
  const rows = (shape[0] ?? 0) / 3;
  const third = (part: number): DenseTensor => ({
    shape: [rows, ...shape.slice(1)],
    data: data.subarray((part * data.length) / 3, ((part + 1) * data.length) / 3),
    origin: `${name} rows ${part * rows} to ${(part + 1) * rows - 1}`,
  });
  return [third(0), third(1), third(2)];
}

/** The float32 tensors of one module. */
class StateDict {
  readonly #tensors: ReadonlyMap<string, WeightTensor>;
  readonly #prefix: string;

  constructor(tensors: Named<WeightTensor>, prefix: string) {
    this.#tensors = new Map(entriesOf(tensors));
    this.#prefix = prefix;
  }

  has(name: string): boolean {
    return this.#tensors.has(this.#prefix + name);
  }

  shown(name: string): string {
    return `tensor ${quoted(this.#prefix + name)}`;
  }

  weight(name: string): DenseTensor {
    const tensor = this.#tensors.get(this.#prefix + name);
    const shown = `torchMultiheadAttention: ${this.shown(name)}`;
    if (tensor === undefined) {
      throw new WeightsError(`${shown} is missing; is the prefix right?`);
    }
    const data = isStored(tensor) ? toFloat32(tensor, shown) : tensor.data;
    if (!(data instanceof Float32Array)) {
      throw new WeightsError(`${shown} is a ${data.constructor.name}; weights are float32`);
    }
    return { shape: tensor.shape, data, origin: name };
  }

  /** The weight `name`, whose shape must be `shape`. */
  expect(name: string, shape: readonly number[]): DenseTensor {
    const weight = this.weight(name);
    if (weight.shape.join() !== shape.join()) {
      throw new WeightsError(
        `torchMultiheadAttention: ${this.shown(name)} is ${shownShape(weight.shape)}; ` +
          `with ${this.shown("out_proj.weight")} it must be ${shownShape(shape)}`,
      );
    }
    return weight;
  }
}

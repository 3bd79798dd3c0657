import { attention, type Dim, program, type Program } from "heddle";
import { multiHeadAttention } from "heddle/nn";

const [weight, bias] = [[64, 64], [64]] as const;

/** `mha64x4` of the presets where each position sees only itself and those before it. */
export const causalMha64x4 = program({
  name: "causalMha64x4",
  params: { wq: weight, bq: bias, wk: weight, bk: bias, wv: weight, bv: bias, wo: weight, bo: bias },
  inputs: { x: ["seq", 64] },
  body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 4, causal: true }),
});

/** What {@link attentionProgram} varies. */
export interface AttentionSpec {
  readonly name: string;
  /** By default `["n"]`, `["m"]`: any number of queries and of keys. */
  readonly queries?: Dim;
  readonly keys?: Dim;
  readonly heads?: number;
  readonly width?: number;
  readonly valueWidth?: number;
  readonly causal?: boolean;
  readonly scale?: number;
  /** The shape of a mask input, none by default. */
  readonly mask?: { readonly shape: readonly Dim[]; readonly dtype: "f32" | "bool" };
}

/** Attention alone: inputs `q`, `k`, `v` and, where there is one, `mask`. */
export function attentionProgram(spec: AttentionSpec): Program {
  const { name, queries = "n", keys = "m", heads = 1, width = 4, valueWidth = width, causal = false, mask } = spec;
  return program({
    name,
    params: {},
    inputs: {
      q: [heads, queries, width],
      k: [heads, keys, width],
      v: [heads, keys, valueWidth],
      ...(mask ? { mask } : {}),
    },
    body: ({ q, k, v, mask: given }) => attention(q, k, v, { mask: given, causal, scale: spec.scale }),
  });
}

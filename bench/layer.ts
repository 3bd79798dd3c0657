/** The params of a layer, matrices `[out, in]`. */
export type LayerParams = Readonly<Record<"wq" | "bq" | "wk" | "bk" | "wv" | "bv" | "wo" | "bo", Float32Array>>;

/** Computes a layer of `x` into `out`. */
export type LayerKernel = (inputs: { readonly x: Float32Array }, out: Float32Array) => Float32Array;

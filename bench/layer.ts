/** The params of a layer, matrices `[out, in]`. */
export type LayerParams = Readonly<Record<"wq" | "bq" | "wk" | "bk" | "wv" | "bv" | "wo" | "bo", Float32Array>>;

/** Arrays by the names of inputs or params. */
export type Arrays = Readonly<Record<string, Float32Array | Int32Array>>;

/** Computes a program of `inputs` into `out`. */
export type BoundKernel = (inputs: Arrays, out: Float32Array) => unknown;

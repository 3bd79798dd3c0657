/** A tensor in JavaScript's memory. */
export interface OrtTensor {
  readonly data: unknown;
}

/** A loaded model. */
export interface OrtSession {
  run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
}

/** What the bench uses of onnxruntime-common, which both runtimes offer. */
export interface Ort {
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => OrtTensor;
  readonly InferenceSession: {
    create(model: Uint8Array<ArrayBuffer>, options: OrtOptions): Promise<OrtSession>;
  };
  readonly env: { readonly wasm: { numThreads: number } };
}

/** How a model is to run. */
export interface OrtOptions {
  readonly executionProviders: readonly ["wasm" | "cpu"];
  readonly graphOptimizationLevel: "all";
  readonly intraOpNumThreads?: number;
  readonly interOpNumThreads?: number;
}

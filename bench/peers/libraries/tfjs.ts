/** A tensor in the backend's memory. */
export interface TfTensor {
  dataSync(): Float32Array;
  dispose(): void;
}

/** What the bench uses of @tensorflow/tfjs-core. */
export interface Tf {
  readonly fused: {
    matMul(operands: {
      readonly a: TfTensor;
      readonly b: TfTensor;
      readonly bias?: TfTensor;
      readonly activation?: "relu";
    }): TfTensor;
  };
  add(a: TfTensor, b: TfTensor): TfTensor;
  concat(tensors: readonly TfTensor[], axis: number): TfTensor;
  div(a: TfTensor, b: TfTensor): TfTensor;
  gather(x: TfTensor, indices: TfTensor): TfTensor;
  mean(x: TfTensor, axis: number, keepDims?: boolean): TfTensor;
  mul(a: TfTensor, b: TfTensor): TfTensor;
  rsqrt(x: TfTensor): TfTensor;
  slice(x: TfTensor, begin: readonly number[], size: readonly number[]): TfTensor;
  sqrt(x: TfTensor): TfTensor;
  sub(a: TfTensor, b: TfTensor): TfTensor;
  sum(x: TfTensor): TfTensor;
  tanh(x: TfTensor): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA?: boolean, transposeB?: boolean): TfTensor;
  getBackend(): string | undefined;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  setBackend(name: string): Promise<boolean>;
  split(x: TfTensor, parts: number, axis: number): readonly TfTensor[];
  softmax(x: TfTensor): TfTensor;
  tensor(data: Float32Array | Int32Array, shape: readonly number[], dtype?: "float32" | "int32"): TfTensor;
  /** Frees what `run` makes, but for what it gives. That has to be a tensor: an array would be searched for some. */
  tidy(run: () => TfTensor): TfTensor;
  transpose(x: TfTensor, axes: readonly number[]): TfTensor;
}

/** What the bench uses of @tensorflow/tfjs-converter. */
export interface TfConverter {
  loadGraphModel(source: { load(): Promise<TfModelFiles> }): Promise<TfGraphModel>;
}

/** A model as it is saved. */
export interface TfModelFiles {
  readonly modelTopology: unknown;
  readonly weightSpecs: unknown;
  readonly weightData: ArrayBuffer;
}

/** A model's graph. */
export interface TfGraphModel {
  /** Gives the only output. */
  executeAsync(inputs: Readonly<Record<string, TfTensor>>): Promise<TfTensor>;
}

/** What the bench uses of @tensorflow/tfjs-backend-wasm. */
export interface TfWasmBackend {
  setWasmPaths(folder: string): void;
}

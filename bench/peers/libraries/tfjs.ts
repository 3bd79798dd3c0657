/** A tensor in the backend's memory. */
export interface TfTensor {
  dataSync(): Float32Array;
  dispose(): void;
}

/** What the bench uses of @tensorflow/tfjs-core. */
export interface Tf {
  readonly fused: {
    matMul(operands: { readonly a: TfTensor; readonly b: TfTensor; readonly bias?: TfTensor }): TfTensor;
  };
  add(a: TfTensor, b: TfTensor): TfTensor;
  concat(tensors: readonly TfTensor[], axis: number): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA?: boolean, transposeB?: boolean): TfTensor;
  getBackend(): string | undefined;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  setBackend(name: string): Promise<boolean>;
  split(x: TfTensor, parts: number, axis: number): readonly TfTensor[];
  softmax(x: TfTensor): TfTensor;
  tensor(data: Float32Array, shape: readonly number[]): TfTensor;
  /** Frees what `run` makes, but for what it gives. That has to be a tensor: an array would be searched for some. */
  tidy(run: () => TfTensor): TfTensor;
  transpose(x: TfTensor, axes: readonly number[]): TfTensor;
}

/** What the bench uses of @tensorflow/tfjs-backend-wasm. */
export interface TfWasmBackend {
  setWasmPaths(folder: string): void;
}

/** An array, whose operations each consume one owner of it. */
export interface JaxArray {
  /** Another owner of the same array. */
  readonly ref: JaxArray;
  add(other: JaxArray): JaxArray;
  data(): Promise<unknown>;
  reshape(shape: readonly number[]): JaxArray;
  transpose(axes: readonly number[]): JaxArray;
}

/** A function of arrays. */
export type JaxFunction = (...given: readonly JaxArray[]) => JaxArray;

/** What the bench uses of @jax-js/jax. */
export interface Jax {
  readonly numpy: {
    array(data: Float32Array): JaxArray;
    concatenate(arrays: readonly JaxArray[], axis: number): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
  };
  readonly nn: { softmax(x: JaxArray, axis: number): JaxArray };
  defaultDevice(name: "wasm"): unknown;
  init(name: "wasm"): Promise<unknown>;
  jit(run: JaxFunction): JaxFunction;
}

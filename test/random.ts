import { type Shape, type ShapeArgument, tensor, type Tensor, zeros } from "heddle";

/** Numbers in [-1, 1), the same for the same seed: Marsaglia's xorshift32 (2003). */
export function randomData(count: number, seed = 1): Float32Array {
  let state = (seed * 0x9e3779b9) | 1;
  return Float32Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  });
}

/** A tensor of {@link randomData}. */
export function randomTensor<const S extends Shape>(shape: ShapeArgument<S>, seed = 1): Tensor<S> {
  const count = zeros(shape).sizes.reduce((product, size) => product * size, 1);
  return tensor(randomData(count, seed), shape);
}

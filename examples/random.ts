import { type Shape, type ShapeArgument, tensor, type Tensor, zeros } from "heddle";

/** Numbers in [-1, 1), whose variance is 1/3, the same for the same seed: Marsaglia's xorshift32 (2003). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}

/** Makes tensors of random numbers: of the given standard deviation, by default 1, around 0. */
export type RandomTensor = <const S extends Shape>(shape: ShapeArgument<S>, deviation?: number) => Tensor<S>;

/** A maker of random tensors, which makes the same ones in the same order for the same seed. */
export function randomTensors(seed: number): RandomTensor {
  const random = generator(seed);
  return (shape, deviation = 1) => {
    const count = zeros(shape).sizes.reduce((product, size) => product * size, 1);
    const factor = Math.sqrt(3) * deviation;
    return tensor(
      Float32Array.from({ length: count }, () => random() * factor),
      shape,
    );
  };
}

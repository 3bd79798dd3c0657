/** Numbers from -1 to 1, the same ones for the same seed (Marsaglia, Xorshift RNGs, 2003). */
export function randomNumbers(length: number, seed: number, scale = 1): Float32Array {
  let state = seed | 1;
  return Float32Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state / 2 ** 31) * scale;
  });
}

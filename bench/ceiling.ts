/** Floating-point operations in each pass of {@link multiplyAdd}: 12 multiplications and 12 additions. */
export const OPERATIONS_PER_PASS = 24;

/**
 * Multiplies and adds in registers alone, `passes` times: the most that scalar JavaScript does in float64. Twelve sums
 * are enough to hide the latency of one; with both operands they fit a processor's 16 registers.
 *
 * The sums stay finite and normal as long as `state`, 14 numbers, starts below 1. It is written back, so that no compiler
 * may leave the work out.
 */
export function multiplyAdd(state: Float64Array, passes: number): void {
  const [factor = 0, addend = 0] = [state[12], state[13]];
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  let i = state[8]!;
  let j = state[9]!;
  let k = state[10]!;
  let l = state[11]!;
  for (let pass = 0; pass < passes; pass = (pass + 1) | 0) {
    a = a * factor + addend;
    b = b * factor + addend;
    c = c * factor + addend;
    d = d * factor + addend;
    e = e * factor + addend;
    f = f * factor + addend;
    g = g * factor + addend;
    h = h * factor + addend;
    i = i * factor + addend;
    j = j * factor + addend;
    k = k * factor + addend;
    l = l * factor + addend;
  }
  state.set([a, b, c, d, e, f, g, h, i, j, k, l]);
}
